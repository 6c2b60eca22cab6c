/// What an earlier run left half made.
extension Spool {
  /// Empties `work/` and takes unfinished copies, and reasons without their file, out of `rejected/`.
  ///
  /// To be called before anything is taken in.
  package func sweep() throws(StorageError) {
    try disk.makeFolders(layout.work)
    for name in try disk.list(layout.work) { try disk.removeAll(layout.work / name) }
    guard try disk.status(layout.rejected)?.kind == .folder else { return }
    let names = Set(try disk.list(layout.rejected))
    for name in names where Self.isTemporary(name) || Self.isStrayReason(name, among: names) {
      try disk.unlink(layout.rejected / name)
    }
  }

  /// A refused file of such a name is not mistaken for one: names that begin with a dot are never
  /// taken in.
  private static func isTemporary(_ name: [UInt8]) -> Bool {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return name.starts(with: temporaryPrefix)
      && name.dropFirst(temporaryPrefix.count).allSatisfy { digits ~= $0 }
  }

  /// A refused file of such a name is not mistaken for one: it has a reason of its own.
  private static func isStrayReason(_ name: [UInt8], among names: Set<[UInt8]>) -> Bool {
    guard name.ends(with: reasonSuffix) else { return false }
    let file = [UInt8](name.dropLast(reasonSuffix.count))
    return !names.contains(file) && !names.contains(name + reasonSuffix)
  }
}
