import Foundation
import Storage
import Weblog

/// What the store had reported as done when it was cut short.
struct Promises {
  var generation: Int64 = 0
  var posts: Set<String> = []
  var snapshots: [DiskPath: [DiskPath: [UInt8]]] = [:]
}

/// One run of a scenario, with everything as it was before each operation on the disk.
final class CrashRecording {
  /// The world at one moment: the disk, the catalogue's files, what was promised and what was seen.
  struct Moment {
    var disk: FakeDisk.Contents
    var catalogue: [String: Data]
    /// The catalogue's files as they were before they last changed.
    var catalogueBefore: [String: Data]
    var promised: Promises
    var readers: ManifestReaders
  }

  /// What is broken on purpose beside the disk.
  enum Flaw {
    case none
    /// The catalogue's last commit does not survive, as if it had not been synced.
    case lastCommitLost
  }

  private(set) var moments: [Moment] = []
  private let scenario: CrashScenario
  private let bench: Workbench
  private let start: Instant
  private var expected: [String: String] = [:]

  /// - Throws: when the undisturbed run does, or a reader could complain of it.
  init(_ scenario: CrashScenario, breaking: (FakeDisk) -> Void = { _ in }) throws {
    self.scenario = scenario
    bench = try Workbench()
    scenario.settings(&bench.settings)
    breaking(bench.disk)
    try scenario.before(bench)
    bench.close()
    start = bench.now
    try record()
  }

  private func record() throws {
    var now = Moment(
      disk: bench.disk.contents,
      catalogue: bench.catalogue(),
      catalogueBefore: bench.catalogue(),
      promised: bench.promised,
      readers: ManifestReaders()
    )
    bench.disk.willChange = { [unowned self] disk in
      now.disk = disk.contents
      let catalogue = bench.catalogue()
      if catalogue != now.catalogue {
        (now.catalogueBefore, now.catalogue) = (now.catalogue, catalogue)
      }
      now.promised = bench.promised
      if let complaint = now.readers.look(at: disk, bench.layout) { throw Complaint(complaint) }
      moments.append(now)
    }
    try scenario.run(bench)
    try bench.disk.willChange(bench.disk)
    bench.disk.willChange = { _ in }
    expected = settled()
  }

  private struct Complaint: Error {
    let text: String

    init(_ text: String) { self.text = text }
  }

  // MARK: Disturbed runs

  /// Cuts the power at a moment, starts again, lets the rest be done, and tells which laws are broken.
  ///
  /// Every other start is that of a program which cuts the feed and lists files in another way.
  func violations(at place: Int, seed: UInt64, flaw: Flaw = .none) throws -> [String] {
    var moment = moments[place]
    if flaw == .lastCommitLost { moment.catalogue = moment.catalogueBefore }
    try restore(moment)
    bench.disk.losePower(seed: seed)
    var found = lost(moment.promised)
    if let complaint = moment.readers.lookAfterCut(at: bench.disk, bench.layout) {
      found.append(complaint)
    }
    if seed % 2 == 1 {
      bench.settings.mostSmallSegments += 1
      bench.settings.mostFilesListed = 2
    }
    return found + healed(moment.readers, isThorough: seed % 8 == 0)
  }

  /// Lets an operation fail, then the same process and after it another go on when the fault is over.
  func violations(of failure: FakeDisk.Failure) throws -> [String] {
    try restore(moments[0])
    bench.disk.failure = failure
    try? scenario.run(bench)
    let found = lost(bench.promised)
    bench.disk.restart()
    if bench.store != nil { try? scenario.run(bench) }
    bench.close()
    return found + healed(ManifestReaders(), isThorough: false)
  }

  private func restore(_ moment: Moment) throws {
    bench.close()
    bench.disk.restore(moment.disk)
    try bench.restore(catalogue: moment.catalogue)
    bench.promised = moment.promised
    bench.now = start
    bench.settings = Workbench.plainSettings
    scenario.settings(&bench.settings)
  }

