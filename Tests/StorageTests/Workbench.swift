import Foundation
import Storage
import Weblog

/// A state directory in a test's hands: a store over a fake disk, with its catalogue in a real file.
///
/// SQLite keeps its own promises and is not what is tested here; a crash leaves what it committed.
final class Workbench {
  let folder: URL
  let disk = FakeDisk()
  let layout: StoreLayout
  private(set) var store: Store?
  var settings = {
    var settings = StoreSettings()
    settings.ballast = 0
    settings.storeID = "test"
    // Few enough that every longer run writes segments again in a larger one.
    settings.mostSmallSegments = 3
    return settings
  }()
  var now = Instant(millisecondsSinceEpoch: 1_400_000_000_000)

  init() throws {
    // In memory where there is such a place: what SQLite syncs is not under test and takes minutes.
    let memory = URL(fileURLWithPath: "/dev/shm", isDirectory: true)
    let base =
      FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory
    folder = base.appendingPathComponent("winnow-test-\(UUID().uuidString)", isDirectory: true)
    layout = StoreLayout(
      state: DiskPath(folder.path) / "state",
      inbox: DiskPath(folder.path) / "inbox"
    )
    // The catalogue itself is on the real disk.
    try FileManager.default.createDirectory(
      atPath: layout.hidden.description,
      withIntermediateDirectories: true
    )
    disk.put([], at: layout.inbox / ".keep")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @discardableResult
  func open(afterCrash: Bool = true) throws -> Store {
    let now = now
    let opened = try Store(
      layout: layout,
      disk: disk,
      settings: settings,
      previousRunCrashed: { afterCrash },
      clock: { now }
    )
    store = opened
    return opened
  }

  /// Ends as a killed process does: the catalogue is left as it was last committed.
  func abandon() { store = nil }

  func close() {
    try? store?.close()
    store = nil
  }

  func path(_ document: SampleDocument) -> DiskPath { layout.inbox / document.name }

  func drop(_ document: SampleDocument, as name: String? = nil) {
    disk.put(document.bytes, at: layout.inbox / (name ?? document.name))
  }

  /// One file's whole journey; a file that has left the inbox has been there before.
  func take(_ document: SampleDocument, as name: String? = nil) throws {
    guard let store else { throw CocoaError(.fileNoSuchFile) }
    let name = name ?? document.name
    guard try disk.exists(layout.inbox / name) else { return }
    let claim = try store.claim(layout.inbox / name, name: [UInt8](name.utf8))
    let incoming = IncomingDocument(
      name: name,
      hash: claim.hash,
      bytes: claim.bytes,
      received: now,
      format: "sample",
      parser: "winnow 0"
    )
    switch try store.standing(of: claim) {
    case .replay: break
    case .duplicate(let first):
      try store.recordDuplicate(incoming, of: first, completing: claim)
    case .new:
      _ = try store.beginAttempt(claim.hash)
      let session = try store.begin(incoming)
      do {
        try SampleReconciler(session: session).take(document)
      } catch {
        try store.rollBack(session)
        throw error
      }
      try store.commit(session, document, completing: claim)
    }
    try store.spool.release(claim)
  }

  /// Drops, takes and publishes.
  func accept(_ document: SampleDocument, as name: String? = nil) throws {
    drop(document, as: name)
    try take(document, as: name)
    try store?.publishPending()
  }

  /// The published records below a folder of `v1/`, by path.
  func published(_ kind: String = "") -> [String: String] {
    let start = layout.version.bytes.count + 1
    var texts: [String: String] = [:]
    for (path, bytes) in disk.files(below: layout.version) {
      let relative = String(decoding: path.bytes[start...], as: UTF8.self)
      guard relative.hasPrefix(kind), relative.hasSuffix(".ndjson") else { continue }
      guard !relative.hasPrefix("snapshots/") else { continue }
      texts[relative] = String(decoding: bytes, as: UTF8.self)
    }
    return texts
  }

  /// The records of one kind, parsed.
  func records(_ kind: String) throws -> [[String: Any]] {
    try published(kind).sorted { $0.key < $1.key }.flatMap { try Self.records($0.value) }
  }

  static func records(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      guard let record = object as? [String: Any] else { throw CocoaError(.coderReadCorrupt) }
      return record
    }
  }

  /// The paths of the segments that the manifest lists, in the order of the feed.
  func segments() throws -> [String] {
    let changes = try manifest()?["changes"] as? [String: Any]
    return (changes?["segments"] as? [[String: Any]] ?? []).compactMap { $0["path"] as? String }
  }

  func manifest() throws -> [String: Any]? {
    let bytes = disk.files(below: layout.version)[layout.manifest]
    return try bytes.flatMap { try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any] }
  }
}
