import Storage
import WeblogTesting

/// A disk in memory that can lose power and fail.
///
/// Bytes are durable once their file was synced, names once their folder was. At a crash each unsynced
/// write and each unsynced name may survive or not, in any combination, as the seed decides. A folder
/// that is lost takes what is in it along.
final class FakeDisk: Disk {
  struct Failure {
    var operation: Int
    var reason: StorageError.Reason
    var isForever: Bool
  }

  final class Node {
    var isFolder: Bool
    var durable: [UInt8] = []
    var unsynced: [[UInt8]] = []
    var changed: Int64 = 0

    init(isFolder: Bool) { self.isFolder = isFolder }

    var bytes: [UInt8] { unsynced.reduce(durable, +) }
  }

  private struct Naming {
    var path: DiskPath
    var node: Node?
  }

  /// How many mutating operations were asked for.
  private(set) var operations = 0
  /// The last operation that still happens.
  var crashAfter = Int.max
  var failure: Failure?
  /// Broken protocols, which the checks have to catch.
  var ignoresFileSync = false
  var ignoresFolderSync = false

  private(set) var hasCrashed = false
  private(set) var didFail = false
  fileprivate var time: Int64 = 0
  private var names: [DiskPath: Node] = [:]
  private var durableNames: [DiskPath: Node] = [:]
  private var unsyncedNames: [DiskPath: [Naming]] = [:]
  private var locks: [DiskPath: WeakLock] = [:]

  private struct WeakLock { weak var holder: Lock? }
  final class Lock {}

  // MARK: Power

  /// Loses power and starts again with what survived.
  func losePower(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let mood = Int.random(in: 0..<3, using: &random)
    func survives() -> Bool { mood == 0 ? false : mood == 1 ? true : Bool.random(using: &random) }
    var left = durableNames
    for folder in unsyncedNames.keys.sorted(by: { $0.description < $1.description }) {
      for naming in unsyncedNames[folder] ?? [] where survives() { left[naming.path] = naming.node }
    }
    let nodes = left.sorted { $0.key.description < $1.key.description }.map(\.value)
    for node in nodes where !node.unsynced.isEmpty {
      for write in node.unsynced {
        if survives() {
          node.durable += write
        } else if Bool.random(using: &random) {
          node.durable += [UInt8](repeating: 0, count: write.count)
        } else {
          break
        }
      }
      node.unsynced = []
    }
    names = left.filter { isReachable($0.key, in: left) }
    durableNames = names
    unsyncedNames = [:]
    locks = [:]
    restart()
  }

  /// Starts again with everything in place: a killed process, not a power cut.
  func restart() {
    hasCrashed = false
    crashAfter = .max
    failure = nil
    didFail = false
    operations = 0
  }

  private func isReachable(_ path: DiskPath, in names: [DiskPath: Node]) -> Bool {
    var folder = path.folder
    while folder.bytes.count > 1 {
      guard names[folder]?.isFolder == true else { return false }
      folder = folder.folder
    }
    return true
  }

  fileprivate func step(_ action: String, _ path: DiskPath) throws(StorageError) {
    operations += 1
    if hasCrashed || operations > crashAfter {
      hasCrashed = true
      throw StorageError(.system(-1), action, path.description)
    }
    if let failure, operations == failure.operation || (failure.isForever && didFail) {
      didFail = true
      throw StorageError(failure.reason, action, path.description)
    }
    time += 1
  }

  // MARK: What a test looks at or puts there

  /// Puts a file there durably, as somebody else did long ago.
  func put(_ bytes: [UInt8], at path: DiskPath) {
    var folder = path.folder
    while folder.bytes.count > 1 {
      if names[folder] == nil {
        names[folder] = Node(isFolder: true)
        durableNames[folder] = names[folder]
      }
      folder = folder.folder
    }
    let node = Node(isFolder: false)
    node.durable = bytes
    time += 1
    node.changed = time
    names[path] = node
    durableNames[path] = node
  }

  /// Every file below a folder.
  func files(below folder: DiskPath) -> [DiskPath: [UInt8]] {
    let prefix = folder.bytes + [UInt8(ascii: "/")]
    return names.filter { !$0.value.isFolder && $0.key.bytes.starts(with: prefix) }
      .mapValues(\.bytes)
  }

  // MARK: Disk

  func create(_ path: DiskPath) throws(StorageError) -> any DiskFile {
    try step("create", path)
    try requireFolder(path)
    guard names[path] == nil else { throw StorageError(.exists, "create", path.description) }
    let node = Node(isFolder: false)
    node.changed = time
    name(path, node)
    return FakeFile(self, path, node)
  }

