import Foundation
import Storage
import Weblog

/// A state directory in a test's hands: a store over a fake disk, with its catalogue in a real file.
///
/// SQLite keeps its own promises and is not what is tested here; a crash leaves its files as they were
/// written, which holds everything it committed.
final class Workbench {
  let folder: URL
  let disk = FakeDisk()
  let layout: StoreLayout
  private(set) var store: Store?
  var settings = plainSettings

  static let plainSettings = {
    var settings = StoreSettings()
    settings.ballast = 0
    settings.storeID = "test"
    // Few enough that every longer run writes segments again in a larger one.
    settings.mostSmallSegments = 3
    return settings
  }()
  var now = Instant(millisecondsSinceEpoch: 1_400_000_000_000)
  /// The bytes of every file that was dropped.
  private(set) var dropped: [[UInt8]] = []
  var promised = Promises()

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
    let opened = try Store(
      layout: layout,
      disk: disk,
      settings: settings,
      previousRunCrashed: { afterCrash },
      clock: { [unowned self] in now }
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
    dropped.append(document.bytes)
    disk.put(document.bytes, at: layout.inbox / (name ?? document.name))
  }

  /// One file's whole journey; a file that has left the inbox has been there before.
  func take(_ document: SampleDocument, as name: String? = nil) throws {
    let name = name ?? document.name
    guard let claim = try claim(name) else { return }
    try accept(claim, document, as: name)
    try store?.spool.release(claim)
  }

  /// - Returns: `nil` when the inbox has no such file any more.
  func claim(_ name: String) throws -> Claim? {
    guard try disk.exists(layout.inbox / name) else { return nil }
    return try opened.claim(layout.inbox / name, name: [UInt8](name.utf8))
  }

  private var opened: Store {
    get throws {
      guard let store else { throw CocoaError(.fileNoSuchFile) }
      return store
    }
  }

  /// Takes in what a claimed file says; the file stays.
  func accept(_ claim: Claim, _ document: SampleDocument, as name: String) throws {
    let store = try opened
    let incoming = Self.incoming(claim, as: name, at: now)
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
  }

  static func incoming(_ claim: Claim, as name: String = "x", at time: Instant) -> IncomingDocument
  {
    IncomingDocument(
      name: name,
      hash: claim.hash,
      bytes: claim.bytes,
      received: time,
      format: "sample",
      parser: "winnow 0"
    )
  }

  /// Sets a file aside, as one that cannot be read.
  func refuse(_ name: String) throws {
    guard let claim = try claim(name) else { return }
    let isReceived = try opened.receipt(ofHash: claim.hash) != nil
    try opened.spool.reject(claim, Self.refusal, isReceived: isReceived)
  }

  static let refusal = RefusalRecord(
    code: "unknown-format",
    sentence: "It is nothing we know.",
    byteOffset: nil,
    attempts: 1,
    winnowVersion: "0",
    cure: "Drop another.",
    at: Instant(millisecondsSinceEpoch: 0)
  )

  // MARK: The catalogue's files

  /// What is in them, written and not necessarily synced.
  func catalogue() -> [String: Data] {
    var files: [String: Data] = [:]
    for suffix in ["", "-wal"] {
      let path = layout.catalogue.description + suffix
      files[suffix] = FileManager.default.contents(atPath: path)
    }
    return files
  }

  /// Puts them back as they were; nothing has them open.
  func restore(catalogue files: [String: Data]) throws {
    for suffix in ["", "-wal", "-shm"] {
      let path = layout.catalogue.description + suffix
      try? FileManager.default.removeItem(atPath: path)
      try files[suffix]?.write(to: URL(fileURLWithPath: path))
    }
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

  var generation: Int64 { (try? manifest()?["generation"] as? Int64) ?? 0 }

  func manifest() throws -> [String: Any]? {
    let bytes = disk.files(below: layout.version)[layout.manifest]
    return try bytes.flatMap { try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any] }
  }
}
