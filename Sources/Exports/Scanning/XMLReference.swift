/// A reference such as `&#8217;` or `&nbsp;`, recognised but not resolved.
struct XMLReference {
  enum Target {
    case scalar(UInt32)
    case entity(String)
  }

  var target: Target
  /// Bytes from `&` to `;`, both included.
  var length: Int

  /// Longer names are no references.
  static let maximumLength = 66

  static let predefined: [String: UInt8] = [
    "lt": 0x3C, "gt": 0x3E, "amp": 0x26, "quot": 0x22, "apos": 0x27,
  ]

  /// Recognises the reference that bytes beginning with `&` spell, if they do.
  init?(at bytes: ArraySlice<UInt8>) {
    let body = bytes.dropFirst().prefix(Self.maximumLength)
    guard
      let end = body.firstIndex(where: { $0 == 0x3B || $0 <= 0x20 || $0 == 0x26 || $0 == 0x3C }),
      bytes[end] == UInt8(ascii: ";"), let first = body.first, end > body.startIndex
    else { return nil }
    length = end + 1 - bytes.startIndex
    if first == UInt8(ascii: "#") {
      guard let number = Self.number(body[(body.startIndex + 1)..<end]) else { return nil }
      target = .scalar(number)
    } else {
      guard first.isXMLNameStart else { return nil }
      target = .entity(String(decoding: body[..<end], as: UTF8.self))
    }
  }

  /// The value of the digits, clamped beyond the end of Unicode.
  private static func number(_ digits: ArraySlice<UInt8>) -> UInt32? {
    let isHex = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
    let radix: UInt32 = isHex ? 16 : 10
    let digits = isHex ? digits.dropFirst() : digits
    guard !digits.isEmpty else { return nil }
    var value: UInt32 = 0
    for byte in digits {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix else {
        return nil
      }
      value = min(value * radix + UInt32(digit), 0x11_0000)
    }
    return value
  }

  /// The notice that a character reference earns, or `nil` for a character that XML allows.
  static func problem(with number: UInt32) -> String? {
    if isDropped(number) { return "control-character" }
    let isCharacter = number != 0 && Unicode.Scalar(number) != nil
    return isCharacter && number & 0xFFFFFE != 0xFFFE ? nil : "invalid-character-reference"
  }

  /// Control characters that XML 1.0 has no place for.
  ///
  /// Zero becomes U+FFFD instead.
  static func isDropped(_ number: UInt32) -> Bool {
    (1..<0x20).contains(number) && number != 0x09 && number != 0x0A && number != 0x0D
  }
}
