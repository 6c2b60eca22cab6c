/// Takes the inside of a start tag apart into names and undecoded values.
struct XMLRawAttributes {
  struct Attribute {
    var name: ArraySlice<UInt8>
    var value: ArraySlice<UInt8>

    /// `xmlns` or `xmlns:prefix`.
    var isDeclaration: Bool {
      name.starts(with: Self.declaration)
        && (name.count == 5 || name[name.startIndex + 5] == UInt8(ascii: ":"))
    }

    private static let declaration = Array("xmlns".utf8)
  }

  /// Notices that the tag has earned so far.
  private(set) var trouble: [String] = []
  private var rest: ArraySlice<UInt8>
  private var count = 0

  init(_ inside: ArraySlice<UInt8>) { rest = inside }

  mutating func next() -> Attribute? {
    let isSpaced = skipSpace()
    guard !rest.isEmpty, count < XMLAttributes.maximum else { return nil }
    if !isSpaced { say("missing-space") }
    count += 1
    let name = takeName()
    skipSpace()
    guard rest.first == UInt8(ascii: "=") else {
      say("attribute-without-value")
      return Attribute(name: name, value: [])
    }
    rest = rest.dropFirst()
    skipSpace()
    return Attribute(name: name, value: takeValue())
  }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = rest.startIndex
    rest = rest.drop { $0.isXMLSpace || $0 == UInt8(ascii: "/") }
    return rest.startIndex > start
  }

  /// At least one byte, so that the tag comes to an end.
  private mutating func takeName() -> ArraySlice<UInt8> {
    let end =
      rest.dropFirst().firstIndex {
        $0.isXMLSpace || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "/")
      }
      ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
  }

  private mutating func takeValue() -> ArraySlice<UInt8> {
    guard let quote = rest.first, quote.isXMLQuote else {
      say("unquoted-attribute")
      let end = rest.firstIndex { $0.isXMLSpace } ?? rest.endIndex
      defer { rest = rest[end...] }
      return rest[..<end]
    }
    let inside = rest.dropFirst()
    let end = inside.firstIndex(of: quote) ?? inside.endIndex
    defer { rest = inside[end...].dropFirst() }
    return inside[..<end]
  }

  private mutating func say(_ code: String) {
    if !trouble.contains(code) { trouble.append(code) }
  }
}

extension UInt8 {
  var isXMLQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}
