import Weblog

/// Strings: runs of plain text, escapes and the characters that should not be there.
extension JSONScanner {
  /// Reads the string that begins at the position.
  ///
  /// - Returns: `false` when the document ends inside it.
  mutating func scanString() throws -> Bool {
    window.advance(by: 1)
    while let byte = try window.byte(at: 0) {
      switch byte {
      case UInt8(ascii: "\""):
        window.advance(by: 1)
        return true
      case UInt8(ascii: "\\"):
        guard try scanEscape() else {
          markCut()
          return false
        }
      case 0..<0x20:
        note("control-character")
        try append(byte)
        window.advance(by: 1)
      default: try appendRun()
      }
    }
    markCut()
    return false
  }

  /// Adds one byte to the text in hand.
  private mutating func append(_ byte: UInt8) throws {
    guard !isSkipping else { return }
    text.append(byte)
    try checkSize()
  }

  /// Adds the available bytes up to the first that needs a decision.
  private mutating func appendRun() throws {
    let length = Self.plainLength(window.ahead)
    if !isSkipping {
      text += window.bytes[window.position..<window.position + length]
      try checkSize()
    }
    window.advance(by: length)
  }

  func checkSize() throws {
    guard text.count <= limits.nodeBytes else {
      throw ExportError(.nodeTooLarge, at: window.offset)
    }
  }

  /// Bytes before the first quotation mark, backslash or control character.
  private static func plainLength(_ bytes: Span<UInt8>) -> Int {
    var index = 0
    while bytes.count - index >= EightBytes.width {
      let eight = EightBytes(bytes, at: index)
      if eight.containsControl || eight.contains(UInt8(ascii: "\""))
        || eight.contains(UInt8(ascii: "\\"))
      {
        break
      }
      index += EightBytes.width
    }
    while index < bytes.count, bytes[index] >= 0x20, bytes[index] != UInt8(ascii: "\""),
      bytes[index] != UInt8(ascii: "\\")
    {
      index += 1
    }
    return index
  }

  /// - Returns: `false` when the document ends inside the escape.
  private mutating func scanEscape() throws -> Bool {
    guard let kind = try window.byte(at: 1) else { return false }
    guard let character = Self.escaped(kind) else {
      if kind == UInt8(ascii: "u") { return try scanNumberedEscape() }
      try keepBackslash()
      return true
    }
    try append(character)
    window.advance(by: 2)
    return true
  }

  private static func escaped(_ kind: UInt8) -> UInt8? {
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): kind
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// What follows the backslash is read as if it stood alone.
  private mutating func keepBackslash() throws {
    note("invalid-escape")
    try append(UInt8(ascii: "\\"))
    window.advance(by: 1)
  }

  private mutating func scanNumberedEscape() throws -> Bool {
    guard try window.byte(at: 5) != nil else { return false }
    guard let unit = try codeUnit(at: 0) else {
      try keepBackslash()
      return true
    }
    var length = 6
    var scalar = unit
    if unit & 0xFC00 == 0xD800, let low = try codeUnit(at: 6), low & 0xFC00 == 0xDC00 {
      scalar = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
      length = 12
    } else if unit & 0xF800 == 0xD800 {
      note("lone-surrogate")
      scalar = 0xFFFD
    }
    if !isSkipping {
      text.append(scalar: scalar)
      try checkSize()
    }
    window.advance(by: length)
    return true
  }

  /// The number in the `\uXXXX` so far ahead.
  private mutating func codeUnit(at distance: Int) throws -> UInt32? {
    guard try window.byte(at: distance) == UInt8(ascii: "\\"),
      try window.byte(at: distance + 1) == UInt8(ascii: "u")
    else { return nil }
    var number: UInt32 = 0
    for index in 2..<6 {
      guard let byte = try window.byte(at: distance + index), let digit = Self.hexValue(byte) else {
        return nil
      }
      number = number << 4 | digit
    }
    return number
  }

  private static func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
