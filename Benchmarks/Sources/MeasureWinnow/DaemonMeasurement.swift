import Foundation
import SyntheticExports

/// Runs the daemon, drops pages into its inbox while it idles, and then watches it doing nothing.
struct DaemonMeasurement {
  static let pageBytes = 20_000

  let winnow: String
  let work: URL
  let pages: Int
  let idleSeconds: Double

  func measure(into figures: inout Figures) throws {
    let state = work.appending(path: "state-daemon")
    let inbox = state.appending(path: "inbox")
    try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: state) }
    let log = work.appending(path: "daemon.log")
    let daemon = try Child([winnow, "run", "--state", state.path], output: log.path)
    measure(daemon, PublishedStore(state: state), inbox, &figures)
    let end = daemon.stop(graceSeconds: 30)
    if end.exitCode != 0 {
      let said = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
      figures.faults.append("the daemon ended with \(end.exitCode), saying: \(said.suffix(2_000))")
    }
  }

  private func measure(
    _ daemon: Child,
    _ store: PublishedStore,
    _ inbox: URL,
    _ figures: inout Figures
  ) {
    var generator = PageText(seed: 7)
    let texts = (0...pages).map { Array(generator.page($0, bytes: Self.pageBytes).utf8) }
    // The first page is not counted: seeing it means that the daemon is ready.
    guard drop(texts[0], number: 0, inbox, store, seconds: 60) != nil else {
      return figures.faults.append("the daemon did not take in its first page")
    }
    let latencies = (1...pages).compactMap { number in
      System.pause(milliseconds: 300)
      return drop(texts[number], number: number, inbox, store, seconds: 20)
    }
    if latencies.count < pages {
      figures.faults.append("\(pages - latencies.count) pages did not appear in the store")
    }
    figures.latency = Figures.Latency(
      pages: latencies.count,
      medianMilliseconds: median(latencies),
      ninetyFifthMilliseconds: quantile(0.95, of: latencies),
      worstMilliseconds: latencies.max() ?? 0,
      syncMilliseconds: syncMilliseconds(texts)
    )
    figures.idle = idle(daemon)
  }

  /// Renames a page into the inbox and waits to see it.
  ///
  /// - Returns: milliseconds from the rename, or `nil` when it did not appear in time.
  private func drop(
    _ page: [UInt8],
    number: Int,
    _ inbox: URL,
    _ store: PublishedStore,
    seconds: Double
  ) -> Double? {
    let staged = work.appending(path: "page-\(number).txt").path
    guard System.writeDurably(page, to: staged) else { return nil }
    let dropped = System.now()
    guard System.rename(staged, to: inbox.appending(path: "page-\(number).txt").path),
      let seen = store.wait(forPosts: number + 1, seconds: seconds)
    else { return nil }
    return (seen - dropped) * 1_000
  }

  private func syncMilliseconds(_ texts: [[UInt8]]) -> Double {
    let path = work.appending(path: "sync").path
    return median(
      texts.map { text in
        let start = System.now()
        _ = System.writeDurably(text, to: path)
        return (System.now() - start) * 1_000
      }
    )
  }

  private func idle(_ daemon: Child) -> Figures.Idle {
    System.pause(milliseconds: 3_000)
    let before = switches(daemon)
    let start = System.now()
    System.pause(milliseconds: idleSeconds * 1_000)
    let after = switches(daemon)
    let seconds = System.now() - start
    let wakeUps = after.map { $0.value - (before[$0.key] ?? 0) }.reduce(0, +)
    return Figures.Idle(
      seconds: seconds,
      wakeUps: wakeUps,
      wakeUpsPerMinute: Double(wakeUps) / seconds * 60,
      threads: after.count
    )
  }

  /// Voluntary context switches so far, by thread.
  private func switches(_ daemon: Child) -> [String: Int] {
    let tasks = "/proc/\(daemon.process)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    var found: [String: Int] = [:]
    for thread in threads {
      let status = try? String(contentsOfFile: "\(tasks)/\(thread)/status", encoding: .utf8)
      let line = status?.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
      found[thread] = line.flatMap { Int($0.split(separator: "\t").last ?? "") }
    }
    return found
  }
}
