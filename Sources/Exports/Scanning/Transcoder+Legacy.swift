/// Encodings from before Unicode.
extension Transcoder {
  mutating func decodeSingleBytes(_ bytes: [UInt8], by table: SingleByteTable) -> [UInt8] {
    if UTF8Validation.isASCII(bytes) { return bytes }
    var text = [UInt8](repeating: 0, count: bytes.count * SingleByteTable.mostBytes)
    var end = 0
    for byte in bytes {
      if byte < 0x80 {
        text[end] = byte
        end += 1
      } else {
        if !table.hasCharacter(for: byte) { noteReplacement(at: end) }
        let character = table.character(for: byte)
        text[end] = character.first
        text[end + 1] = character.second
        text[end + 2] = character.third
        end += character.count
      }
    }
    text.removeLast(text.count - end)
    return text
  }

  mutating func decode(
    _ bytes: [UInt8],
    by decoding: ByteDecoding,
    from encoding: TextEncoding
  ) -> [UInt8] {
    if !encoding.hasMemory, UTF8Validation.isASCII(bytes) { return bytes }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 2)
    var start = 0
    while start < bytes.count {
      switch decoding.decode(bytes, from: start, into: &text) {
      case .end: start = bytes.count
      case .incomplete(let index) where !isAtEnd:
        carry = Array(bytes[index...])
        return text
      case .incomplete:
        start = bytes.count
        replace(in: &text)
      case .invalid(let index):
        guard index + 1 < bytes.count || isAtEnd else {
          carry = Array(bytes[index...])
          return text
        }
        start = index + Self.invalidLength(at: index, in: bytes)
        replace(in: &text)
      }
    }
    if isAtEnd { decoding.finish(into: &text) }
    return text
  }

  /// A pair that has no character goes together; markup behind a stray lead byte is kept.
  private static func invalidLength(at index: Int, in bytes: [UInt8]) -> Int {
    let isPair =
      (0x81...0xFE).contains(bytes[index]) && index + 1 < bytes.count && bytes[index + 1] >= 0x80
    return isPair ? 2 : 1
  }
}
