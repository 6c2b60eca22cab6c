/// A text reduced to what survives every export: its letters and digits, case folded, as bytes.
///
/// Quotes, dashes, white space, bullets and markup leave no trace. Compatibility folding goes as far
/// as is cheap: Latin letters up to U+017F lose their marks, so that composed and decomposed spellings
/// meet; fullwidth forms become ASCII; ligature letters are spelled out. Greek and Cyrillic capitals
/// are lowered by arithmetic, everything else by the scalar's lowercase mapping. An ideograph or a
/// kana counts as a word of its own, for there are no spaces to go by.
package struct FoldedText: Hashable, Sendable {
  package private(set) var letters: [UInt8] = []
  /// Where each word ends in `letters`, ascending.
  package private(set) var wordEnds: [Int] = []

  package init(_ text: String) {
    let bytes = text.utf8Span.span
    letters.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        fold(ascii: byte)
        index += 1
      } else {
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        var value = UInt32(byte) & (0x7F >> UInt32(length))
        for offset in 1..<length where index + offset < bytes.count {
          value = value << 6 | UInt32(bytes[index + offset] & 0x3F)
        }
        fold(scalar: value)
        index += length
      }
    }
    endWord()
  }

  package var isEmpty: Bool { letters.isEmpty }

  package var wordCount: Int { wordEnds.count }

  private mutating func endWord() {
    if letters.count > wordEnds.last ?? 0 { wordEnds.append(letters.count) }
  }

  @inline(__always)
  private mutating func fold(ascii byte: UInt8) {
    let lowered = byte | 0x20
    if lowered &- 0x61 < 26 {
      letters.append(lowered)
    } else if byte &- 0x30 < 10 {
      letters.append(byte)
    } else if byte != 0x27 {
      endWord()
    }
  }

  private mutating func fold(scalar value: UInt32) {
    switch value {
    case 0xA0...0x17F:
      append(LatinLetters.spelling(of: value))
    case 0xAD, 0x300...0x36F, 0x2018, 0x2019, 0x200B...0x200D, 0xFE00...0xFE0F, 0xFEFF:
      break
    case 0x391...0x3A9, 0x410...0x42F:
      append(value + 0x20)
    case 0x400...0x40F:
      append(value + 0x50)
    case 0x3B1...0x3C9, 0x430...0x45F, 0xAC00...0xD7A3:
      append(value)
    case 0x3041...0x30FE, 0x3400...0x9FFF, 0x2_0000...0x3_FFFF:
      endWord()
      append(value)
      endWord()
    case 0xFF01...0xFF5E:
      fold(ascii: UInt8(truncatingIfNeeded: value - 0xFEE0))
    case 0x2000...0x206F, 0x2190...0x27BF, 0x3000...0x303F, 0x1_F000...0x1_FAFF:
      endWord()
    default:
      foldByProperties(value)
    }
  }

  private mutating func foldByProperties(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value) else { return endWord() }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark:
      append(value)
    default:
      guard properties.isAlphabetic || properties.numericType != nil else { return endWord() }
      letters.append(contentsOf: properties.lowercaseMapping.utf8)
    }
  }

  private mutating func append(_ spelling: String) {
    if spelling.isEmpty { endWord() } else { letters.append(contentsOf: spelling.utf8) }
  }

  private mutating func append(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value) else { return }
    letters.append(contentsOf: UTF8.encode(scalar) ?? .init())
  }
}
