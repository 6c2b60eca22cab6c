/// Eight bytes of a document looked at at once, to skip what needs no decision.
struct EightBytes {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  static let width = 8

  let word: UInt64

  /// - Precondition: Eight bytes follow the index.
  @inline(__always)
  init(_ bytes: Span<UInt8>, at index: Int) {
    let block = bytes.extracting(index..<index + Self.width)
    var word: UInt64 = 0
    // A fixed count of shifts, which the compiler turns into one load.
    for offset in 0..<Self.width { word |= UInt64(block[offset]) << UInt64(offset * 8) }
    self.word = word
  }

  /// Subtracting one carries into the top bit of a zero byte only.
  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    let zeros = word ^ (Self.ones &* UInt64(byte))
    return (zeros &- Self.ones) & ~zeros & Self.highs != 0
  }

  @inline(__always)
  var containsControl: Bool { (word &- Self.ones &* 0x20) & ~word & Self.highs != 0 }
}
