import Glibc

/// The clock and the few file operations that have to be exactly the system's own.
enum System {
  /// Seconds on a clock that never goes back.
  static func now() -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func rename(_ old: String, to new: String) -> Bool {
    unsafe Glibc.rename(old, new) == 0
  }

  static func pause(milliseconds: Double) {
    usleep(UInt32(max(0, milliseconds) * 1_000))
  }

  /// Writes a file and has it on disk before it returns.
  static func writeDurably(_ bytes: [UInt8], to path: String) -> Bool {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let written = unsafe bytes.withUnsafeBytes {
      unsafe write(descriptor, $0.baseAddress, $0.count)
    }
    return written == bytes.count && fsync(descriptor) == 0
  }

  /// Changes whenever the file is replaced; `nil` when there is none.
  static func version(of path: String) -> [Int]? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return [Int(status.st_ino), Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
  }
}
