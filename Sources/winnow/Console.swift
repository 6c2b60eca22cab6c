import Glibc
import Subscribers

/// The program's two voices: data on stdout, everything else on stderr.
///
/// Names, titles and reasons come from outside. Whatever is said in words goes out through here with everything
/// escaped that could break the line, move the cursor or turn the reading direction; styles are added after it.
enum Console {
  /// Whether colours are welcome: on a terminal, and not when `NO_COLOR` is set.
  static let isColourful = isatty(STDOUT_FILENO) == 1 && !hasVariable("NO_COLOR")

  static let hasProgressLine = isatty(STDERR_FILENO) == 1 && !hasVariable("NO_COLOR")

  /// One line for a person.
  static func say(_ text: String) { write(shown(text) + "\n", to: STDOUT_FILENO) }

  /// What went wrong, on one line.
  static func complain(_ text: String) {
    write("winnow: \(shown(text))\n", to: STDERR_FILENO)
  }

  /// A remark beside the data, on one line.
  static func remark(_ text: String) { write(shown(text) + "\n", to: STDERR_FILENO) }

  /// Several lines, such as help.
  static func page(_ text: String, to descriptor: Int32) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    write(lines.map { shown(String($0)) + "\n" }.joined(), to: descriptor)
  }

  /// One line for a program, which is our own form of whatever it holds.
  static func data(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

  /// What moves the cursor: nothing from outside may be in it.
  static func draw(_ text: String) { write(text, to: STDERR_FILENO) }

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

  static func bold(_ text: String) -> String { styled(text, .bold) }

  static func faint(_ text: String) -> String { styled(text, .faint) }

  static func warning(_ text: String) -> String { styled(text, .warning) }

  /// Stands for an escape sequence until everything else has been escaped: private characters of our own, which are at worst
  /// a style that a text has chosen.
  private enum Mark: String {
    case end = "\u{10FF00}"
    case bold = "\u{10FF01}"
    case faint = "\u{10FF02}"
    case warning = "\u{10FF03}"

    var sequence: String {
      switch self {
      case .end: "\u{1B}[0m"
      case .bold: "\u{1B}[1m"
      case .faint: "\u{1B}[2m"
      case .warning: "\u{1B}[33m"
      }
    }
  }

  private static func styled(_ text: String, _ mark: Mark) -> String {
    mark.rawValue + text + Mark.end.rawValue
  }

  private static func shown(_ text: String) -> String {
    var line = ""
    for scalar in text.oneLine.unicodeScalars {
      guard let mark = Mark(rawValue: String(scalar)) else {
        line.unicodeScalars.append(scalar)
        continue
      }
      if isColourful { line += mark.sequence }
    }
    return line
  }

  private static func write(_ text: String, to descriptor: Int32) {
    write([UInt8](text.utf8), to: descriptor)
  }

  private static func hasVariable(_ name: String) -> Bool {
    unsafe getenv(name).map { unsafe $0.pointee != 0 } ?? false
  }
}
