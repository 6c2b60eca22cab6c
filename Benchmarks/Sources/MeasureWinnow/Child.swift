import Glibc

/// A program that was started here: the one place where this tool talks to the C library.
struct Child {
  struct Usage {
    /// Seconds from start to end.
    var wall: Double
    /// Seconds of processor time, user and system, of the program and what it waited for.
    var processor: Double
    /// Highest resident set in bytes.
    var peakBytes: Int
    /// 0 for success; a program ended by a signal has 128 and the signal's number.
    var exitCode: Int32
  }

  struct CannotStart: Error, CustomStringConvertible {
    var program: String
    var code: Int32
    var description: String { "cannot start \(program): error \(code)" }
  }

  let process: pid_t
  private let started: Double

  /// Starts a program with its output going to a file.
  init(_ command: [String], output: String) throws {
    started = Self.now()
    process = try Self.spawn(command, output: output)
  }

  /// Waits for the end, and ends the program by force when the time is over.
  func wait(seconds: Double) -> Usage {
    while true {
      if let usage = ended() { return usage }
      if Self.now() - started > seconds { _ = kill(process, SIGKILL) }
      usleep(500)
    }
  }

  /// Asks the program to end, and forces it after the time given.
  func stop(graceSeconds: Double) -> Usage {
    _ = kill(process, SIGTERM)
    let deadline = Self.now() + graceSeconds
    while Self.now() < deadline {
      if let usage = ended() { return usage }
      usleep(2_000)
    }
    _ = kill(process, SIGKILL)
    return wait(seconds: 0)
  }

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

  private func ended() -> Usage? {
    var status: Int32 = 0
    var usage = rusage()
    guard unsafe wait4(process, &status, WNOHANG, &usage) == process else { return nil }
    let signal = status & 0x7f
    return Usage(
      wall: Self.now() - started,
      processor: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime),
      peakBytes: usage.ru_maxrss * 1_024,
      exitCode: signal == 0 ? (status >> 8) & 0xff : 128 + signal
    )
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  private static func spawn(_ command: [String], output: String) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o644)
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let arguments: [UnsafeMutablePointer<CChar>?] =
      unsafe command.map { unsafe strdup($0) } + [nil]
    defer { for index in command.indices { unsafe free(arguments[index]) } }
    var process: pid_t = 0
    let code = unsafe posix_spawnp(&process, command[0], &actions, nil, arguments, environ)
    guard code == 0 else { throw CannotStart(program: command[0], code: code) }
    return process
  }
}
