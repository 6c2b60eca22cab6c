/// The files in `rejected/`, and their way back.
package struct RejectedFiles {
  private let layout: StoreLayout
  private let disk: any Disk

  private static let reasonSuffix = [UInt8](".reason.json".utf8)

  package init(layout: StoreLayout, disk: any Disk) {
    self.layout = layout
    self.disk = disk
  }

  /// Names of the refused files, in the order of their bytes; reasons and unfinished copies left out.
  package func names() throws(StorageError) -> [[UInt8]] {
    guard try disk.exists(layout.rejected) else { return [] }
    return try disk.list(layout.rejected).filter {
      !$0.ends(with: Self.reasonSuffix) && $0.first != UInt8(ascii: ".")
    }
  }

  /// The reason beside a refused file, as it was written: one JSON object; `nil` where there is none.
  package func reason(of name: [UInt8]) throws(StorageError) -> [UInt8]? {
    let path = layout.rejected / (name + Self.reasonSuffix)
    return try disk.exists(path) ? try disk.contents(path) : nil
  }

  /// Moves a refused file back into the inbox and forgets the reason.
  ///
  /// - Throws: `.notFound` when there is no such file; `.exists` when the inbox has one of that name.
  package func putBack(_ name: [UInt8]) throws(StorageError) {
    let path = layout.rejected / name
    guard !name.contains(UInt8(ascii: "/")), try disk.status(path)?.kind == .file else {
      throw StorageError(.notFound, "retry", path.description)
    }
    try disk.move(path, to: layout.inbox / name)
    let reason = layout.rejected / (name + Self.reasonSuffix)
    if try disk.exists(reason) { try disk.unlink(reason) }
    try disk.syncFolder(layout.inbox)
    try disk.syncFolder(layout.rejected)
  }
}

extension [UInt8] {
  fileprivate func ends(with suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
  }
}
