import Crypto

/// Takes files out of the inbox so that at every instant their bytes are in the inbox, among the
/// originals or among the rejected.
///
/// It has no state and may be used on any queue; each use needs a disk of its own.
package struct Spool {
  private static let chunk = 1 << 20

  let layout: StoreLayout
  let disk: any Disk

  package init(_ layout: StoreLayout, _ disk: any Disk) {
    self.layout = layout
    self.disk = disk
  }

  /// Copies a file to the originals, hashing it on the way; the inbox file stays.
  ///
  /// A rename would fail across the sandbox's mounts, and whoever dropped the file may still hold it
  /// open for writing.
  ///
  /// `name` is the path relative to the inbox.
  ///
  /// - Throws: `.changing` when the file did not keep still, `.notRegular`, `.notFound`.
  package func claim(_ path: DiskPath, name: [UInt8]) throws(StorageError) -> Claim {
    guard try !disk.isBeingWritten(path) else {
      throw StorageError(.changing, "copy", path.description)
    }
    let source = try disk.open(path)
    let before = try source.status()
    let staged = layout.work / "claim-\(UInt64.random(in: 0 ... .max))"
    do throws(StorageError) {
      let (hash, bytes) = try copy(source, to: staged)
      guard try source.status() == before, try disk.status(path) == before, bytes == before.size
      else { throw StorageError(.changing, "copy", path.description) }
      try source.close()
      let original = layout.original(hash)
      try store(staged, as: original, size: bytes)
      return Claim(
        path: path,
        name: name,
        hash: hash,
        bytes: bytes,
        original: original,
        status: before
      )
    } catch {
      try? disk.unlink(staged)
      throw error
    }
  }

  /// Removes the inbox file once what it said is committed.
  ///
  /// - Returns: `false` when the file is no longer the one that was claimed, or somebody writes to it; it
  ///   stays then.
  @discardableResult
  package func release(_ claim: Claim) throws(StorageError) -> Bool {
    guard let now = try disk.status(claim.path), now == claim.status,
      try !disk.isBeingWritten(claim.path)
    else { return false }
    try disk.unlink(claim.path)
    return true
  }

  /// Sets a claimed file aside with the reason beside it, then removes it from inbox and originals.
  ///
  /// `isReceived` says that a drop of the same bytes was accepted, whose original stays.
  ///
  /// - Returns: where the bytes are.
  @discardableResult
  package func reject(
    _ claim: Claim,
    _ reason: RefusalRecord,
    isReceived: Bool
  ) throws(StorageError) -> DiskPath {
    try disk.makeFolders(layout.rejected)
    let path = try rejectedPath(claim)
    if try !disk.exists(path) {
      let temporary = temporaryRejected
      let original = try disk.open(claim.original)
      _ = try copy(original, to: temporary)
      try original.close()
      try disk.move(temporary, to: path)
    }
    try write(
      reason.json(name: claim.name, hash: claim.hash),
      to: layout.rejected / (path.name + Self.reasonSuffix)
    )
    try disk.syncFolder(layout.rejected)
    try release(claim)
    if !isReceived, try disk.exists(claim.original) { try disk.unlink(claim.original) }
    return path
  }

  static let reasonSuffix = [UInt8](".reason.json".utf8)

  // MARK: Unfinished copies

  static let temporaryPrefix = [UInt8](".winnow-".utf8)

  /// Where a copy is made that is going to be in `rejected/`, which is often on another mount than
  /// `work/`.
  private var temporaryRejected: DiskPath {
    let number = String(UInt64.random(in: 0 ... .max))
    return layout.rejected / (Self.temporaryPrefix + [UInt8](number.utf8))
  }

  private func copy(
    _ source: any DiskFile,
    to path: DiskPath
  ) throws(StorageError) -> (ContentHash, Int64) {
    let target = try disk.create(path)
    var hasher = SHA256()
    var bytes: Int64 = 0
    while true {
      let chunk = try source.read(upTo: Self.chunk)
      if chunk.isEmpty { break }
      hasher.update(data: chunk)
      try target.append(chunk)
      bytes += Int64(chunk.count)
    }
    guard try target.status().size == bytes else {
      throw StorageError(.diskFull, "write", path.description)
    }
    try target.sync()
    try target.close()
    return (ContentHash(hasher.finalize()), bytes)
  }

  /// Equal bytes that are already there are as good as these.
  private func store(
    _ staged: DiskPath,
    as original: DiskPath,
    size: Int64
  ) throws(StorageError) {
    try disk.makeFolders(original.folder)
    // Bytes that words were redacted from never come back.
    if try disk.exists(original.folder / (original.name + StoreLayout.remnantSuffix)) {
      return try disk.unlink(staged)
    }
    if let there = try disk.status(original), there.size == size {
      try disk.unlink(staged)
    } else {
      // One that is there with another size is damage; the good copy takes its place.
      try disk.replace(original, with: staged)
    }
    try disk.syncFolder(original.folder)
  }

  /// The first free name, or the name that already has these bytes.
  private func rejectedPath(_ claim: Claim) throws(StorageError) -> DiskPath {
    let name = DiskPath(bytes: [UInt8(ascii: "/")] + claim.name).name
    var attempt = 1
    while true {
      let suffix = attempt == 1 ? "" : "-\(attempt)"
      let path = layout.rejected / (name + [UInt8](suffix.utf8))
      guard let there = try disk.status(path) else { return path }
      if there.kind == .file, there.size == claim.bytes, try hash(path) == claim.hash {
        return path
      }
      attempt += 1
    }
  }

  func hash(_ path: DiskPath) throws(StorageError) -> ContentHash {
    let file = try disk.open(path)
    var hasher = SHA256()
    while true {
      let chunk = try file.read(upTo: Self.chunk)
      if chunk.isEmpty { break }
      hasher.update(data: chunk)
    }
    try file.close()
    return ContentHash(hasher.finalize())
  }

  func write(_ bytes: [UInt8], to path: DiskPath) throws(StorageError) {
    let temporary = temporaryRejected
    let file = try disk.create(temporary)
    try file.append(bytes)
    try file.sync()
    try file.close()
    try disk.replace(path, with: temporary)
  }
}
