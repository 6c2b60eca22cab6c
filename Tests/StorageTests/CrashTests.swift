import Foundation
import Storage
import Synchronization
import Testing

/// Power is cut before every operation of every scenario, and the promises are checked on what is left,
/// after the next start, and when the rest has been done.
///
/// A slice by default. `WINNOW_TORTURE_SECONDS` goes on for that long with ever new seeds and prints the
/// figures; `WINNOW_TORTURE_POINT="scenario:operation:seed"` repeats one point.
@Suite struct CrashTests {
  @Test(arguments: CrashScenario.all)
  func `a power cut at any moment breaks no promise`(scenario: CrashScenario) throws {
    let recording = try CrashRecording(scenario)
    let offset = scenario.name.utf8.count
    for place in recording.moments.indices where (place + offset) % Torture.stride == 0 {
      let found = try recording.violations(at: place, seed: UInt64(place))
      #expect(found == [], "\(scenario.name):\(place):\(place)")
    }
  }

  @Test(.enabled(if: Torture.isOn, "set WINNOW_TORTURE_SECONDS"), arguments: CrashScenario.all)
  func `power cuts for hours break no promise`(scenario: CrashScenario) throws {
    let recording = try CrashRecording(scenario)
    let end = Torture.end(of: CrashScenario.all.count)
    var points = 0
    var violations = 0
    var seed: UInt64 = Torture.firstSeed
    repeat {
      for place in recording.moments.indices where Date() < end {
        seed += 1
        points += 1
        let found = try recording.violations(at: place, seed: seed)
        guard !found.isEmpty else { continue }
        violations += 1
        Torture.keep("\(scenario.name):\(place):\(seed)", found)
        Issue.record("\(scenario.name):\(place):\(seed) \(found)")
      }
    } while Date() < end
    Torture.count(scenario.name, moments: recording.moments.count, points: points, violations)
  }

  @Test(.enabled(if: Torture.point != nil, "set WINNOW_TORTURE_POINT"))
  func `one crash point again`() throws {
    let point = try #require(Torture.point)
    let scenario = try #require(CrashScenario.all.first { $0.name == point.scenario })
    let recording = try CrashRecording(scenario)
    let found = try recording.violations(at: point.place, seed: point.seed)
    #expect(found == [])
  }

  // MARK: Broken on purpose

  @Test func `the checks catch a store that never syncs its files`() throws {
    #expect(try Self.isCaught { $0.ignoresFileSync = true })
  }

  @Test func `the checks catch a store that never syncs its folders`() throws {
    #expect(try Self.isCaught { $0.ignoresFolderSync = true })
  }

  @Test func `the checks catch a generation that is shown before it is reserved`() throws {
    let scenario = try #require(CrashScenario.all.first { $0.name == "segments become one" })
    let recording = try CrashRecording(scenario)
    let isCaught = try recording.moments.indices.contains { place in
      try (1...6).contains { seed in
        try recording.violations(at: place, seed: seed, flaw: .lastCommitLost)
          .contains { $0.hasPrefix("generation") && $0.hasSuffix("twice") }
      }
    }
    #expect(isCaught)
  }

  /// Every scenario has to notice, not only one of them.
  private static func isCaught(_ breaking: (FakeDisk) -> Void) throws -> Bool {
    try ["a growing thread", "refused files", "snapshots"].allSatisfy { name in
      let scenario = try #require(CrashScenario.all.first { $0.name == name })
      let recording = try CrashRecording(scenario, breaking: breaking)
      return try recording.moments.indices.contains { place in
        try !recording.violations(at: place, seed: UInt64(place)).isEmpty
      }
    }
  }

  // MARK: Operations that fail

  @Test(arguments: CrashScenario.all, [StorageError.Reason.inputOutput, .diskFull, .readOnly])
  func `an operation that fails once or for ever loses nothing, and all heals`(
    scenario: CrashScenario,
    reason: StorageError.Reason
  ) throws {
    let recording = try CrashRecording(scenario)
    var operation = 1 + scenario.name.utf8.count % Torture.failureStride
    while operation <= recording.moments.count {
      for isForever in [false, true] {
        let failure = FakeDisk.Failure(
          operation: operation,
          reason: reason,
          isForever: isForever
        )
        let found = try recording.violations(of: failure)
        #expect(found == [], "\(scenario.name): \(reason) at \(operation)")
      }
      operation += Torture.failureStride
    }
  }
}

/// How much is tried, and where the figures go.
enum Torture {
  static let seconds = number("WINNOW_TORTURE_SECONDS")
  static let isOn = seconds != nil
  /// Every so-manieth point in the ordinary run.
  static let stride = 24
  static let failureStride = isOn ? 5 : 61
  static let firstSeed = UInt64(number("WINNOW_TORTURE_SEED") ?? 0) << 24

  static let point: (scenario: String, place: Int, seed: UInt64)? = {
    let text = ProcessInfo.processInfo.environment["WINNOW_TORTURE_POINT"] ?? ""
    let parts = text.split(separator: ":").map(String.init)
    guard parts.count == 3, let place = Int(parts[1]), let seed = UInt64(parts[2]) else {
      return nil
    }
    return (parts[0], place, seed)
  }()

  /// When one of so many tests that share the cores has to end.
  static func end(of tests: Int) -> Date {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return Date().addingTimeInterval(Double((seconds ?? 0) * cores) / Double(tests))
  }

  private static let total = Mutex((points: 0, violations: 0))

  static func count(_ name: String, moments: Int, points: Int, _ violations: Int) {
    let sum = total.withLock { sum in
      sum = (sum.points + points, sum.violations + violations)
      return sum
    }
    print(
      "\(name): \(moments) moments, \(points) crash points, \(violations) violations;",
      "together \(sum.points) points, \(sum.violations) violations"
    )
  }

  /// Adds a point to the file of those to be tried again.
  static func keep(_ point: String, _ found: [String]) {
    let path = ProcessInfo.processInfo.environment["WINNOW_TORTURE_FAILURES"]
    guard let path, let line = "\(point)\t\(found)\n".data(using: .utf8) else { return }
    if !FileManager.default.fileExists(atPath: path) { try? Data().write(to: URL(filePath: path)) }
    guard let file = FileHandle(forWritingAtPath: path) else { return }
    _ = try? file.seekToEnd()
    try? file.write(contentsOf: line)
    try? file.close()
  }

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }
}
