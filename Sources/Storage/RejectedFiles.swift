import FoundationEssentials

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

  /// Moves a refused file back to where it was dropped, folder and all, and forgets the reason.
  ///
  /// - Throws: `.notFound` when there is no such file; `.exists` when the inbox has one of that name.
  package func putBack(_ name: [UInt8]) throws(StorageError) {
    let path = layout.rejected / name
    guard !name.contains(UInt8(ascii: "/")), try disk.status(path)?.kind == .file else {
      throw StorageError(.notFound, "retry", path.description)
    }
    let home = layout.inbox / (try reason(of: name).flatMap(Self.place) ?? name)
    try disk.makeFolders(home.folder)
    try disk.move(path, to: home)
    let reason = layout.rejected / (name + Self.reasonSuffix)
    if try disk.exists(reason) { try disk.unlink(reason) }
    try disk.syncFolder(layout.rejected)
  }

  /// The path below the inbox that a reason names, if it can only be one below the inbox.
  private static func place(in reason: [UInt8]) -> [UInt8]? {
    struct Place: Decodable { var name: String }
    guard let name = try? JSONDecoder().decode(Place.self, from: Data(reason)).name,
      // A name that was not UTF-8 has lost the bytes that were not.
      !name.contains("\u{FFFD}"), !name.contains("\0")
    else { return nil }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.contains { ["", ".", ".."].contains($0) } ? nil : [UInt8](name.utf8)
  }
}

extension [UInt8] {
  func ends(with suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
  }
}
