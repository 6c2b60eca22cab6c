import Foundation
import Storage
import Testing
import Weblog
import WeblogTesting

@testable import WinnowService

/// The real intake over the real store, its queues run in orders that a seed decides, on a disk of which one
/// operation fails.
@Suite struct IntakeScheduleTests {
  /// `WINNOW_SCHEDULES=10000` for a night.
  private static let seeds: ClosedRange<UInt64> = {
    let count = ProcessInfo.processInfo.environment["WINNOW_SCHEDULES"].flatMap(UInt64.init) ?? 60
    return 1...max(1, count)
  }()

  @Test func `files that arrive together are taken in whole, whatever moves first`() throws {
    for seed in Self.seeds {
      let found = try IntakeRun(seed: seed).complaints()
      #expect(found == [], "seed \(seed)")
    }
  }

  @Test(arguments: [StorageError.Reason.diskFull, .inputOutput, .descriptors, .readOnly])
  func `an operation that fails costs no entry and no answer`(reason: StorageError.Reason) throws {
    for seed in Self.seeds where seed % 3 == 0 {
      let found = try IntakeRun(seed: seed, failing: reason).complaints()
      #expect(found == [], "seed \(seed)")
    }
  }
}

/// A few files, some with the same bytes, dropped at once into an intake of its own.
private final class IntakeRun {
  private let folder: TemporaryDirectory
  private let configuration: Configuration
  private let schedule: Schedule
  private let fault: FaultyDisk.Fault
  /// Operations until the one that fails; 0 for none.
  private let countdown: Int
  private var drops: [Drop] = []
  private var entries: [String: Int] = [:]
  private let answers = Answers()

  /// On one thread only, as everything here.
  private final class Answers: @unchecked Sendable {
    var reports: [FileReport] = []
    var failures: [String] = []
  }

  init(seed: UInt64, failing reason: StorageError.Reason? = nil) throws {
    var random = SeededGenerator(seed: seed)
    folder = try TemporaryDirectory()
    configuration = try Configuration(
      flags: ["state.path": folder.path, "inbox.path": folder.path + "/inbox"],
      file: (path: "", yaml: "ballast: {bytes: 0}")
    )
    schedule = Schedule(seed: random.next())
    countdown = reason == nil ? 0 : Int.random(in: 1...160, using: &random)
    fault = FaultyDisk.Fault(countdown: 0, reason: reason ?? .diskFull)
    try dropFiles(&random)
  }

  private func dropFiles(_ random: inout SeededGenerator) throws {
    for name in 0..<Int.random(in: 2...4, using: &random) {
      let feed = Int.random(in: 0..<3, using: &random)
      let count = 1 + feed * 3
      entries["\(feed)"] = count
      try folder.write(Self.feed(feed, items: count), to: "inbox/\(name).xml")
      let path = [UInt8]("\(folder.path)/inbox/\(name).xml".utf8)
      let drop = Drop(path: path, relativePath: [UInt8]("\(name).xml".utf8), isOurs: true)
      drops.append(drop)
      if Int.random(in: 0..<4, using: &random) == 0 { drops.append(drop) }
    }
  }

  private static func feed(_ number: Int, items: Int) -> String {
    let items = (0..<items).map { item in
      """
      <item><title>Post \(number) \(item)</title><link>https://f\(number).example/\(item)</link>
      <description>Words of post \(item * 7_919) in feed \(number * 31), of nobody else.</description></item>
      """
    }
    return """
      <rss version="2.0"><channel><title>Feed \(number)</title><link>https://f\(number).example/</link>
      \(items.joined())</channel></rss>
      """
  }

  /// What is wrong once everything has come to rest.
  func complaints() throws -> [String] {
    let fault = fault
    let schedule = schedule
    let store = try Store(
      layout: configuration.layout,
      disk: FaultyDisk(fault),
      settings: configuration.storeSettings,
      clock: { Instant(millisecondsSinceEpoch: 1_400_000_000_000) }
    )
    fault.countdown = countdown
    let intake = Intake(
      slots: 2,
      store: store,
      configuration: configuration,
      batchEntries: 2,
      makeDisk: { FaultyDisk(fault) },
      makeQueue: { _ in schedule.makeQueue() }
    )
    intake.listen(with: hooks())
    intake.take(drops)
    var found = schedule.runToRest() ? [] : ["it does not come to rest"]
    intake.stop {}
    if !schedule.runToRest() { found.append("it does not stop") }
    return found + answers.failures + complaintsOfAnswers() + (try complaintsOfStore())
  }

  private func hooks() -> IntakeHooks {
    let answers = answers
    var hooks = IntakeHooks()
    hooks.didFinish = { answers.reports.append($0) }
    hooks.didFail = { answers.failures.append($0) }
    return hooks
  }

  private func complaintsOfAnswers() -> [String] {
    Set(drops).compactMap { drop in
      let asked = drops.count { $0 == drop }
      let answered = answers.reports.filter { $0.drop == drop }
      if answered.count != asked { return "\(drop.name): \(answered.count) answers, not \(asked)" }
      let isIn = answered.contains { if case .accepted = $0.outcome { true } else { false } }
      return isIn ? nil : "\(drop.name): \(answered.map(\.sentence))"
    }
  }

  private func complaintsOfStore() throws -> [String] {
    var found: [String] = []
    let posts = try StoreReader(configuration.layout).counts().posts
    let expected = entries.values.reduce(0, +)
    if posts != expected { found.append("\(posts) posts, not \(expected)") }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/inbox")
    if !left.isEmpty { found.append("left in the inbox: \(left)") }
    var verification = try Verification(configuration.layout, PosixDisk())
    return try found + verification.run().map { "\($0.path): \($0.sentence)" }
  }
}
