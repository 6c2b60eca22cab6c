/// Every file operation this room performs, small enough that a test can fail or cut each one.
///
/// What a crash leaves is the whole point: bytes survive it once their file was synced, names once
/// their folder was. Anything else may survive or not, in any combination.
package protocol Disk: AnyObject {
  /// Makes a new, empty file to append to.
  /// - Throws: `.exists` when the name is taken.
  func create(_ path: DiskPath) throws(StorageError) -> any DiskFile

  /// Opens a regular file to read, never through a symbolic link and never waiting.
  /// - Throws: `.notRegular` for anything else.
  func open(_ path: DiskPath) throws(StorageError) -> any DiskFile

  /// Gives a file another name in the same file system, in place of what has it.
  func replace(_ path: DiskPath, with source: DiskPath) throws(StorageError)

  /// Gives a file a second name.
  /// - Throws: `.exists` when the name is taken.
  func link(_ source: DiskPath, to path: DiskPath) throws(StorageError)

  func unlink(_ path: DiskPath) throws(StorageError)

  func makeFolder(_ path: DiskPath, mode: UInt32) throws(StorageError)

  func removeFolder(_ path: DiskPath) throws(StorageError)

  /// Makes the names in a folder durable.
  func syncFolder(_ path: DiskPath) throws(StorageError)

  /// The names in a folder, in the order of their bytes.
  func list(_ path: DiskPath) throws(StorageError) -> [[UInt8]]

  /// - Returns: `nil` when nothing is there. Symbolic links are not followed.
  func status(_ path: DiskPath) throws(StorageError) -> FileStatus?

  /// Whether somebody has a file open for writing, as far as this process may know.
  ///
  /// Only the owner of a file, or a privileged process, is told; everybody else hears `false`.
  func isBeingWritten(_ path: DiskPath) throws(StorageError) -> Bool

  /// Bytes that may still be written.
  func freeBytes(_ path: DiskPath) throws(StorageError) -> Int64

  /// Takes the exclusive lock on a file for as long as the result lives.
  /// - Throws: `.locked` when another process has it.
  func lock(_ path: DiskPath) throws(StorageError) -> AnyObject
}

/// An open file, read or appended to from where the last call ended.
package protocol DiskFile: AnyObject {
  func append(_ bytes: [UInt8]) throws(StorageError)

  /// - Returns: no bytes at the end.
  func read(upTo count: Int) throws(StorageError) -> [UInt8]

  func status() throws(StorageError) -> FileStatus

  /// Makes the bytes durable. After a failure the file is not to be trusted nor synced again.
  func sync() throws(StorageError)

  func close() throws(StorageError)
}

extension Disk {
  package func exists(_ path: DiskPath) throws(StorageError) -> Bool { try status(path) != nil }

  /// Gives a file another name in the same file system, never in place of another.
  ///
  /// The new name is durable before the old one goes. A crash may leave both; the next move finishes that one.
  /// - Throws: `.exists` when the name is taken by another file.
  package func move(_ source: DiskPath, to path: DiskPath) throws(StorageError) {
    if try !isOneFile(source, path) { try link(source, to: path) }
    try syncFolder(path.folder)
    try unlink(source)
  }

  /// Whether two names are those of one file.
  package func isOneFile(_ left: DiskPath, _ right: DiskPath) throws(StorageError) -> Bool {
    guard let left = try status(left), let right = try status(right) else { return false }
    return left.kind == .file && left.device == right.device && left.inode == right.inode
  }

  /// The whole of a file that is known to be small.
  package func contents(_ path: DiskPath) throws(StorageError) -> [UInt8] {
    let file = try open(path)
    var bytes: [UInt8] = []
    while true {
      let chunk = try file.read(upTo: 1 << 18)
      if chunk.isEmpty { break }
      bytes += chunk
    }
    try file.close()
    return bytes
  }

  /// Whether a file is there with exactly these bytes.
  package func holds(_ bytes: [UInt8], at path: DiskPath) throws(StorageError) -> Bool {
    guard let status = try status(path), status.kind == .file, status.size == Int64(bytes.count)
    else { return false }
    return try contents(path) == bytes
  }

  /// Makes a folder and those above it where they are missing, each durable in its parent.
  package func makeFolders(_ path: DiskPath, mode: UInt32 = 0o755) throws(StorageError) {
    if try exists(path) { return }
    try makeFolders(path.folder, mode: mode)
    do {
      try makeFolder(path, mode: mode)
    } catch  where error.reason == .exists {
      return
    }
    try syncFolder(path.folder)
  }

  /// Removes a file or a whole folder; a missing one is fine.
  ///
  /// It calls itself once a level, and only on folders of our own layout.
  package func removeAll(_ path: DiskPath) throws(StorageError) {
    guard let status = try status(path) else { return }
    guard status.kind == .folder else { return try unlink(path) }
    for name in try list(path) { try removeAll(path / name) }
    try removeFolder(path)
  }
}
