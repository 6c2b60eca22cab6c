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

  /// Everything on the disk, durable or not; a copy of it is the disk at one moment.
  struct Contents {
    fileprivate struct Node {
      var isFolder: Bool
      var durable: [UInt8] = []
      var unsynced: [[UInt8]] = []
      var changed: Int64 = 0

      var bytes: [UInt8] { unsynced.reduce(durable, +) }
    }

    fileprivate struct Naming {
      var path: DiskPath
      var node: Int?
    }

    fileprivate var time: Int64 = 0
    fileprivate var nodes: [Node] = []
    fileprivate var names: [DiskPath: Int] = [:]
    fileprivate var durableNames: [DiskPath: Int] = [:]
    fileprivate var unsyncedNames: [DiskPath: [Naming]] = [:]

    fileprivate func node(_ path: DiskPath) -> Node? { names[path].map { nodes[$0] } }

    fileprivate mutating func add(_ node: Node) -> Int {
      nodes.append(node)
      return nodes.count - 1
    }
  }

  private(set) var contents = Contents()
  /// How many mutating operations were asked for.
  private(set) var operations = 0
  /// The last operation that still happens.
  var crashAfter = Int.max
  var failure: Failure?
  /// Broken protocols, which the checks have to catch.
  var ignoresFileSync = false
  var ignoresFolderSync = false
  /// Called before each operation, when the one before has happened.
  var willChange: (FakeDisk) throws -> Void = { _ in }

  private(set) var hasCrashed = false
  private(set) var didFail = false
  private var locks: [DiskPath: WeakLock] = [:]

  private struct WeakLock { weak var holder: Lock? }
  final class Lock {}

  // MARK: Power

  /// Puts the disk back to an earlier moment.
  func restore(_ contents: Contents) {
    self.contents = contents
    locks = [:]
    restart()
  }

  /// Loses power and starts again with what survived.
  func losePower(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let mood = Int.random(in: 0..<3, using: &random)
    func survives() -> Bool { mood == 0 ? false : mood == 1 ? true : Bool.random(using: &random) }
    var left = contents.durableNames
    for (_, namings) in contents.unsyncedNames.sorted(by: {
      $0.key.description < $1.key.description
    }) {
      for naming in namings where survives() { left[naming.path] = naming.node }
    }
    for node in Set(left.values).sorted() where !contents.nodes[node].unsynced.isEmpty {
      for write in contents.nodes[node].unsynced {
        if survives() {
          contents.nodes[node].durable += write
        } else if Bool.random(using: &random) {
          contents.nodes[node].durable += [UInt8](repeating: 0, count: write.count)
        } else {
          break
        }
      }
      contents.nodes[node].unsynced = []
    }
    contents.names = left.filter { isReachable($0.key, in: left) }
    contents.durableNames = contents.names
    contents.unsyncedNames = [:]
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

  private func isReachable(_ path: DiskPath, in names: [DiskPath: Int]) -> Bool {
    var folder = path.folder
    while folder.bytes.count > 1 {
      guard let node = names[folder], contents.nodes[node].isFolder else { return false }
      folder = folder.folder
    }
    return true
  }

  fileprivate func step(_ action: String, _ path: DiskPath) throws(StorageError) {
    do {
      try willChange(self)
    } catch {
      throw StorageError(.system(-2), "\(error)", path.description)
    }
    operations += 1
    if hasCrashed || operations > crashAfter {
      hasCrashed = true
      throw StorageError(.system(-1), action, path.description)
    }
    if let failure, operations == failure.operation || (failure.isForever && didFail) {
      didFail = true
      throw StorageError(failure.reason, action, path.description)
    }
    contents.time += 1
  }

  // MARK: What a test looks at or puts there

  /// Puts a file there durably, as somebody else did long ago.
  func put(_ bytes: [UInt8], at path: DiskPath) {
    var folder = path.folder
    while folder.bytes.count > 1 {
      if contents.names[folder] == nil {
        let node = contents.add(Contents.Node(isFolder: true))
        contents.names[folder] = node
        contents.durableNames[folder] = node
      }
      folder = folder.folder
    }
    contents.time += 1
    let node = contents.add(
      Contents.Node(isFolder: false, durable: bytes, changed: contents.time)
    )
    contents.names[path] = node
    contents.durableNames[path] = node
  }

  /// Every file below a folder.
  func files(below folder: DiskPath) -> [DiskPath: [UInt8]] {
    let prefix = folder.bytes + [UInt8(ascii: "/")]
    return contents.names.filter { $0.key.bytes.starts(with: prefix) }
      .mapValues { contents.nodes[$0] }.filter { !$0.value.isFolder }.mapValues(\.bytes)
  }

  /// The bytes under a name, and a number that stays while they are that file's.
  func look(at path: DiskPath) -> (file: Int, bytes: [UInt8])? {
    contents.names[path].map { ($0, contents.nodes[$0].bytes) }
  }

  // MARK: Disk

  func create(_ path: DiskPath) throws(StorageError) -> any DiskFile {
    try step("create", path)
    try requireFolder(path)
    guard contents.names[path] == nil else {
      throw StorageError(.exists, "create", path.description)
    }
    let node = contents.add(Contents.Node(isFolder: false, changed: contents.time))
    name(path, node)
    return FakeFile(self, path, node)
  }

  func open(_ path: DiskPath) throws(StorageError) -> any DiskFile {
    guard let node = contents.names[path] else {
      throw StorageError(.notFound, "open", path.description)
    }
    guard !contents.nodes[node].isFolder else {
      throw StorageError(.notRegular, "open", path.description)
    }
    return FakeFile(self, path, node)
  }

  func replace(_ path: DiskPath, with source: DiskPath) throws(StorageError) {
    try step("rename", path)
    try requireFolder(path)
    guard let node = contents.names[source] else {
      throw StorageError(.notFound, "rename", source.description)
    }
    name(path, node)
    name(source, nil)
  }

  func link(_ source: DiskPath, to path: DiskPath) throws(StorageError) {
    try step("link", path)
    try requireFolder(path)
    guard let node = contents.names[source] else {
      throw StorageError(.notFound, "link", source.description)
    }
    guard contents.names[path] == nil else { throw StorageError(.exists, "link", path.description) }
    name(path, node)
  }

  func unlink(_ path: DiskPath) throws(StorageError) {
    try step("unlink", path)
    guard contents.names[path] != nil else {
      throw StorageError(.notFound, "unlink", path.description)
    }
    name(path, nil)
  }

  func makeFolder(_ path: DiskPath, mode: UInt32) throws(StorageError) {
    try step("mkdir", path)
    guard contents.names[path] == nil else {
      throw StorageError(.exists, "mkdir", path.description)
    }
    name(path, contents.add(Contents.Node(isFolder: true)))
  }

  func removeFolder(_ path: DiskPath) throws(StorageError) {
    try step("rmdir", path)
    guard try list(path).isEmpty else { throw StorageError(.exists, "rmdir", path.description) }
    name(path, nil)
  }

  func syncFolder(_ path: DiskPath) throws(StorageError) {
    try step("sync", path)
    guard !ignoresFolderSync else { return }
    for naming in contents.unsyncedNames.removeValue(forKey: path) ?? [] {
      contents.durableNames[naming.path] = naming.node
    }
  }

  func list(_ path: DiskPath) throws(StorageError) -> [[UInt8]] {
    contents.names.keys.filter { $0.folder == path && $0 != path }.map(\.name)
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  func status(_ path: DiskPath) throws(StorageError) -> FileStatus? {
    if path == DiskPath("/") { return status(nil) }
    return contents.names[path].map(status)
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
    guard path.folder == DiskPath("/") || contents.node(path.folder)?.isFolder == true else {
      throw StorageError(.notFound, "look up", path.folder.description)
    }
  }

  private func name(_ path: DiskPath, _ node: Int?) {
    contents.names[path] = node
    contents.unsyncedNames[path.folder, default: []].append(
      Contents.Naming(path: path, node: node)
    )
  }

  /// Of the root, when no node is given.
  fileprivate func status(_ number: Int?) -> FileStatus {
    let node = number.map { contents.nodes[$0] } ?? Contents.Node(isFolder: true)
    return FileStatus(
      kind: node.isFolder ? .folder : .file,
      size: Int64(node.bytes.count),
      modified: node.changed,
      changed: node.changed,
      device: 1,
      inode: UInt64(number ?? 0) + 1
    )
  }

  // MARK: Files

  fileprivate func bytes(of node: Int) -> [UInt8] { contents.nodes[node].bytes }

  fileprivate func append(_ bytes: [UInt8], to node: Int) {
    contents.nodes[node].unsynced.append(bytes)
    contents.nodes[node].changed = contents.time
  }

  fileprivate func makeDurable(_ node: Int) {
    guard !ignoresFileSync else { return }
    contents.nodes[node].durable = contents.nodes[node].bytes
    contents.nodes[node].unsynced = []
  }
}

/// An open file of the fake disk.
private final class FakeFile: DiskFile {
  private let disk: FakeDisk
  private let path: DiskPath
  private let node: Int
  private var offset = 0

  init(_ disk: FakeDisk, _ path: DiskPath, _ node: Int) {
    self.disk = disk
    self.path = path
    self.node = node
  }

  func append(_ bytes: [UInt8]) throws(StorageError) {
    try disk.step("write", path)
    disk.append(bytes, to: node)
  }

  func read(upTo count: Int) throws(StorageError) -> [UInt8] {
    let chunk = [UInt8](disk.bytes(of: node).dropFirst(offset).prefix(count))
    offset += chunk.count
    return chunk
  }

  func status() throws(StorageError) -> FileStatus { disk.status(node) }

  func sync() throws(StorageError) {
    try disk.step("sync", path)
    disk.makeDurable(node)
  }

  func close() throws(StorageError) {}
}