  func open(_ path: DiskPath) throws(StorageError) -> any DiskFile {
    guard let node = names[path] else { throw StorageError(.notFound, "open", path.description) }
    guard !node.isFolder else { throw StorageError(.notRegular, "open", path.description) }
    return FakeFile(self, path, node)
  }

  func replace(_ path: DiskPath, with source: DiskPath) throws(StorageError) {
    try step("rename", path)
    try requireFolder(path)
    guard let node = names[source] else {
      throw StorageError(.notFound, "rename", source.description)
    }
    name(path, node)
    name(source, nil)
  }

  func link(_ source: DiskPath, to path: DiskPath) throws(StorageError) {
    try step("link", path)
    try requireFolder(path)
    guard let node = names[source] else {
      throw StorageError(.notFound, "link", source.description)
    }
    guard names[path] == nil else { throw StorageError(.exists, "link", path.description) }
    name(path, node)
  }

  func unlink(_ path: DiskPath) throws(StorageError) {
    try step("unlink", path)
    guard names[path] != nil else { throw StorageError(.notFound, "unlink", path.description) }
    name(path, nil)
  }

  func makeFolder(_ path: DiskPath, mode: UInt32) throws(StorageError) {
    try step("mkdir", path)
    guard names[path] == nil else { throw StorageError(.exists, "mkdir", path.description) }
    name(path, Node(isFolder: true))
  }

  func removeFolder(_ path: DiskPath) throws(StorageError) {
    try step("rmdir", path)
    guard try list(path).isEmpty else { throw StorageError(.exists, "rmdir", path.description) }
    name(path, nil)
  }

  func syncFolder(_ path: DiskPath) throws(StorageError) {
    try step("sync", path)
    guard !ignoresFolderSync else { return }
    for naming in unsyncedNames.removeValue(forKey: path) ?? [] {
      durableNames[naming.path] = naming.node
    }
  }

  func list(_ path: DiskPath) throws(StorageError) -> [[UInt8]] {
    names.keys.filter { $0.folder == path && $0 != path }.map(\.name)
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  func status(_ path: DiskPath) throws(StorageError) -> FileStatus? {
    if path == DiskPath("/") { return Self.status(Node(isFolder: true)) }
    return names[path].map(Self.status)
  }

  func isBeingWritten(_ path: DiskPath) throws(StorageError) -> Bool { false }

  func freeBytes(_ path: DiskPath) throws(StorageError) -> Int64 { 1 << 40 }

  func lock(_ path: DiskPath) throws(StorageError) -> AnyObject {
    guard locks[path]?.holder == nil else { throw StorageError(.locked, "lock", path.description) }
    let lock = Lock()
    locks[path] = WeakLock(holder: lock)
    return lock
  }

  private func requireFolder(_ path: DiskPath) throws(StorageError) {
    guard path.folder == DiskPath("/") || names[path.folder]?.isFolder == true else {
      throw StorageError(.notFound, "look up", path.folder.description)
    }
  }

  private func name(_ path: DiskPath, _ node: Node?) {
    names[path] = node
    unsyncedNames[path.folder, default: []].append(Naming(path: path, node: node))
  }

  fileprivate static func status(_ node: Node) -> FileStatus {
    FileStatus(
      kind: node.isFolder ? .folder : .file,
      size: Int64(node.bytes.count),
      modified: node.changed,
      changed: node.changed,
      device: 1,
      inode: UInt64(UInt(bitPattern: ObjectIdentifier(node).hashValue))
    )
  }
}

/// An open file of the fake disk.
private final class FakeFile: DiskFile {
  private let disk: FakeDisk
  private let path: DiskPath
  private let node: FakeDisk.Node
  private var offset = 0

  init(_ disk: FakeDisk, _ path: DiskPath, _ node: FakeDisk.Node) {
    self.disk = disk
    self.path = path
    self.node = node
  }

  func append(_ bytes: [UInt8]) throws(StorageError) {
    try disk.step("write", path)
    node.unsynced.append(bytes)
    node.changed = disk.time
  }

  func read(upTo count: Int) throws(StorageError) -> [UInt8] {
    let chunk = [UInt8](node.bytes.dropFirst(offset).prefix(count))
    offset += chunk.count
    return chunk
  }

  func status() throws(StorageError) -> FileStatus { FakeDisk.status(node) }

  func sync() throws(StorageError) {
    try disk.step("sync", path)
    guard !disk.ignoresFileSync else { return }
    node.durable = node.bytes
    node.unsynced = []
  }

  func close() throws(StorageError) {}
}
