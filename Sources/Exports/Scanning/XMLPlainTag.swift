/// A start tag of the usual shape, taken apart in one pass.
///
/// Usual means: spaces between attributes, quoted values without references or control characters, no
/// namespace declared, and the end in sight. Everything else is left to those who survive it.
struct XMLPlainTag {
  struct Attribute {
    /// Counted from the `<`, as all places here.
    var name: Range<Int>
    var value: Range<Int>
  }

  /// More attributes than any usual tag has.
  private static let maximumAttributes = 32

  /// Bytes from `<` to `>`, both included; 0 while there is no such tag.
  private(set) var length = 0
  private(set) var nameEnd = 0
  private(set) var isEmpty = false
  /// Storage that the next tag reuses.
  private(set) var attributes: [Attribute] = []

  /// Reads the tag that bytes begin with.
  ///
  /// - Returns: whether it has the usual shape.
  mutating func read(_ bytes: Span<UInt8>) -> Bool {
    length = 0
    attributes.removeAll(keepingCapacity: true)
    nameEnd = Self.endOfName(bytes, from: 1)
    var index = nameEnd
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ">"): return close(at: index, isEmpty: false)
      case UInt8(ascii: "/"):
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: ">") else { return false }
        return close(at: index + 1, isEmpty: true)
      case let byte where byte.isXMLSpace:
        index += 1
        while index < bytes.count, bytes[index].isXMLSpace { index += 1 }
        if index < bytes.count,
          bytes[index] == UInt8(ascii: ">") || bytes[index] == UInt8(ascii: "/")
        {
          continue
        }
        guard let end = readAttribute(bytes, from: index) else { return false }
        index = end
      default: return false
      }
    }
    return false
  }

  private mutating func close(at index: Int, isEmpty: Bool) -> Bool {
    length = index + 1
    self.isEmpty = isEmpty
    return true
  }

  private mutating func readAttribute(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    let nameEnd = Self.endOfName(bytes, from: start)
    guard nameEnd > start, nameEnd + 1 < bytes.count, bytes[nameEnd] == UInt8(ascii: "="),
      bytes[nameEnd + 1].isXMLQuote, attributes.count < Self.maximumAttributes,
      !Self.mayDeclareNamespace(bytes.extracting(start..<nameEnd))
    else { return nil }
    let quote = bytes[nameEnd + 1]
    let end = Self.endOfPlainValue(bytes, from: nameEnd + 2, quote: quote)
    guard end < bytes.count, bytes[end] == quote else { return nil }
    attributes.append(Attribute(name: start..<nameEnd, value: nameEnd + 2..<end))
    return end + 1
  }

  private static func endOfPlainValue(_ bytes: Span<UInt8>, from start: Int, quote: UInt8) -> Int {
    var index = start
    while bytes.count - index >= EightBytes.width {
      let eight = EightBytes(bytes, at: index)
      if eight.contains(quote) || eight.containsControl || eight.contains(UInt8(ascii: "&"))
        || eight.contains(UInt8(ascii: "<"))
      {
        break
      }
      index += EightBytes.width
    }
    while index < bytes.count, !ends(bytes[index], quote) { index += 1 }
    return index
  }

  private static func ends(_ byte: UInt8, _ quote: UInt8) -> Bool {
    byte == quote || byte < 0x20 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<")
  }

  private static func mayDeclareNamespace(_ name: Span<UInt8>) -> Bool {
    name.count >= 5 && name[0] == UInt8(ascii: "x") && name[3] == UInt8(ascii: "n")
  }

  private static func endOfName(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      guard byte.isXMLNameStart || (UInt8(ascii: "-")...UInt8(ascii: "9")).contains(byte),
        byte != UInt8(ascii: "/")
      else { return index }
      index += 1
    }
    return index
  }
}
