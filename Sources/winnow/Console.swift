import Glibc

/// The program's two voices: data on stdout, everything else on stderr.
enum Console {
  /// Whether colours are welcome: on a terminal, and not when `NO_COLOR` is set.
  static let isColourful = isatty(STDOUT_FILENO) == 1 && !hasVariable("NO_COLOR")

  static let hasProgressLine = isatty(STDERR_FILENO) == 1 && !hasVariable("NO_COLOR")

  static func say(_ text: String) {
    write(text + "\n", to: STDOUT_FILENO)
  }

  static func complain(_ text: String) {
    write("winnow: \(text)\n", to: STDERR_FILENO)
  }

  /// Remarks beside the data, such as progress.
  static func remark(_ text: String, newline: Bool = true) {
    write(newline ? text + "\n" : text, to: STDERR_FILENO)
  }

  /// Writes bytes whole.
  ///
  /// A reader that has gone away ends the program quietly, as it does `cat`.
  static func write(_ bytes: [UInt8], to descriptor: Int32 = STDOUT_FILENO) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        exit(errno == EPIPE ? ExitStatus.done.rawValue : ExitStatus.unusable.rawValue)
      }
      rest = rest.dropFirst(count)
    }
  }

  static func bold(_ text: String) -> String { styled(text, "1") }

  static func faint(_ text: String) -> String { styled(text, "2") }

  static func warning(_ text: String) -> String { styled(text, "33") }

  private static func styled(_ text: String, _ code: String) -> String {
    isColourful ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private static func write(_ text: String, to descriptor: Int32) {
    write([UInt8](text.utf8), to: descriptor)
  }

  private static func hasVariable(_ name: String) -> Bool {
    unsafe getenv(name).map { unsafe $0.pointee != 0 } ?? false
  }
}
