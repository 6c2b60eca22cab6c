import Foundation
import SyntheticExports

/// Times `winnow parse` and `winnow ingest` on large exports, against `sha256sum` of the same file.
struct ThroughputMeasurement {
  /// Vintages of one format cost alike, so one stands for both.
  private static let formats: [SyntheticFormat] = [.blogger, .wordpress, .rss]

  let winnow: String
  let work: URL
  let runs: Int
  let timeout: Double

  /// Makes a file of so many times 1 000 000 bytes in each format and times each command on it.
  func measure(megabytes: Int, into figures: inout Figures) throws {
    for format in Self.formats {
      try measure(format, plan: format.plan(seed: 1, megabytes: megabytes), into: &figures)
    }
  }

  private func measure(
    _ format: SyntheticFormat,
    plan: ExportPlan,
    into figures: inout Figures
  ) throws {
    let export = work.appending(path: "\(format.rawValue).xml").path
    let bytes = try write(plan, as: format, to: export)
    defer { try? FileManager.default.removeItem(atPath: export) }
    let count = bytes > 500_000_000 ? 1 : runs
    if count > 1 { try checkReading(of: export, against: plan, &figures) }

    let baseline = try time(["sha256sum", export], runs: count, &figures)
    let parsing = try time([winnow, "parse", export], runs: count, &figures)
    add("sha256sum \(format.rawValue)", baseline, bytes, baseline, to: &figures)
    add("parse \(format.rawValue)", parsing, bytes, baseline, to: &figures)
    // What is stored costs the same whatever it was read from.
    guard format == .blogger else { return }
    let ingestion = try ingest(export, plan, runs: count, &figures)
    add("ingest \(format.rawValue)", ingestion, bytes, baseline, to: &figures)
  }

  private func ingest(
    _ export: String,
    _ plan: ExportPlan,
    runs: Int,
    _ figures: inout Figures
  ) throws -> [Child.Usage] {
    var usages: [Child.Usage] = []
    for run in 0..<runs {
      let state = work.appending(path: "state-\(plan.bytes)-\(run)")
      defer { try? FileManager.default.removeItem(at: state) }
      usages += try time(
        [winnow, "ingest", "--state", state.path, export],
        runs: 1,
        &figures
      )
      check(PublishedStore(state: state).counts, "the store", against: plan, &figures)
    }
    return usages
  }

  private func write(
    _ plan: ExportPlan,
    as format: SyntheticFormat,
    to path: String
  ) throws -> Int {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw Arguments.Mistake(description: "cannot write \(path)") }
    var sink = ByteSink(file)
    try format.write(plan, to: &sink)
    try file.synchronize()
    try file.close()
    return sink.count
  }

  /// Reads the file once before the clock runs: a reader that skips all is the fastest.
  private func checkReading(
    of export: String,
    against plan: ExportPlan,
    _ figures: inout Figures
  ) throws {
    let output = work.appending(path: "parsed.ndjson")
    defer { try? FileManager.default.removeItem(at: output) }
    _ = try Child([winnow, "parse", export], output: output.path).wait(seconds: timeout)
    check(ParsedOutput(output)?.counts, "the output of parse", against: plan, &figures)
  }

  private func time(
    _ command: [String],
    runs: Int,
    _ figures: inout Figures
  ) throws -> [Child.Usage] {
    // Output goes to /dev/null: what a reader does with it is the reader's time.
    try (0..<runs).map { _ in
      let usage = try Child(command, output: "/dev/null").wait(seconds: timeout)
      if usage.exitCode != 0 {
        let name = command.prefix(2).joined(separator: " ")
        figures.faults.append("\(name) ended with \(usage.exitCode)")
      }
      return usage
    }
  }

  private func add(
    _ name: String,
    _ usages: [Child.Usage],
    _ bytes: Int,
    _ baseline: [Child.Usage],
    to figures: inout Figures
  ) {
    let seconds = median(usages.map(\.wall))
    let megabytes = Double(bytes) / 1e6
    figures.throughput.append(
      Figures.Throughput(
        command: name,
        megabytes: megabytes,
        seconds: seconds,
        processorSeconds: median(usages.map(\.processor)),
        megabytesPerSecond: megabytes / max(seconds, 1e-6),
        peakMegabytes: Double(usages.map(\.peakBytes).max() ?? 0) / 1e6,
        runs: usages.count,
        timesSha256sum: seconds / max(median(baseline.map(\.wall)), 1e-6)
      )
    )
  }

  private func check(
    _ counts: PublishedStore.Counts?,
    _ place: String,
    against plan: ExportPlan,
    _ figures: inout Figures
  ) {
    guard let counts else { return figures.faults.append("\(place) tells no counts") }
    if counts.posts != plan.posts || counts.comments != plan.comments {
      figures.faults.append(
        "\(place) has \(counts.posts) posts and \(counts.comments) comments, "
          + "the export \(plan.posts) and \(plan.comments)"
      )
    }
  }
}
