/// What tells one file, and one state of it, from another.
package struct FileStatus: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case file, folder, other }

  package var kind: Kind
  package var size: Int64
  /// Times in nanoseconds since 1970.
  package var modified: Int64
  package var changed: Int64
  package var device: UInt64
  package var inode: UInt64

  package init(
    kind: Kind,
    size: Int64,
    modified: Int64,
    changed: Int64,
    device: UInt64,
    inode: UInt64
  ) {
    self.kind = kind
    self.size = size
    self.modified = modified
    self.changed = changed
    self.device = device
    self.inode = inode
  }
}