  // MARK: Right after the cut

  /// What a reader and the person who dropped the files could complain of.
  private func lost(_ promised: Promises) -> [String] {
    var found: [String] = []
    let published = bench.published()
    for (path, text) in published where !Self.isWhole(text) { found.append("torn: \(path)") }
    for (folder, files) in promised.snapshots where bench.disk.files(below: folder) != files {
      found.append("changed: \(folder)")
    }
    if promised.generation > 0 { found += brokenManifest(promised, published) }
    let kept = Set(
      bench.disk.files(below: DiskPath(bench.folder.path)).filter {
        let path = $0.key.description
        return !path.contains("/work/") && !path.contains("/.winnow-")
      }.values
    )
    for bytes in bench.dropped where !kept.contains(bytes) {
      found.append("bytes lost: \(String(decoding: bytes, as: UTF8.self))")
    }
    return found
  }

  private func brokenManifest(_ promised: Promises, _ published: [String: String]) -> [String] {
    var found: [String] = []
    let manifest = try? bench.manifest()
    if (manifest?["generation"] as? Int64 ?? -1) < promised.generation {
      found.append("generation \(promised.generation) was promised and is gone")
    }
    let files = manifest?["files"] as? [[String: Any]] ?? []
    let listed = files.compactMap { $0["path"] as? String } + ((try? bench.segments()) ?? [])
    for path in listed where published[path] == nil { found.append("listed but gone: \(path)") }
    let there = Set(
      ["posts", "tombstones"].flatMap { (try? bench.records($0)) ?? [] }
        .compactMap { $0["id"] as? String }
    )
    if !promised.posts.isSubset(of: there) { found.append("posts lost") }
    return found
  }

  private static func isWhole(_ text: String) -> Bool {
    guard text.hasSuffix("\n") else { return text.isEmpty }
    return (try? Workbench.records(text)) != nil
  }

  // MARK: After the next start

  /// After a new start and the rest of the work the store is what it would have been.
  private func healed(_ before: ManifestReaders, isThorough: Bool) -> [String] {
    var readers = before
    var found: [String] = []
    bench.disk.willChange = { [bench] disk in
      if let complaint = readers.look(at: disk, bench.layout) { found.append(complaint) }
    }
    defer { bench.disk.willChange = { _ in } }
    do {
      try bench.start()
      try? bench.disk.willChange(bench.disk)
      if readers.newest < before.newest || bench.generation < before.newest {
        found.append("generation \(before.newest) did not come back")
      }
      try scenario.run(bench)
      try bench.disk.willChange(bench.disk)
    } catch {
      return found + ["does not recover: \(error)"]
    }
    return found + differences() + (isThorough ? findings() : [])
  }

  private func differences() -> [String] {
    let actual = settled()
    return expected.filter { actual[$0.key] != $0.value }.map { "differs: \($0.key)" }
      + actual.keys.filter { expected[$0] == nil }.map { "superfluous: \($0)" }
      + bench.disk.files(below: bench.layout.work).keys.map { "left behind: \($0)" }
  }

  private func findings() -> [String] {
    do {
      return try bench.findings().map { "\($0.code): \($0.path)" }
    } catch {
      return ["cannot be verified: \(error)"]
    }
  }

  /// What is published and what is set aside, but for how the feed and the manifest are cut.
  private func settled() -> [String: String] {
    var settled = bench.published().filter {
      !$0.key.hasPrefix("changes/") && !$0.key.hasPrefix("manifest/")
    }
    let segments = bench.published("changes/")
    settled["feed"] = (try? bench.segments())?.map { segments[$0] ?? "" }.joined()
    for (path, bytes) in bench.disk.files(below: bench.layout.rejected) {
      settled[path.description] = String(decoding: bytes, as: UTF8.self)
    }
    return settled
  }
}
