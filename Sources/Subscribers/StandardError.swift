import Glibc
import Synchronization

/// Writes whole lines to standard error, and never waits for whoever reads them.
enum StandardError {
  /// Asked for room, a pipe, socket or terminal that has some takes at least so much at once.
  private static let slice = Int(PIPE_BUF)
  private static let turn = Mutex(())

  /// A line that cannot be written, or not without waiting, is lost: logging never stops the work.
  static func write(_ text: String) { write(text, to: STDERR_FILENO) }

  /// One writer at a time, so that the room which was found is still there.
  static func write(_ text: String, to descriptor: CInt) {
    turn.withLock { _ in
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty, hasRoom(descriptor) {
        let written = unsafe rest.withUnsafeBytes {
          unsafe Glibc.write(descriptor, $0.baseAddress, min($0.count, slice))
        }
        if written < 0 {
          guard errno == EINTR else { return }
        } else {
          rest = rest.dropFirst(written)
        }
      }
    }
  }

  private static func hasRoom(_ descriptor: CInt) -> Bool {
    var question = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return unsafe poll(&question, 1, 0) == 1 && question.revents & Int16(POLLOUT) != 0
  }
}
