/// The upper half of an encoding that has one byte for each character, ready to be written as UTF-8.
struct SingleByteTable {
  /// A character in UTF-8; bytes beyond its count mean nothing.
  struct Character {
    var first: UInt8 = 0xEF
    var second: UInt8 = 0xBF
    var third: UInt8 = 0xBD
    var count = 3
  }

  /// Bytes that no character exceeds: all of them are in the first plane.
  static let mostBytes = 3

  private let characters: [Character]
  private let isKnown: [Bool]

  /// Is `nil` where the machine lacks the encoding.
  init?(_ encoding: TextEncoding) {
    guard let scalars = Self.highHalf(of: encoding) else { return nil }
    isKnown = scalars.map { $0 != nil }
    characters = scalars.map { scalar in
      var encoded: [UInt8] = []
      encoded.append(scalar: scalar ?? 0xFFFD)
      guard (2...Self.mostBytes).contains(encoded.count) else { return Character() }
      return Character(
        first: encoded[0],
        second: encoded[1],
        third: encoded.count == 3 ? encoded[2] : 0,
        count: encoded.count
      )
    }
  }

  /// The character of a byte from 0x80 on; U+FFFD where there is none.
  @inline(__always)
  func character(for byte: UInt8) -> Character { characters[Int(byte & 0x7F)] }

  @inline(__always)
  func hasCharacter(for byte: UInt8) -> Bool { isKnown[Int(byte & 0x7F)] }

  private static func highHalf(of encoding: TextEncoding) -> [UInt32?]? {
    switch encoding {
    case .windows1252: return Windows1252.highHalf
    case .userDefined: return Array(0xF780...0xF7FF)
    default: break
    }
    guard let decoding = ByteDecoding(encoding.converterName) else { return nil }
    var table = (0x80...0xFF).map { decoding.scalar(of: $0) ?? control($0) }
    for (byte, scalar) in corrections[encoding] ?? [:] { table[byte & 0x7F] = scalar }
    return table
  }

  /// A position left open among the controls stands for itself, as in browsers.
  private static func control(_ byte: UInt8) -> UInt32? { byte < 0xA0 ? UInt32(byte) : nil }

  /// Where the C library keeps to tables older than the Encoding Standard's.
  private static let corrections: [TextEncoding: [Int: UInt32]] = [
    .macintosh: [0xC6: 0x2206, 0xF0: 0xF8FF],
    .macCyrillic: [0xFF: 0x20AC],
    .koi8Ukrainian: [0xAE: 0x045E, 0xBE: 0x040E],
  ]
}
