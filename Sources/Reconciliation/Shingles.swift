/// The runs of five words of a text, as sorted hashes: how much of one text stands in another.
package struct Shingles: Hashable, Sendable {
  package static let width = 5

  package let hashes: [UInt64]
  package let wordCount: Int

  package init(of text: FoldedText) {
    wordCount = text.wordCount
    let words = Self.wordHashes(of: text)
    let width = min(Self.width, words.count)
    guard width > 0 else {
      hashes = []
      return
    }
    let all = (0...(words.count - width)).map { start in
      words[start..<start + width].reduce(UInt64(width)) { Self.mixed($0 ^ $1) }
    }
    hashes = Set(all).sorted()
  }

  package var isEmpty: Bool { hashes.isEmpty }

  /// The share of these runs that the other text has too, from 0 to 1; 1 for an empty text.
  package func containment(in other: Self) -> Double {
    hashes.isEmpty ? 1 : Double(sharedCount(with: other)) / Double(hashes.count)
  }

  /// The larger of the two containments.
  package func mutualContainment(with other: Self) -> Double {
    let smaller = min(hashes.count, other.hashes.count)
    return smaller == 0 ? 1 : Double(sharedCount(with: other)) / Double(smaller)
  }

  private func sharedCount(with other: Self) -> Int {
    var left = 0
    var right = 0
    var shared = 0
    while left < hashes.count, right < other.hashes.count {
      if hashes[left] == other.hashes[right] { shared += 1 }
      let isBehind = hashes[left] <= other.hashes[right]
      let isAhead = hashes[left] >= other.hashes[right]
      left += isBehind ? 1 : 0
      right += isAhead ? 1 : 0
    }
    return shared
  }

  private static func wordHashes(of text: FoldedText) -> [UInt64] {
    var start = 0
    return text.wordEnds.map { end in
      defer { start = end }
      return text.letters[start..<end].reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
        (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
  }

  /// Spreads every bit over the whole word, so that equal words at other places differ.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
