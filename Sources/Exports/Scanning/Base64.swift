/// Reading base 64 as RFC 4648 has it, white space allowed anywhere and padding not required.
enum Base64 {
  /// - Returns: the text that is encoded; `nil` where the letters are no base 64 or say no text in UTF-8.
  static func text(_ letters: String) -> String? {
    guard let bytes = bytes(letters.utf8), !bytes.contains(where: isControl) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  static func bytes(_ letters: some Collection<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(letters.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    var isPadded = false
    for letter in letters where !letter.isXMLSpace {
      if letter == UInt8(ascii: "=") {
        isPadded = true
        continue
      }
      guard !isPadded, let value = value(letter) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
    // A lone letter at the end is not a byte.
    return count < 6 ? result : nil
  }

  private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && !byte.isXMLSpace }

  private static func value(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
