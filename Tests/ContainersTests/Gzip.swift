/// Gzip files made for a test: their data is stored, not deflated, so that every byte is known.
struct Gzip {
  var name: String?
  var checksumOffset: UInt32 = 0
  /// Extra field, comment and header checksum, as no common program writes them.
  var isOrnate = false

  func member(_ content: [UInt8]) -> [UInt8] {
    let flags: UInt8 = (name == nil ? 0 : 8) | (isOrnate ? 2 | 4 | 16 : 0)
    var bytes: [UInt8] = [0x1F, 0x8B, 0x08, flags, 0, 0, 0, 0, 0, 3]
    if isOrnate { bytes += [3, 0, 1, 2, 3] }
    if let name { bytes += Array(name.utf8) + [0] }
    if isOrnate { bytes += Array("a comment".utf8) + [0, 0xAB, 0xCD] }
    var rest = content[...]
    repeat {
      let block = rest.prefix(60_000)
      rest = rest.dropFirst(block.count)
      let length = UInt16(block.count)
      bytes.append(rest.isEmpty ? 1 : 0)
      bytes += Self.lowFirst(UInt32(length), 2) + Self.lowFirst(UInt32(~length), 2) + block
    } while !rest.isEmpty
    bytes += Self.lowFirst(Self.checksum(content) &+ checksumOffset, 4)
    return bytes + Self.lowFirst(UInt32(truncatingIfNeeded: content.count), 4)
  }

  private static func lowFirst(_ number: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var remainder = UInt32.max
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 {
        remainder = remainder & 1 == 0 ? remainder >> 1 : remainder >> 1 ^ 0xEDB8_8320
      }
    }
    return ~remainder
  }

  /// 100 000 zeros in 132 bytes.
  static let zeros: [UInt8] =
    [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xED, 0xC1, 0x31, 0x01, 0x00,
      0x00, 0x00, 0xC2, 0xA0, 0xF5, 0x4F, 0x6D, 0x0D, 0x0F, 0xA0,
    ] + Array(repeating: 0, count: 96)
    + [0x80, 0x57, 0x03, 0x7D, 0x95, 0x11, 0xD4, 0xA0, 0x86, 0x01, 0x00]

  /// The sixty lines of `lines`, deflated by the usual program, in 187 bytes.
  static let deflated = bytes(
    """
    1f8b08080000000002ff746578742e786d6c006dd3bb6d43311045c15c55b004ed4fb60b7a82040876f202956f3834\
    38e989ee80dcd7f3fb58d7f5735fe7e358e7f13e2fafbf147bca3dd59e7a4fb3a7db9e3ef6f4b9a72f4cd57cec0f00\
    02820021600820028a0023e0483852ef0047c29170241c0947c29170241c0547c151fa5070141c0547c15170141c05\
    47c3d170341cadcb80a3e168381a8e86a3e11838068e8163e0189d381c03c7c03170cc7fc72f6b9736cba6040000
    """
  )

  static let lines = Array((0..<60).map { "line \($0) of the text\n" }.joined().utf8)

  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}
