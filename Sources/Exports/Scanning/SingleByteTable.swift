/// The upper halves of the encodings that have one byte for each character.
enum SingleByteTable {
  /// - Returns: 128 characters, `nil` for bytes without any; `nil` altogether where the machine lacks
  ///   the encoding.
  static func highHalf(of encoding: TextEncoding) -> [UInt32?]? {
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
