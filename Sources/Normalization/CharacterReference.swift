import Weblog

/// A character reference of HTML, such as `&eacute;`, `&#233;` or the old `&copy` without its end.
struct CharacterReference {
  let text: String
  /// Index of the first byte after the reference.
  let end: Int

  /// Decodes the reference whose ampersand stands at an index.
  ///
  /// - Returns: `nil` when the ampersand is only an ampersand.
  init?(in bytes: [UInt8], at ampersand: Int) {
    let start = ampersand + 1
    guard start < bytes.count else { return nil }
    if bytes[start] == UInt8(ascii: "#") {
      self.init(numberIn: bytes, at: start + 1)
    } else {
      self.init(nameIn: bytes, at: start)
    }
  }

  private init?(nameIn bytes: [UInt8], at start: Int) {
    let limit = min(bytes.count, start + HTMLEntities.longestName + 1)
    var nameEnd = start
    while nameEnd < limit, Self.isAlphanumeric(bytes[nameEnd]) { nameEnd += 1 }
    if nameEnd < bytes.count, bytes[nameEnd] == UInt8(ascii: ";"),
      let text = Self.common(bytes[start..<nameEnd]) ?? HTMLEntities.lookup(bytes[start..<nameEnd])
    {
      self.init(text: text, end: nameEnd + 1)
      return
    }
    var bareEnd = min(nameEnd, start + HTMLEntities.longestBareName)
    while bareEnd > start + 1 {
      if let text = HTMLEntities.lookup(bytes[start..<bareEnd], isTerminated: false) {
        self.init(text: text, end: bareEnd)
        return
      }
      bareEnd -= 1
    }
    return nil
  }

  /// The names that most references in blogs have, found without a search.
  private static func common(_ name: ArraySlice<UInt8>) -> String? {
    switch name.reduce(UInt32(0), { $0 << 8 | UInt32($1) }) {
    case 0x616D70 where name.count == 3: "&"
    case 0x6C74 where name.count == 2: "<"
    case 0x6774 where name.count == 2: ">"
    case 0x6E62_7370 where name.count == 4: "\u{A0}"
    case 0x7175_6F74 where name.count == 4: "\""
    default: nil
    }
  }

  private init?(numberIn bytes: [UInt8], at start: Int) {
    var position = start
    var radix: UInt32 = 10
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "x") {
      radix = 16
      position += 1
    }
    let digits = position
    var value: UInt32 = 0
    while position < bytes.count, let digit = Self.digit(bytes[position], radix: radix) {
      // Above the last character nothing matters but that it stays there.
      value = min(value * radix + digit, 0x11_0000)
      position += 1
    }
    guard position > digits else { return nil }
    if position < bytes.count, bytes[position] == UInt8(ascii: ";") { position += 1 }
    self.init(text: Self.text(of: value), end: position)
  }

  private init(text: String, end: Int) {
    self.text = text
    self.end = end
  }

  private static func text(of value: UInt32) -> String {
    let named = (0x80...0x9F).contains(value) ? windows1252[Int(value - 0x80)] : value
    guard named != 0, let scalar = Unicode.Scalar(named) else { return "\u{FFFD}" }
    return String(scalar)
  }

  private static func digit(_ byte: UInt8, radix: UInt32) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f") where radix == 16: UInt32(byte) - 0x57
    case UInt8(ascii: "A")...UInt8(ascii: "F") where radix == 16: UInt32(byte) - 0x37
    default: nil
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// The numbers from 0x80 to 0x9F, which writers meant as bytes of windows-1252, as HTML defines it.
  static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]
}
