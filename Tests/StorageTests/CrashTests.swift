import Foundation
import Storage
import Testing
import Weblog

/// Power is cut after every operation of a run, and the promises are checked on what is left.
@Suite struct CrashTests {
  @Test(arguments: Script.seeds)
  func `a power cut after any operation breaks no promise`(seed: UInt64) throws {
    let script = try Script()
    for operation in 1...script.operations {
      #expect(
        try script.violations(cutAfter: operation, seed: seed &* 1_000 + UInt64(operation)) == []
      )
    }
  }

  @Test func `the checks catch a store that never syncs its files`() throws {
    let script = try Script()
    let broken = try (1...script.operations).contains { operation in
      try !script.violations(cutAfter: operation, seed: UInt64(operation)) {
        $0.ignoresFileSync = true
      }.isEmpty
    }
    #expect(broken)
  }

  @Test func `the checks catch a store that never syncs its folders`() throws {
    let script = try Script()
    let broken = try (1...script.operations).contains { operation in
      try !script.violations(cutAfter: operation, seed: UInt64(operation)) {
        $0.ignoresFolderSync = true
      }.isEmpty
    }
    #expect(broken)
  }

  @Test(arguments: [StorageError.Reason.inputOutput, .diskFull, .readOnly])
  func `an operation that fails once is survived`(reason: StorageError.Reason) throws {
    let script = try Script()
    for operation in stride(from: 1, through: script.operations, by: 2) {
      let failure = FakeDisk.Failure(operation: operation, reason: reason, isForever: false)
      #expect(try script.violations(of: failure) == [])
    }
  }

  @Test(arguments: [StorageError.Reason.inputOutput, .diskFull, .readOnly])
  func `a disk that fails for ever loses nothing and heals`(reason: StorageError.Reason) throws {
    let script = try Script()
    for operation in stride(from: 1, through: script.operations, by: 7) {
      let failure = FakeDisk.Failure(operation: operation, reason: reason, isForever: true)
      #expect(try script.violations(of: failure) == [])
    }
  }
}

/// A run over everything the store does to the disk, and what must be true when it is cut short.
struct Script {
  private static let documents: [SampleDocument] = {
    var learning = SampleDocument("d", [.init("three", "Third", comments: ["More"])])
    learning.learns = ("example.org", "blogger-1")
    return [
      SampleDocument(
        "a",
        [
          .init("one", host: nil, on: nil, comments: ["Hello"]), .init("two"),
          .init("three", host: nil, platform: "blogger-1", comments: ["There"]),
        ]
      ),
      SampleDocument("b", [.init("one", comments: ["Hello", "World"]), .init("four")]),
      SampleDocument("c", [.init("two", "Changed")]),
      learning,
    ]
  }()

  /// One on every run; `WINNOW_SEEDS=1000` for a night.
  static let seeds: ClosedRange<UInt64> = {
    let count = ProcessInfo.processInfo.environment["WINNOW_SEEDS"].flatMap(UInt64.init) ?? 1
    return 1...max(1, count)
  }()

  let operations: Int
  private let expected: [String: String]

  init() throws {
    let bench = try Workbench()
    Self.dropAll(bench)
    try Self.run(bench)
    operations = bench.disk.operations
    expected = Self.settled(bench)
    bench.close()
  }

  func violations(
    cutAfter operation: Int,
    seed: UInt64,
    breaking: (FakeDisk) -> Void = { _ in }
  ) throws -> [String] {
    let bench = try Workbench()
    defer { bench.close() }
    breaking(bench.disk)
    Self.dropAll(bench)
    bench.disk.crashAfter = operation
    var acknowledged = Acknowledged()
    try? Self.run(bench, &acknowledged)
    bench.close()
    bench.disk.losePower(seed: seed)
    return try lost(bench, acknowledged) + healed(bench)
  }

