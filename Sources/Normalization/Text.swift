import Weblog

/// Short texts in normal form: no control characters, no stray white space, never empty.
///
/// What became a control character by a mistake of encoding is put right.
enum Text {
  /// The text without control characters other than tab and line ends.
  static func cleaned(_ text: String) -> String {
    let text = StrayControl.repaired(text)
    guard hasDropped(text) else { return text }
    return String(decoding: text.utf8.filter { !isDropped($0) }, as: UTF8.self)
  }

  /// One line: white space trimmed and collapsed.
  static func line(_ text: String) -> String? {
    if isLine(text) { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in StrayControl.repaired(text).utf8 where !isDropped(byte) {
      if byte > 0x20 {
        bytes.append(byte)
      } else if let last = bytes.last, last != 0x20 {
        bytes.append(0x20)
      }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a text is one line already, as most are.
  private static func isLine(_ text: String) -> Bool {
    let bytes = text.utf8.span
    guard !bytes.isEmpty, bytes[0] > 0x20, bytes[bytes.count - 1] > 0x20 else { return false }
    // No branch and no leaving early, so that the compiler can look at many bytes at a time.
    var folded: UInt8 = 0
    let before = bytes.extracting(0..<bytes.count - 1)
    let after = bytes.extracting(1..<bytes.count)
    for index in after.indices {
      let byte = after[index]
      // Zero only where a space follows a space, and where the second byte of a stray control stands.
      let spaces = (byte ^ 0x20) | (before[index] ^ 0x20)
      let stray = (before[index] ^ 0xC2) | ((byte & 0xE0) ^ 0x80)
      folded |= (byte < 0x20 ? 1 : 0) | (spaces == 0 ? 1 : 0) | (stray == 0 ? 1 : 0)
    }
    return folded == 0
  }

  /// One line of what a person would see.
  static func line(_ text: MarkedText) -> String? {
    switch text.markup {
    case .plain: line(text.text)
    case .html, .htmlWithLineEnds: line(reading(text))
    }
  }

  /// All lines of what a person would see, without empty ones at the ends.
  static func reading(_ text: MarkedText) -> String {
    switch text.markup {
    case .plain: paragraphs(text.text)
    case .html: PlainText.reading(html: StrayControl.repaired(text.text))
    case .htmlWithLineEnds:
      PlainText.reading(html: StrayControl.repaired(text.text), keepsLineEnds: true)
    }
  }

  private static func paragraphs(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var isAfterReturn = false
    for byte in StrayControl.repaired(text).utf8 where !isDropped(byte) {
      if byte != 0x0A || !isAfterReturn { bytes.append(byte == 0x0D ? 0x0A : byte) }
      isAfterReturn = byte == 0x0D
    }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return String(decoding: bytes.drop { $0 == 0x0A }, as: UTF8.self)
  }

  private static func hasDropped(_ text: String) -> Bool {
    let bytes = text.utf8.span
    var folded: UInt8 = 0
    for index in bytes.indices {
      let byte = bytes[index]
      let isKept: UInt8 = (byte == 0x09 ? 1 : 0) | (byte == 0x0A ? 1 : 0) | (byte == 0x0D ? 1 : 0)
      folded |= (byte < 0x20 ? 1 : 0) & ~isKept
    }
    return folded != 0
  }

  private static func isDropped(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
  }
}
