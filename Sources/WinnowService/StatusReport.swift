import Glibc
package import Storage
import Subscribers

/// How the daemon is, from the file it keeps, or how things were left when it is down.
package struct StatusReport {
  private let health: ServiceHealth?
  private let isRunning: Bool
  private let state: String
  private let inbox: String
  private let manifest: PublishedManifest?
  private let freeBytes: Int64?
  private let refused: [RefusedFile]
  private let refusedCount: Int

  private static let refusedShown = 10

  /// Below this the daemon cannot even write its own status, which is then from before.
  private static let roomForStatus: Int64 = 64 << 10

  package init(_ configuration: Configuration) throws(StorageError) {
    state = configuration.absoluteStatePath
    inbox = configuration.absoluteInboxPath
    health = try? StatusFile.forReader(state: state, surroundings: .current()).read()
    isRunning = health.map { Self.runs($0.pid) } ?? false
    freeBytes = try? PosixDisk().freeBytes(configuration.layout.state)
    (refused, refusedCount) = Self.refused(configuration.layout)
    manifest = try? PublishedManifest(layout: configuration.layout)
    guard manifest != nil || health != nil else {
      throw StorageError(.notFound, "look for a store in", state)
    }
  }

  /// The first of the refused files with their reasons; none where they may not be read.
  private static func refused(_ layout: StoreLayout) -> ([RefusedFile], Int) {
    let rejected = RejectedFiles(layout: layout, disk: PosixDisk())
    guard let names = try? rejected.names() else { return ([], 0) }
    let files = names.prefix(refusedShown).compactMap { name in
      (try? rejected.reason(of: name)).flatMap(\.self).flatMap(RefusedFile.init)
    }
    return (files, names.count)
  }

  /// A daemon of another user cannot be signalled, but it is there.
  private static func runs(_ pid: Int32) -> Bool {
    kill(pid, 0) == 0 || errno == EPERM
  }

  package var json: [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.key("running")
      $0.value(isRunning)
      $0.member("state", state)
      $0.member("inbox", inbox)
      $0.member("generation", manifest?.generation)
      $0.member("seq", manifest?.sequence)
      $0.member("posts", manifest?.posts)
      $0.member("comments", manifest?.comments)
      $0.member("sources", manifest?.sources)
      $0.member("free_bytes", freeBytes)
      $0.member("refused_count", refusedCount)
      $0.key("refused")
      $0.array(refused) { $0.raw($1.json) }
      $0.key("daemon")
      if isRunning, let health {
        $0.raw(StatusFile.json(health))
      } else {
        $0.null()
      }
    }
    writer.newline()
    return writer.bytes
  }

  /// For a person; the two closures mark what matters and what is wrong.
  package func lines(
    emphasis: (String) -> String,
    warning: (String) -> String
  ) -> [String] {
    var lines: [String] = []
    if let freeBytes, freeBytes < Self.roomForStatus {
      lines.append(warning("Disk full: \(freeBytes) bytes free where the state is"))
    }
    if isRunning, let health {
      lines.append(emphasis(StatusLine.line(for: health)))
      lines += details(of: health, warning: warning)
    } else {
      lines.append(emphasis("Not running"))
      lines.append("Inbox     \(inbox)")
    }
    for file in refused {
      let place = file.byteOffset.map { " (byte \($0))" } ?? ""
      lines.append(
        warning("Refused   \(file.name.oneLine): \(file.sentence)\(place)") + " \(file.cure)"
      )
    }
    if refusedCount > refused.count { lines.append("Refused   \(refusedCount) files in all") }
    lines.append("State     \(state)")
    if let manifest {
      lines.append(
        "Store     \(manifest.posts) posts, \(manifest.comments) comments from "
          + "\(manifest.sources) files; generation \(manifest.generation)"
      )
    }
    return lines
  }

  private func details(of health: ServiceHealth, warning: (String) -> String) -> [String] {
    var lines = ["Inbox     \(health.inbox)"]
    lines.append("Queue     \(health.queued) files" + list(health.running))
    for file in health.waiting {
      let line = "Waiting   \(file.name) (\(file.reason))"
      lines.append(file.cure.map { warning("\(line): \($0)") } ?? line)
    }
    if health.waitingCount > health.waiting.count {
      lines.append("Waiting   \(health.waitingCount) files in all")
    }
    for (reason, count) in health.ignored.sorted(by: { $0.key < $1.key }) {
      lines.append("Ignored   \(count) (\(reason))")
    }
    if let reason = health.pausedReason { lines.append(warning("Paused    \(reason)")) }
    for reason in health.degraded { lines.append(warning("Degraded  \(reason)")) }
    let counters = health.counters
    lines.append(
      "Since start  \(counters.ingested) taken in, \(counters.partial) in part, "
        + "\(counters.duplicates) duplicates, \(counters.rejected) rejected"
    )
    lines.append("Watches   \(health.watches) of \(health.watchLimit.map(String.init) ?? "?")")
    if let freeBytes { lines.append("Free      \(freeBytes >> 20) MiB") }
    return lines
  }

  private func list(_ names: [String]) -> String {
    names.isEmpty ? "" : ", reading " + names.joined(separator: ", ")
  }
}
