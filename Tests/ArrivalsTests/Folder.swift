import Foundation
import Glibc

/// A temporary folder of a test's own, with the system calls the tests need by name bytes.
final class Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func at(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ text: String, to name: String) throws {
    let file = try open(name)
    try file.write(text)
  }

  /// Opens a file to be written bit by bit; it closes with the last reference.
  func open(_ name: String) throws -> OpenFile { try OpenFile(at(name), O_WRONLY | O_CREAT) }

  /// Opens and closes two files in turn, since equal events that follow each other are merged.
  func flood(_ directory: String, events: Int) throws {
    for index in 0..<events { _ = try open("\(directory)/\(index % 2)") }
  }

  func write(nameBytes: [UInt8]) throws {
    let bytes = (Array(path.utf8) + [0x2F] + nameBytes).map { CChar(bitPattern: $0) } + [0]
    let descriptor = unsafe Glibc.open(bytes, O_WRONLY | O_CREAT, 0o644)
    try check(descriptor)
    close(descriptor)
  }

  func make(_ directories: String) throws {
    try FileManager.default.createDirectory(
      atPath: at(directories),
      withIntermediateDirectories: true
    )
  }

  func rename(_ old: String, _ new: String) throws {
    try check(unsafe Glibc.rename(at(old), at(new)))
  }
  func link(_ old: String, _ new: String) throws { try check(unsafe Glibc.link(at(old), at(new))) }
  func symlink(_ target: String, _ name: String) throws {
    try check(unsafe Glibc.symlink(target, at(name)))
  }
  func fifo(_ name: String) throws { try check(unsafe mkfifo(at(name), 0o644)) }
  func unlink(_ name: String) throws { try check(unsafe Glibc.unlink(at(name))) }
  func chmod(_ name: String, _ mode: mode_t) throws {
    try check(unsafe Glibc.chmod(at(name), mode))
  }
  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: at(name)) }

  /// Files of any depth, by their paths below a directory.
  func files(below directory: String) -> [String] {
    let walk = FileManager.default.enumerator(atPath: at(directory))
    return (walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".txt") }.sorted()
  }

  func socket(_ name: String) throws {
    let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    try check(descriptor)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { buffer in
      unsafe buffer.copyBytes(from: Array(at(name).utf8.prefix(buffer.count - 1)))
    }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    try check(
      unsafe withUnsafePointer(to: &address) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe bind(descriptor, $0, size)
        }
      }
    )
  }

  /// Writes a file that has no name, then gives it one.
  func linkUnnamedFile(_ name: String) throws {
    let unnamed = try OpenFile(path, O_WRONLY | 0o20200000)
    try unnamed.write("linked")
    let source = "/proc/self/fd/\(unnamed.descriptor)"
    try check(unsafe linkat(AT_FDCWD, source, AT_FDCWD, at(name), AT_SYMLINK_FOLLOW))
  }
}

/// A descriptor open for writing.
final class OpenFile {
  let descriptor: Int32

  fileprivate init(_ path: String, _ flags: Int32) throws {
    descriptor = unsafe Glibc.open(path, flags, 0o644)
    try check(descriptor)
  }

  deinit { close(descriptor) }

  func write(_ text: String) throws {
    let bytes = Array(text.utf8)
    try check(Int32(unsafe Glibc.write(descriptor, bytes, bytes.count)))
  }
}

private func check(_ result: Int32) throws {
  let code = errno
  if result < 0 { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
}

/// What a user without rights may read: root puts its rights aside, for this thread's files only.
enum Rights {
  static func withoutRoots<R>(_ body: () throws -> R) throws -> R {
    guard geteuid() == 0 else { return try body() }
    typealias Call = @convention(c) (UInt32) -> Int32
    guard let symbol = unsafe dlsym(nil, "setfsuid") else { throw POSIXError(.ENOSYS) }
    let setfsuid = unsafe unsafeBitCast(symbol, to: Call.self)
    _ = setfsuid(65_534)
    defer { _ = setfsuid(0) }
    return try body()
  }
}
