import Glibc

/// The real disk: the only file of this room that calls the system.
///
/// `errno` is read on the line after each call. Calls that a signal interrupts are made again.
package final class PosixDisk: Disk {
  package init() {}

  package func create(_ path: DiskPath) throws(StorageError) -> any DiskFile {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    return PosixFile(
      try unsafe result("create", path) { unsafe Glibc.open($0, flags, mode_t(0o644)) },
      path
    )
  }

  package func open(_ path: DiskPath) throws(StorageError) -> any DiskFile {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY
    let file = PosixFile(try unsafe result("open", path) { unsafe Glibc.open($0, flags) }, path)
    // Checked on the descriptor: the name could by now mean something else.
    guard try file.status().kind == .file else {
      throw StorageError(.notRegular, "open", path.description)
    }
    return file
  }

  /// A read lease is refused while anybody has the file open for writing.
  ///
  /// It is given back at once. Should a writer come in that moment, the kernel sends SIGIO, which would
  /// end the program; hence it is ignored first. The C function is `fcntl`.
  package func isBeingWritten(_ path: DiskPath) throws(StorageError) -> Bool {
    signal(SIGIO, SIG_IGN)
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY
    let file = try unsafe result("open", path) { unsafe Glibc.open($0, flags) }
    defer { close(file) }
    guard fcntl(file, Self.setLease, F_RDLCK) != 0 else {
      _ = fcntl(file, Self.setLease, F_UNLCK)
      return false
    }
    return errno == EAGAIN
  }

  /// `F_SETLEASE`, which the C headers show only on request.
  private static let setLease: Int32 = 1_024

  package func replace(_ path: DiskPath, with source: DiskPath) throws(StorageError) {
    try unsafe result("rename", path) { target in
      unsafe source.withCString { unsafe rename($0, target) }
    }
  }

  package func link(_ source: DiskPath, to path: DiskPath) throws(StorageError) {
    try unsafe result("link", path) { target in
      unsafe source.withCString { unsafe Glibc.link($0, target) }
    }
  }

  package func unlink(_ path: DiskPath) throws(StorageError) {
    try unsafe result("unlink", path) { unsafe Glibc.unlink($0) }
  }

  package func makeFolder(_ path: DiskPath, mode: UInt32) throws(StorageError) {
    try unsafe result("mkdir", path) { unsafe mkdir($0, mode_t(mode)) }
  }

  package func removeFolder(_ path: DiskPath) throws(StorageError) {
    try unsafe result("rmdir", path) { unsafe rmdir($0) }
  }

  package func syncFolder(_ path: DiskPath) throws(StorageError) {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    let folder = PosixFile(try unsafe result("open", path) { unsafe Glibc.open($0, flags) }, path)
    try folder.sync()
    try folder.close()
  }

  package func list(_ path: DiskPath) throws(StorageError) -> [[UInt8]] {
    var directory: OpaquePointer?
    try unsafe result("list", path) {
      unsafe directory = opendir($0)
      return unsafe directory == nil ? -1 : 0
    }
    guard let directory = unsafe directory else { return [] }
    defer { unsafe closedir(directory) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(directory) else { break }
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { raw in
        unsafe [UInt8](raw.prefix { $0 != 0 })
      }
      if name != [46] && name != [46, 46] { names.append(name) }
    }
    let code = errno
    guard code == 0 else { throw StorageError(errno: code, "list", path) }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  package func status(_ path: DiskPath) throws(StorageError) -> FileStatus? {
    var status = stat()
    do {
      try unsafe result("stat", path) { unsafe lstat($0, &status) }
    } catch  where error.reason == .notFound {
      return nil
    }
    return FileStatus(status)
  }

  package func freeBytes(_ path: DiskPath) throws(StorageError) -> Int64 {
    var status = statvfs()
    try unsafe result("statvfs", path) { unsafe statvfs($0, &status) }
    return Int64(clamping: UInt64(status.f_bavail).multipliedClamped(by: UInt64(status.f_frsize)))
  }

  package func lock(_ path: DiskPath) throws(StorageError) -> AnyObject {
    let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
    let file = PosixFile(
      try unsafe result("open", path) { unsafe Glibc.open($0, flags, mode_t(0o600)) },
      path
    )
    try file.lock()
    return file
  }

  @discardableResult
  private func result(
    _ action: String,
    _ path: DiskPath,
    _ call: (UnsafePointer<CChar>) -> Int32
  ) throws(StorageError) -> Int32 {
    while true {
      let (value, code) = unsafe path.withCString { name in
        let value = unsafe call(name)
        return (value, errno)
      }
      if value >= 0 { return value }
      if code != EINTR { throw StorageError(errno: code, action, path) }
    }
  }
}

/// A descriptor that is closed with its owner.
private final class PosixFile: DiskFile {
  private var descriptor: Int32
  private let path: DiskPath

  init(_ descriptor: Int32, _ path: DiskPath) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  func append(_ bytes: [UInt8]) throws(StorageError) {
    var written = 0
    while written < bytes.count {
      let start = written
      let (count, code) = unsafe bytes.withUnsafeBytes { raw in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: raw.dropFirst(start))
        let count = unsafe write(descriptor, rest.baseAddress, rest.count)
        return (count, errno)
      }
      if count < 0 && code == EINTR { continue }
      guard count >= 0 else { throw StorageError(errno: code, "write", path) }
      // A device that takes nothing and says nothing is full.
      guard count > 0 else { throw StorageError(.diskFull, "write", path.description) }
      written += count
    }
  }

  func read(upTo count: Int) throws(StorageError) -> [UInt8] {
    while true {
      var code: Int32 = 0
      var outcome = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        outcome = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
        code = errno
        filled = max(0, outcome)
      }
      if outcome >= 0 { return bytes }
      if code != EINTR { throw StorageError(errno: code, "read", path) }
    }
  }

  func status() throws(StorageError) -> FileStatus {
    var status = stat()
    let outcome = unsafe fstat(descriptor, &status)
    let code = errno
    guard outcome == 0 else { throw StorageError(errno: code, "stat", path) }
    return FileStatus(status)
  }

  func sync() throws(StorageError) {
    let outcome = fsync(descriptor)
    let code = errno
    guard outcome == 0 else { throw StorageError(errno: code, "sync", path) }
  }

  func close() throws(StorageError) {
    let outcome = Glibc.close(descriptor)
    let code = errno
    descriptor = -1
    // Linux frees the descriptor even when it says EINTR.
    guard outcome == 0 || code == EINTR else { throw StorageError(errno: code, "close", path) }
  }

  func lock() throws(StorageError) {
    let outcome = flock(descriptor, LOCK_EX | LOCK_NB)
    let code = errno
    if outcome != 0 && code == EWOULDBLOCK {
      throw StorageError(.locked, "lock", path.description)
    }
    guard outcome == 0 else { throw StorageError(errno: code, "lock", path) }
  }
}

