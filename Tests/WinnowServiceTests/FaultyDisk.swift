import Storage

/// The real disk, of which one operation fails.
final class FaultyDisk: Disk {
  /// Shared by the disks of one test.
  final class Fault {
    /// Operations until the one that fails.
    var countdown: Int
    let reason: StorageError.Reason

    init(countdown: Int, reason: StorageError.Reason) {
      self.countdown = countdown
      self.reason = reason
    }

    fileprivate func step(_ action: String, _ path: String) throws(StorageError) {
      countdown -= 1
      if countdown == 0 { throw StorageError(reason, action, path) }
    }
  }

  private let disk = PosixDisk()
  private let fault: Fault

  init(_ fault: Fault) { self.fault = fault }

  private func step(_ action: String, _ path: DiskPath) throws(StorageError) {
    try fault.step(action, path.description)
  }

  func create(_ path: DiskPath) throws(StorageError) -> any DiskFile {
    try step("create", path)
    return File(try disk.create(path), path, fault)
  }

  func open(_ path: DiskPath) throws(StorageError) -> any DiskFile {
    try step("open", path)
    return File(try disk.open(path), path, fault)
  }

  func replace(_ path: DiskPath, with source: DiskPath) throws(StorageError) {
    try step("rename", path)
    try disk.replace(path, with: source)
  }

  func link(_ source: DiskPath, to path: DiskPath) throws(StorageError) {
    try step("link", path)
    try disk.link(source, to: path)
  }

  func unlink(_ path: DiskPath) throws(StorageError) {
    try step("unlink", path)
    try disk.unlink(path)
  }

  func makeFolder(_ path: DiskPath, mode: UInt32) throws(StorageError) {
    try step("mkdir", path)
    try disk.makeFolder(path, mode: mode)
  }

  func removeFolder(_ path: DiskPath) throws(StorageError) { try disk.removeFolder(path) }

  func syncFolder(_ path: DiskPath) throws(StorageError) { try step("sync", path) }

  func list(_ path: DiskPath) throws(StorageError) -> [[UInt8]] { try disk.list(path) }

  func status(_ path: DiskPath) throws(StorageError) -> FileStatus? { try disk.status(path) }

  func isBeingWritten(_ path: DiskPath) throws(StorageError) -> Bool { false }

  func freeBytes(_ path: DiskPath) throws(StorageError) -> Int64 { try disk.freeBytes(path) }

  func lock(_ path: DiskPath) throws(StorageError) -> AnyObject { try disk.lock(path) }

  private final class File: DiskFile {
    private let file: any DiskFile
    private let path: DiskPath
    private let fault: Fault

    init(_ file: any DiskFile, _ path: DiskPath, _ fault: Fault) {
      (self.file, self.path, self.fault) = (file, path, fault)
    }

    func append(_ bytes: [UInt8]) throws(StorageError) {
      try fault.step("write", path.description)
      try file.append(bytes)
    }

    func read(upTo count: Int) throws(StorageError) -> [UInt8] { try file.read(upTo: count) }
    func status() throws(StorageError) -> FileStatus { try file.status() }
    func sync() throws(StorageError) { try fault.step("sync", path.description) }
    func close() throws(StorageError) { try file.close() }
  }
}

// Unchecked because a test uses them on one thread only.
extension FaultyDisk.Fault: @unchecked Sendable {}
