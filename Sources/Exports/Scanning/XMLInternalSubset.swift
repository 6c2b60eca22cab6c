/// The part of a document type declaration between `[` and `]`: only entity declarations matter.
///
/// `<!ENTITY name "text">` gives replacement text, in which character references are resolved at
/// once; `<!ENTITY name SYSTEM "…">` is external and never fetched; parameter entities are passed over.
enum XMLInternalSubset {
  /// Watches for the `>` that ends the declaration, byte by byte.
  struct Bounds {
    private var quote: UInt8 = 0
    private var isInSubset = false
    private var isInComment = false
    private var recent: UInt32 = 0

    mutating func isEnd(_ byte: UInt8) -> Bool {
      recent = recent << 8 | UInt32(byte)
      if isInComment {
        if recent & 0xFFFFFF == 0x2D2D3E { isInComment = false }
      } else if quote != 0 {
        if byte == quote { quote = 0 }
      } else if recent == 0x3C21_2D2D {
        isInComment = true
      } else if byte.isXMLQuote {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        isInSubset = true
      } else if byte == UInt8(ascii: "]") {
        isInSubset = false
      } else {
        return byte == UInt8(ascii: ">") && !isInSubset
      }
      return false
    }
  }

  static func entities(in declaration: ArraySlice<UInt8>) -> [(name: String, value: [UInt8]?)] {
    guard let opening = declaration.firstIndex(of: UInt8(ascii: "[")) else { return [] }
    var rest = declaration[(opening + 1)...]
    var found: [(name: String, value: [UInt8]?)] = []
    while let start = rest.firstIndex(of: UInt8(ascii: "<")),
      found.count < XMLEntities.maximumDeclarations
    {
      rest = rest[start...]
      if rest.starts(with: comment) {
        rest = afterComment(rest)
      } else if rest.starts(with: keyword) {
        rest = rest.dropFirst(keyword.count)
        if let entity = takeEntity(from: &rest) { found.append(entity) }
      } else {
        rest = afterDeclaration(rest.dropFirst())
      }
    }
    return found
  }

  private static let comment = Array("<!--".utf8)
  private static let keyword = Array("<!ENTITY".utf8)

  private static func takeEntity(
    from rest: inout ArraySlice<UInt8>
  ) -> (name: String, value: [UInt8]?)? {
    rest = rest.drop(while: \.isXMLSpace)
    let name = rest.prefix { !$0.isXMLSpace && $0 != UInt8(ascii: ">") }
    rest = rest[name.endIndex...].drop(while: \.isXMLSpace)
    guard name.first != UInt8(ascii: "%"), !name.isEmpty, let quote = rest.first else { return nil }
    let key = String(decoding: name, as: UTF8.self)
    guard quote.isXMLQuote else {
      rest = afterDeclaration(rest)
      return (key, nil)
    }
    let inside = rest.dropFirst()
    let end = inside.firstIndex(of: quote) ?? inside.endIndex
    rest = inside[end...].dropFirst()
    return (key, replacementText(inside[..<end]))
  }

  private static func replacementText(_ literal: ArraySlice<UInt8>) -> [UInt8] {
    var value: [UInt8] = []
    var rest = literal
    while let byte = rest.first {
      if byte == UInt8(ascii: "&"),
        let reference = XMLReference(at: rest.prefix(XMLReference.maximumLength)),
        case .scalar(let number) = reference.target
      {
        if !XMLReference.isDropped(number) { value.append(scalar: number == 0 ? 0xFFFD : number) }
        rest = rest.dropFirst(reference.length)
      } else {
        value.append(byte)
        rest = rest.dropFirst()
      }
    }
    return value
  }

  private static func afterComment(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var recent: UInt32 = 0
    for index in bytes.indices.dropFirst(4) {
      recent = (recent << 8 | UInt32(bytes[index])) & 0xFFFFFF
      if recent == 0x2D2D3E { return bytes[(index + 1)...] }
    }
    return []
  }

  /// What follows the next `>` that is not quoted.
  private static func afterDeclaration(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var quote: UInt8 = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte.isXMLQuote {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return bytes[(index + 1)...]
      }
    }
    return []
  }
}
