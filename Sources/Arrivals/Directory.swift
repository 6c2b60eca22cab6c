import CInotifyTools
import Glibc

/// An open directory and what can be asked of it: the room's one door to the file system.
///
/// Nothing here follows a link below the path it was opened with, and no file's content is read.
final class Directory {
  struct Entry {
    let name: [UInt8]
    /// As the listing tells it, nil where the file system does not say.
    let kind: FileStatus.Kind?
  }

  private let descriptor: Int32

  /// Opens a directory by its path, following links, as only the inbox's own path may be.
  init(path: [UInt8]) throws(SystemError) {
    descriptor = try Self.open(AT_FDCWD, path, follow: true)
  }

  /// Opens a directory inside another one; a link in its place is refused.
  init(_ name: [UInt8], in parent: Directory) throws(SystemError) {
    descriptor = try Self.open(parent.descriptor, name, follow: false)
  }

  deinit {
    close(descriptor)
  }

  /// Opens the directory at a path below this one, component by component, so that no link is followed.
  func descend(to path: InboxPath) throws(SystemError) -> Directory {
    var directory = self
    for component in path.components {
      directory = try Directory(Array(component), in: directory)
    }
    return directory
  }

  private static func open(
    _ parent: Int32,
    _ name: [UInt8],
    follow: Bool
  ) throws(SystemError) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW)
    let (descriptor, code) = unsafe withCString(name) { unsafe (openat(parent, $0, flags), errno) }
    guard descriptor >= 0 else { throw SystemError(code: code) }
    return descriptor
  }

  /// What the directory itself is.
  func identity() throws(SystemError) -> InodeIdentity {
    try status(of: [UInt8](".".utf8)).inode
  }

  /// What a name in the directory is; a link is not followed.
  ///
  /// The C function is `fstatat`.
  func status(of name: [UInt8]) throws(SystemError) -> FileStatus {
    var buffer = stat()
    let (result, code) = unsafe Self.withCString(name) {
      unsafe (fstatat(descriptor, $0, &buffer, AT_SYMLINK_NOFOLLOW), errno)
    }
    guard result == 0 else { throw SystemError(code: code) }
    return FileStatus(buffer)
  }

  /// Whether a file has another name somewhere.
  func hasOtherNames(_ name: [UInt8]) -> Bool {
    (try? status(of: name)).map { $0.links > 1 } ?? false
  }

  /// Whether the process may read a file here, by its effective rights.
  ///
  /// The C function is `faccessat`.
  func isReadable(_ name: [UInt8]) -> Bool {
    unsafe Self.withCString(name) {
      unsafe faccessat(descriptor, $0, R_OK, AT_EACCESS | AT_SYMLINK_NOFOLLOW) == 0
    }
  }

  /// Calls the body with each entry but `.` and `..`.
  ///
  /// The C function is `readdir`.
  func forEachEntry(_ body: (Entry) -> Void) throws(SystemError) {
    let copy = try Self.open(descriptor, [UInt8(ascii: ".")], follow: false)
    guard let stream = unsafe fdopendir(copy) else {
      let code = errno
      close(copy)
      throw SystemError(code: code)
    }
    defer { unsafe closedir(stream) }
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        let code = errno
        guard code == 0 else { throw SystemError(code: code) }
        return
      }
      let name = unsafe Self.name(of: entry)
      if name == [UInt8(ascii: ".")] || name == [UInt8(ascii: "."), UInt8(ascii: ".")] { continue }
      body(Entry(name: name, kind: unsafe FileStatus.Kind(listed: entry.pointee.d_type)))
    }
  }

  /// The file system's magic number.
  ///
  /// The C function is `fstatfs`.
  func fileSystemMagic() -> UInt64? {
    var buffer = statfs()
    guard unsafe fstatfs(descriptor, &buffer) == 0 else { return nil }
    return UInt64(truncatingIfNeeded: buffer.f_type)
  }

  /// The directory's absolute path with every link resolved, or nil if it has none any more.
  func resolvedPath() -> [UInt8]? {
    let link = Self.linkTarget("/proc/self/fd/\(descriptor)")
    return link.first == UInt8(ascii: "/") ? link : nil
  }

  /// What a link says, empty if it cannot be read.
  ///
  /// The C function is `readlink`.
  static func linkTarget(_ path: String) -> [UInt8] {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
      guard let start = buffer.baseAddress else { return [] }
      let count = unsafe readlink(path, start, buffer.count)
      return unsafe count > 0 ? buffer[..<count].map { UInt8(bitPattern: $0) } : []
    }
  }

  /// First line of a small file under /proc as a number.
  static func number(at path: String) -> Int? {
    guard let file = unsafe fopen(path, "re") else { return nil }
    defer { unsafe fclose(file) }
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
      guard let start = buffer.baseAddress, unsafe fgets(start, 32, file) != nil else { return nil }
      return unsafe Int(String(cString: start).filter { $0.isNumber })
    }
  }

  /// The name's bytes lie behind a header whose imported tuple claims 256 of them, which the listing's
  /// buffer may not have; so they are reached through the pointer and end at the first zero.
  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    let start = unsafe UnsafeRawPointer(entry) + offset
    let count = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  private static func withCString<R>(
    _ bytes: [UInt8],
    _ body: (UnsafePointer<CChar>) -> R
  ) -> R {
    let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
    return unsafe terminated.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else {
        preconditionFailure("A terminated name is not empty.")
      }
      return unsafe body(start)
    }
  }
}
