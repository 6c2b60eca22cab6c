import Glibc
package import Storage

/// Tells a crash of the program from every other sudden end, so that a file is blamed only for the first.
///
/// A fatal signal of the program's own making (a trap, a bad access, an abort by the watchdog) leaves a
/// byte in a file that was opened at the start. A power cut, SIGKILL or a reboot leaves none. A stack that
/// has run out leaves none either, and counts with those.
package enum CrashMarker {
  /// Written once, before the first file is read, and then only read by the signal handler.
  nonisolated(unsafe) private static var descriptor: Int32 = -1

  private static let fatalSignals = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]

  /// Reads the mark of the run before, wipes it, and arms the signals.
  ///
  /// - Parameter path: the file; its folder must exist.
  /// - Returns: whether the run before ended in a crash.
  package static func arm(at path: DiskPath) -> Bool {
    let name = path.bytes.map { CChar(bitPattern: $0) } + [0]
    let opened = unsafe open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { return false }
    let hasMark = lseek(opened, 0, SEEK_END) > 0
    _ = ftruncate(opened, 0)
    unsafe descriptor = opened
    for number in fatalSignals { install(for: number) }
    return hasMark
  }

  /// Safe because the handler does nothing but `write` and `raise`, which may be called from a signal.
  ///
  /// The default action is back in place by then, so that the signal raised again ends the process, with
  /// a core where those are kept.
  private static func install(for number: Int32) {
    var action = sigaction()
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    unsafe action.__sigaction_handler.sa_handler = { number in
      var mark: UInt8 = 1
      _ = unsafe write(CrashMarker.descriptor, &mark, 1)
      raise(number)
    }
    unsafe sigaction(number, &action, nil)
  }
}
