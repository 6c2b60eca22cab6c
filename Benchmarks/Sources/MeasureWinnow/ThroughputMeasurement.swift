import Foundation
import SyntheticExports

/// Times `winnow parse` and `winnow ingest` on one large export, against `sha256sum` of the same file.
struct ThroughputMeasurement {
  let winnow: String
  let work: URL
  let runs: Int
  let timeout: Double

  /// Makes an export of so many times 1 000 000 bytes and times each command on it.
  func measure(megabytes: Int, into figures: inout Figures) throws {
    let export = work.appending(path: "blog-\(megabytes).xml").path
    let plan = ExportPlan(
      seed: 1,
      bytes: megabytes * 1_000_000,
      posts: megabytes * 100,
      comments: megabytes * 600
    )
    let bytes = try write(plan, to: export)
    defer { try? FileManager.default.removeItem(atPath: export) }
    let count = megabytes > 500 ? 1 : runs

    let baseline = try time(["sha256sum", export], runs: count, &figures)
    var reading = try time([winnow, "parse", export], runs: count, &figures)
    try add("sha256sum", baseline, bytes, baseline, to: &figures)
    try add("winnow parse", reading, bytes, baseline, to: &figures)

    reading.removeAll()
    for run in 0..<count {
      let state = work.appending(path: "state-\(megabytes)-\(run)")
      defer { try? FileManager.default.removeItem(at: state) }
      reading += try time(
        [winnow, "ingest", "--state", state.path, export],
        runs: 1,
        &figures
      )
      check(PublishedStore(state: state), against: plan, &figures)
    }
    try add("winnow ingest", reading, bytes, baseline, to: &figures)
  }

  private func write(_ plan: ExportPlan, to path: String) throws -> Int {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw Arguments.Mistake(description: "cannot write \(path)") }
    var sink = ByteSink(file)
    var export = BloggerExport(.classic, plan: plan)
    try export.write(to: &sink)
    try file.synchronize()
    try file.close()
    return sink.count
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
  ) throws {
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

  private func check(_ store: PublishedStore, against plan: ExportPlan, _ figures: inout Figures) {
    guard let counts = store.counts else {
      return figures.faults.append("ingest published no manifest")
    }
    if counts.posts != plan.posts || counts.comments != plan.comments {
      figures.faults.append(
        "the store has \(counts.posts) posts and \(counts.comments) comments, "
          + "the export \(plan.posts) and \(plan.comments)"
      )
    }
  }
}
