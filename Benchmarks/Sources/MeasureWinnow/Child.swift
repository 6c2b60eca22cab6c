import Glibc

/// A program that was started here, and what it used.
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
    started = System.now()
    process = try Self.spawn(command, output: output)
  }

  /// Waits for the end, and ends the program by force when the time is over.
  func wait(seconds: Double) -> Usage {
    while true {
      if let usage = ended() { return usage }
      if System.now() - started > seconds { _ = kill(process, SIGKILL) }
      usleep(500)
    }
  }

  /// Asks the program to end, and forces it after the time given.
  func stop(graceSeconds: Double) -> Usage {
    _ = kill(process, SIGTERM)
    let deadline = System.now() + graceSeconds
    while System.now() < deadline {
      if let usage = ended() { return usage }
      usleep(2_000)
    }
    _ = kill(process, SIGKILL)
    return wait(seconds: 0)
  }

  private func ended() -> Usage? {
    var status: Int32 = 0
    var usage = rusage()
    guard unsafe wait4(process, &status, WNOHANG, &usage) == process else { return nil }
    let signal = status & 0x7f
    return Usage(
      wall: System.now() - started,
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
