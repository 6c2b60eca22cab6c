import Crypto

/// A file being built in `work/`, hashed and counted as it is written, durable when it is finished.
///
/// The size is compared with what was meant to be written before anything is renamed: on a full disk a
/// later `fsync` and `rename` may both succeed over a file that lost its end.
struct StagedFile {
  struct Written: Hashable {
    var size: Int64
    var hash: ContentHash
    var records: Int
  }

  private static let bufferSize = 1 << 20

  let path: DiskPath
  private let disk: any Disk
  private let file: any DiskFile
  private var hasher = SHA256()
  private var buffer: [UInt8] = []
  private var size: Int64 = 0
  private var records = 0

  init(_ path: DiskPath, on disk: any Disk) throws(StorageError) {
    self.path = path
    self.disk = disk
    if try disk.exists(path) { try disk.unlink(path) }
    file = try disk.create(path)
    buffer.reserveCapacity(Self.bufferSize)
  }

  /// Adds one record.
  mutating func append(_ line: [UInt8]) throws(StorageError) {
    buffer += line
    records += 1
    if buffer.count >= Self.bufferSize { try drain() }
  }

  mutating func finish() throws(StorageError) -> Written {
    try drain()
    guard try file.status().size == size else {
      throw StorageError(.diskFull, "write", path.description)
    }
    try file.sync()
    try file.close()
    return Written(size: size, hash: ContentHash(hasher.finalize()), records: records)
  }

  private mutating func drain() throws(StorageError) {
    guard !buffer.isEmpty else { return }
    hasher.update(data: buffer)
    size += Int64(buffer.count)
    try file.append(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