extension StorageError {
  fileprivate init(errno code: Int32, _ action: String, _ path: DiskPath) {
    self.init(Self.reason(of: code), action, path.description)
  }

  private static func reason(of code: Int32) -> Reason {
    switch code {
    case ENOSPC, EDQUOT: .diskFull
    case EROFS: .readOnly
    case EIO: .inputOutput
    case EMFILE, ENFILE: .descriptors
    case ENOENT, ENOTDIR: .notFound
    case EEXIST, ENOTEMPTY: .exists
    case EXDEV: .crossDevice
    case EACCES, EPERM: .denied
    case ELOOP, ENXIO, EISDIR: .notRegular
    default: .system(code)
    }
  }
}

extension FileStatus {
  fileprivate init(_ status: stat) {
    let type = status.st_mode & S_IFMT
    self.init(
      kind: type == S_IFREG ? .file : type == S_IFDIR ? .folder : .other,
      size: Int64(status.st_size),
      modified: Self.nanoseconds(status.st_mtim),
      changed: Self.nanoseconds(status.st_ctim),
      device: UInt64(status.st_dev),
      inode: UInt64(status.st_ino)
    )
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}

extension DiskPath {
  fileprivate func withCString<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value {
    let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
    return unsafe terminated.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("a terminator is there") }
      return unsafe body(start)
    }
  }
}

extension UInt64 {
  fileprivate func multipliedClamped(by other: UInt64) -> UInt64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
