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
    var before: UInt8 = 0x20
    for index in bytes.indices {
      let byte = bytes[index]
      guard byte > 0x20 || (byte == 0x20 && before != 0x20) else { return false }
      if before == 0xC2, byte < 0xA0 { return false }
      before = byte
    }
    return before != 0x20
  }

  /// One line of what a person would see.
  static func line(_ text: MarkedText) -> String? {
    switch text.markup {
    case .plain: line(text.text)
    case .html: line(reading(text))
    }
  }

  /// All lines of what a person would see, without empty ones at the ends.
  static func reading(_ text: MarkedText) -> String {
    switch text.markup {
    case .plain: paragraphs(text.text)
    case .html: PlainText.reading(html: StrayControl.repaired(text.text))
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

  /// Looks at every byte without leaving early, which lets the compiler look at many at a time.
  private static func hasDropped(_ text: String) -> Bool {
    let bytes = text.utf8.span
    var isFound = false
    for index in bytes.indices { isFound = isDropped(bytes[index]) || isFound }
    return isFound
  }

  private static func isDropped(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
  }
}
