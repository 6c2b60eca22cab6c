/// Files that are never among the originals, or not for long.
extension Spool {
  /// The size of a file in the inbox, before anything is done with it.
  package func bytes(of path: DiskPath) throws(StorageError) -> Int64 {
    guard let status = try disk.status(path) else {
      throw StorageError(.notFound, "look at", path.description)
    }
    return status.size
  }

  /// Forgets the copy of a file that is not to be kept; the file itself stays where it is.
  package func discard(_ claim: Claim) throws(StorageError) {
    if try disk.exists(claim.original) { try disk.unlink(claim.original) }
  }

  /// Sets a file aside without reading it: it is moved, not copied, whatever its size.
  ///
  /// - Throws: `.crossDevice` when the inbox and `rejected/` are not on one mount; the file stays.
  package func setAside(
    _ path: DiskPath,
    name: [UInt8],
    _ reason: RefusalRecord
  ) throws(StorageError) {
    try disk.makeFolders(layout.rejected)
    let target = try rejectedPath(for: name, of: path)
    try write(
      reason.json(name: name, hash: nil),
      to: target.folder / (target.name + Self.reasonSuffix)
    )
    try disk.move(path, to: target)
  }

  /// The first free name, or the one that a crash in the middle of the move has given the file already.
  private func rejectedPath(
    for name: [UInt8],
    of file: DiskPath
  ) throws(StorageError) -> DiskPath {
    let name = DiskPath(bytes: [UInt8(ascii: "/")] + name).name
    var attempt = 1
    while true {
      let suffix = attempt == 1 ? "" : "-\(attempt)"
      let path = layout.rejected / (name + [UInt8](suffix.utf8))
      guard try disk.exists(path) else { return path }
      if try disk.isOneFile(path, file) { return path }
      attempt += 1
    }
  }
}
