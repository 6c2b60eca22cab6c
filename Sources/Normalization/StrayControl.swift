/// A control character of U+0080 to U+009F, which no text means, and what it was before it got there.
///
/// It was a byte of windows-1252 that somebody took for Latin-1 (U+0092 for a right quotation mark), or one
/// byte of a UTF-8 sequence of which each became a character (`Ã`, U+0083 …). Where windows-1252
/// leaves the position open it was nothing, and goes.
struct StrayControl {
  /// What should stand there, in UTF-8.
  private let text: [UInt8]
  /// Bytes of the text that it stands for.
  private let length: Int

  /// The text without such characters.
  static func repaired(_ text: String) -> String {
    guard isIn(text) else { return text }
    let bytes = Array(text.utf8)
    var repaired: [UInt8] = []
    repaired.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] & 0xFE == 0xC2, let control = StrayControl(in: bytes, at: index) {
        repaired += control.text
        index += control.length
      } else {
        repaired.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: repaired, as: UTF8.self)
  }

  /// Looks at every byte without a branch, which lets the compiler look at many at a time.
  private static func isIn(_ text: String) -> Bool {
    let bytes = text.utf8.span
    guard bytes.count > 1 else { return false }
    let before = bytes.extracting(0..<bytes.count - 1)
    let after = bytes.extracting(1..<bytes.count)
    var least: UInt8 = 0xFF
    for index in after.indices {
      // Zero only where the second byte of one stands.
      least = min(least, (before[index] ^ 0xC2) | ((after[index] & 0xE0) ^ 0x80))
    }
    return least == 0
  }

  /// - Returns: `nil` where no such control character, nor a sequence that holds one, begins.
  private init?(in bytes: [UInt8], at index: Int) {
    if let sequence = Self.sequence(in: bytes, at: index) {
      text = sequence.first == 0xC2 ? Self.character(sequence[1]) : sequence
      length = sequence.count * 2
    } else if bytes[index] == 0xC2, index + 1 < bytes.count, bytes[index + 1] < 0xA0 {
      text = Self.character(bytes[index + 1])
      length = 2
    } else {
      return nil
    }
  }

  private static func character(_ byte: UInt8) -> [UInt8] {
    guard (0x80..<0xA0).contains(byte) else { return [] }
    let scalar = CharacterReference.windows1252[Int(byte & 0x1F)]
    guard scalar >= 0xA0, let character = Unicode.Scalar(scalar) else { return [] }
    return Array(String(character).utf8)
  }

  /// A sequence of UTF-8 whose bytes became a character each, one of them a control.
  private static func sequence(in bytes: [UInt8], at index: Int) -> [UInt8]? {
    guard let lead = latin1(in: bytes, at: index), (0xC2...0xF4).contains(lead) else { return nil }
    var sequence = [lead]
    for step in 1..<(lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4) {
      guard let byte = latin1(in: bytes, at: index + 2 * step), byte < 0xC0 else { return nil }
      sequence.append(byte)
    }
    guard sequence.contains(where: { (0x80..<0xA0).contains($0) }),
      String(validating: sequence, as: UTF8.self) != nil
    else { return nil }
    return sequence
  }

  /// The number of a character from U+0080 to U+00FF.
  private static func latin1(in bytes: [UInt8], at index: Int) -> UInt8? {
    guard index + 1 < bytes.count, bytes[index] & 0xFE == 0xC2 else { return nil }
    return bytes[index] << 6 | bytes[index + 1] & 0x3F
  }
}
