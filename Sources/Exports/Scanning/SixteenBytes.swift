/// Sixteen bytes of a document looked at and copied at once.
///
/// The loops have no branch and a fixed count, so that the compiler makes one wide instruction of each
/// step.
enum SixteenBytes {
  static let width = 16

  /// Whether the bytes hold neither `stop` nor a control character other than tab and line feed.
  @inline(__always)
  static func areVerbatim(_ bytes: Span<UInt8>, at index: Int, upTo stop: UInt8) -> Bool {
    let block = bytes.extracting(index..<index + width)
    var folded: UInt8 = 0
    for offset in 0..<width { folded |= isControl(block[offset]) | isEqual(block[offset], stop) }
    return folded == 0
  }

  /// Whether the bytes are character data without `&`, `<`, `]` and control characters.
  @inline(__always)
  static func areCharacterData(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    let block = bytes.extracting(index..<index + width)
    var folded: UInt8 = 0
    for offset in 0..<width {
      let byte = block[offset]
      folded |= isControl(byte) | isEqual(byte, 0x26) | isEqual(byte, 0x3C) | isEqual(byte, 0x5D)
    }
    return folded == 0
  }

  @inline(__always)
  static func copy(
    _ source: Span<UInt8>,
    at index: Int,
    to target: inout MutableSpan<UInt8>,
    at place: Int
  ) {
    let block = source.extracting(index..<index + width)
    var copy = target._mutatingExtracting(place..<place + width)
    // By way of a value, because the compiler cannot know that the two places are apart.
    var bytes = SIMD16<UInt8>()
    for offset in 0..<width { bytes[offset] = block[offset] }
    for offset in 0..<width { copy[offset] = bytes[offset] }
  }

  @inline(__always)
  private static func isControl(_ byte: UInt8) -> UInt8 {
    (byte < 0x20 ? 1 : 0) & (byte == 0x0A ? 0 : 1) & (byte == 0x09 ? 0 : 1)
  }

  @inline(__always)
  private static func isEqual(_ byte: UInt8, _ other: UInt8) -> UInt8 { byte == other ? 1 : 0 }
}
