import Glibc

/// Writes whole lines to standard error.
enum StandardError {
  /// A line that cannot be written is lost: logging never stops the work.
  static func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
      if written < 0 {
        guard errno == EINTR else { return }
      } else {
        rest = rest.dropFirst(written)
      }
    }
  }
}
