/// What the file system says of a file without opening it; two equal ones a while apart mean it is quiet.
///
/// It tells that a file changed, never that two files hold the same content.
package struct FileIdentity: Sendable, Hashable {
  package var device: UInt64
  package var inode: UInt64
  /// Bytes.
  package var size: Int64
  /// Nanoseconds since 1970, clamped to what fits.
  package var modified: Int64
  /// Nanoseconds since 1970, clamped to what fits.
  package var changed: Int64

  package init(device: UInt64, inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }
}
