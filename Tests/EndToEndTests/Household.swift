import Foundation
import Testing
import WeblogTesting

/// A state directory of a test's own, with its inbox, its store, and a daemon when one is started.
final class Household {
  let directory: TemporaryDirectory
  private(set) var daemon: Process?
  private var log: URL { directory.url.appendingPathComponent("daemon.log") }

  let state: URL

  /// With a state elsewhere, the inbox is still beside nothing but the test's own files.
  init(state: URL? = nil) throws {
    directory = try TemporaryDirectory()
    isElsewhere = state != nil
    self.state = state ?? directory.url.appendingPathComponent("state")
  }

  private let isElsewhere: Bool

  deinit { kill() }

  private var spool: URL { isElsewhere ? directory.url.appendingPathComponent("spool") : state }
  var inbox: URL { spool.appendingPathComponent("inbox") }
  var rejected: URL { spool.appendingPathComponent("rejected") }
  var originals: URL { state.appendingPathComponent("private/originals") }
  var store: URL { state.appendingPathComponent("store/v1") }

  /// Starts the daemon with a short settling time; its messages go to a file that failures quote.
  func start(environment: [String: String] = [:], messages: FileHandle? = nil) throws {
    let process = try WinnowProgram.process(
      ["run", "--state", state.path, "--inbox", inbox.path],
      environment: ["WINNOW_SETTLE_QUIET": "100ms", "WINNOW_SCAN_INTERVAL": "1s"]
        .merging(environment) { $1 }
    )
    if !FileManager.default.fileExists(atPath: log.path) { try Data().write(to: log) }
    let handle = try FileHandle(forWritingTo: log)
    try handle.seekToEnd()
    process.standardError = messages ?? handle
    process.standardOutput = messages ?? handle
    try process.run()
    daemon = process
  }

  /// Ends the daemon politely and waits; the exit status tells whether it went well.
  @discardableResult
  func stop() -> Int32 {
    guard let daemon, daemon.isRunning else { return daemon?.terminationStatus ?? 0 }
    daemon.terminate()
    daemon.waitUntilExit()
    return daemon.terminationStatus
  }

  /// Ends the daemon as a power cut would end it, except for the disk's cache.
  func kill() {
    guard let daemon, daemon.isRunning else { return }
    Foundation.kill(daemon.processIdentifier, SIGKILL)
    daemon.waitUntilExit()
  }

  var messages: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

  /// Drops a file as a careful program does: written elsewhere, then renamed into the inbox.
  func drop(_ bytes: [UInt8], as name: String) throws {
    try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    let aside = try directory.write(bytes, to: "aside/\(UUID().uuidString)")
    let place = inbox.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    guard unsafe rename(aside.path, place.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Waits, at most so long, until a condition holds.
  func wait(
    seconds: Double = 20,
    for purpose: String,
    sourceLocation: SourceLocation = #_sourceLocation,
    until condition: () -> Bool
  ) {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      if condition() { return }
      usleep(20_000)
    }
    Issue.record(
      "gave up waiting for \(purpose)\n\(messages.suffix(2_000))",
      sourceLocation: sourceLocation
    )
  }

  /// Records of all partitions whose path below `v1/` begins so.
  func records(_ prefix: String) -> [[String: Any]] {
    let walk = FileManager.default.enumerator(atPath: store.path)
    return (walk?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".ndjson") }
      .sorted()
      .flatMap { lines(of: store.appendingPathComponent($0)) }
  }

  private func lines(of file: URL) -> [[String: Any]] {
    ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  var posts: [[String: Any]] { records("posts/") }
  var comments: [[String: Any]] { records("comments/") }
  var sources: [[String: Any]] { records("sources/") }

  var manifest: [String: Any] {
    let data = (try? Data(contentsOf: store.appendingPathComponent("manifest.json"))) ?? Data()
    return (try? JSONSerialization.jsonObject(with: data) as? [String: Any]) ?? [:]
  }

  /// Names in a folder, without those below it.
  func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }
}