  func violations(of failure: FakeDisk.Failure) throws -> [String] {
    let bench = try Workbench()
    defer { bench.close() }
    Self.dropAll(bench)
    bench.disk.failure = failure
    var acknowledged = Acknowledged()
    try? Self.run(bench, &acknowledged)
    let found = try lost(bench, acknowledged)
    bench.disk.restart()
    // The same process goes on when the fault ends, as the daemon does.
    if bench.store != nil { try? Self.takeAll(bench, &acknowledged) }
    bench.close()
    return try found + healed(bench)
  }

  /// What had been reported as done.
  struct Acknowledged {
    var generation: Int64 = 0
    var posts: Set<String> = []
  }

  private static func dropAll(_ bench: Workbench) {
    for document in documents { bench.drop(document) }
    bench.drop(documents[0], as: "same")
  }

  private static func run(_ bench: Workbench) throws {
    var ignored = Acknowledged()
    try run(bench, &ignored)
  }

  private static func run(_ bench: Workbench, _ acknowledged: inout Acknowledged) throws {
    try bench.open()
    try takeAll(bench, &acknowledged)
  }

  private static func takeAll(_ bench: Workbench, _ acknowledged: inout Acknowledged) throws {
    for document in documents {
      try bench.take(document)
      try publish(bench, &acknowledged)
    }
    try bench.take(documents[0], as: "same")
    try publish(bench, &acknowledged)
    _ = try bench.store?.snapshot()
  }

  private static func publish(_ bench: Workbench, _ acknowledged: inout Acknowledged) throws {
    guard let generation = try bench.store?.publishPending() else { return }
    acknowledged.generation = generation
    acknowledged.posts = Set(try bench.records("posts").compactMap { $0["id"] as? String })
  }

  /// What a reader and the person who dropped the files could complain of right after the cut.
  private func lost(_ bench: Workbench, _ acknowledged: Acknowledged) throws -> [String] {
    var found: [String] = []
    let published = bench.published()
    for (path, text) in published where !Self.isWhole(text) { found.append("torn: \(path)") }
    if acknowledged.generation > 0 {
      let manifest = try? bench.manifest()
      if (manifest?["generation"] as? Int64 ?? -1) < acknowledged.generation {
        found.append("generation went back")
      }
      for file in manifest?["files"] as? [[String: Any]] ?? [] {
        let path = file["path"] as? String ?? ""
        if published[path] == nil { found.append("listed but gone: \(path)") }
      }
      for path in (try? bench.segments()) ?? [] where published[path] == nil {
        found.append("listed but gone: \(path)")
      }
      let there = Set((try? bench.records("posts"))?.compactMap { $0["id"] as? String } ?? [])
      if !acknowledged.posts.isSubset(of: there) { found.append("posts lost") }
    }
    let kept = Set(
      bench.disk.files(below: bench.layout.state).merging(
        bench.disk.files(below: bench.layout.inbox)
      ) { $1 }.filter { !$0.key.description.contains("/work/") }.values
    )
    for document in Self.documents where !kept.contains(document.bytes) {
      found.append("bytes of \(document.name) lost")
    }
    return found
  }

  /// After a new start and the rest of the files the store is what it would have been.
  private func healed(_ bench: Workbench) throws -> [String] {
    do {
      try Self.run(bench)
    } catch {
      return ["does not recover: \(error)"]
    }
    let actual = Self.settled(bench)
    return expected.filter { actual[$0.key] != $0.value }.map { "differs: \($0.key)" }
      + actual.keys.filter { expected[$0] == nil }.map { "superfluous: \($0)" }
  }

  /// Everything but the feed's cutting into segments.
  private static func settled(_ bench: Workbench) -> [String: String] {
    var settled = bench.published().filter { !$0.key.hasPrefix("changes/") }
    let segments = bench.published("changes/")
    settled["feed"] = (try? bench.segments())?.map { segments[$0] ?? "" }.joined()
    return settled
  }

  private static func isWhole(_ text: String) -> Bool {
    guard text.hasSuffix("\n") else { return text.isEmpty }
    return (try? Workbench.records(text)) != nil
  }
}
