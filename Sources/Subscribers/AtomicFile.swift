import Glibc

/// A small file that readers find whole or not at all.
///
/// It lives as long as the service, so it is not synced.
struct AtomicFile {
  let path: String

  /// Replaces the file, which everybody may read.
  func replace(with bytes: [UInt8]) throws(AtomicFileError) {
    let draft = path + ".new"
    let descriptor = unsafe open(
      draft,
      O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
      0o644
    )
    guard descriptor >= 0 else { throw AtomicFileError(path: path, errno: errno) }
    let failure = Self.write(bytes, to: descriptor)
    close(descriptor)
    if let failure { throw AtomicFileError(path: path, errno: failure) }
    guard unsafe rename(draft, path) == 0 else { throw AtomicFileError(path: path, errno: errno) }
  }

  func remove() {
    _ = unsafe unlink(path)
  }

  /// - Returns: the error number, when it failed.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if written < 0 {
        let number = errno
        guard number == EINTR else { return number }
      } else {
        rest = rest.dropFirst(written)
      }
    }
    return nil
  }
}
