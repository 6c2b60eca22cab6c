import Weblog

/// `winnow.prom`: figures for the textfile collector of the Prometheus node exporter.
///
/// Per metric `# HELP`, `# TYPE` and `name value`. No labels carry file names: they would never end.
package struct MetricsFile: Sendable {
  package static let name = "winnow.prom"

  package let directory: String

  package init(directory: String) {
    self.directory = directory
  }

  package var path: String { "\(directory)/\(Self.name)" }

  package func write(_ health: ServiceHealth) throws(AtomicFileError) {
    try AtomicFile(path: path).replace(with: Array(Self.text(of: health).utf8))
  }

  /// Takes the file away, at an orderly stop.
  package func remove() {
    AtomicFile(path: path).remove()
  }

  package static func text(of health: ServiceHealth) -> String {
    (gauges(of: health).map { metric($0, type: "gauge") }
      + counters(of: health).map { metric($0, type: "counter") })
      .joined()
  }

  private struct Figure {
    var name: String
    var help: String
    var value: Int64

    init(_ name: String, _ help: String, _ value: some BinaryInteger) {
      self.name = name
      self.help = help
      self.value = Int64(clamping: value)
    }
  }

  private static func metric(_ figure: Figure, type: String) -> String {
    """
    # HELP winnow_\(figure.name) \(figure.help)
    # TYPE winnow_\(figure.name) \(type)
    winnow_\(figure.name) \(figure.value)

    """
  }

  private static func gauges(of health: ServiceHealth) -> [Figure] {
    [
      Figure("posts", "Posts in the store.", health.posts),
      Figure("comments", "Comments in the store.", health.comments),
      Figure("sources", "Accepted files in the ledger.", health.sources),
      Figure("generation", "Generation of the published store.", health.generation),
      Figure("queued_files", "Files seen and not yet taken in.", health.queued),
      Figure("waiting_files", "Files that cannot be taken in yet.", health.waitingCount),
      Figure("rejected_files", "Files set aside in rejected/.", health.rejectedCount),
      Figure("watches", "Directories watched.", health.watches),
      Figure("disk_full", "1 while the disk is full.", health.isDiskFull ? 1 : 0),
      Figure("paused", "1 while the intake stands still.", health.pausedReason == nil ? 0 : 1),
      Figure("polling", "1 while the inbox is polled.", health.watchMode == .polling ? 1 : 0),
      health.freeBytes.map { Figure("free_bytes", "Free space where the store lies.", $0) },
      seconds("start_time_seconds", "When the daemon started.", health.startedAt),
      seconds("last_scan_time_seconds", "When the inbox was last listed.", health.lastScanAt),
      seconds("last_file_time_seconds", "When a file was last done.", health.lastFile?.at),
    ].compactMap { $0 }
  }

  private static func counters(of health: ServiceHealth) -> [Figure] {
    let counters = health.counters
    return [
      Figure("files_ingested_total", "Files taken in whole.", counters.ingested),
      Figure("files_partial_total", "Files taken in as far as they went.", counters.partial),
      Figure("files_duplicate_total", "Files known already.", counters.duplicates),
      Figure("files_rejected_total", "Files refused.", counters.rejected),
      Figure("bytes_total", "Bytes of the files taken in.", counters.bytes),
      Figure("overflows_total", "Times the event queue overflowed.", counters.overflows),
    ]
  }

  private static func seconds(_ name: String, _ help: String, _ time: Timestamp?) -> Figure? {
    time.map { Figure(name, help, $0.instant.millisecondsSinceEpoch / 1_000) }
  }
}
