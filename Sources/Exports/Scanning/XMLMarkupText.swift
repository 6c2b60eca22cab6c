/// Writes tokens back as a fragment of HTML.
///
/// Elements have no prefix here; where SVG, MathML or another vocabulary begins or ends, an `xmlns` says so.
struct XMLMarkupText {
  /// Whether characters that would be markup are escaped in texts.
  ///
  /// They are not where the texts are HTML already.
  private let areTextsEscaped: Bool
  private var bytes: [UInt8] = []
  /// The start tag just written has no `>` yet: an empty element may follow.
  private var isStartOpen = false
  private var depth = 0
  /// Where the namespace of elements changes, and to which.
  private var vocabularies: [(depth: Int, uri: String)] = []
  /// What lies inside the first outermost element, as long as it is a `div` and stands alone.
  private var wrapped: Range<Int>?
  private var outermost = 0

  init(areTextsEscaped: Bool = true) { self.areTextsEscaped = areTextsEscaped }

  var count: Int { bytes.count }
  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The fragment without the one `div` that wraps all of it, if there is one.
  var unwrapped: String {
    guard outermost == 1, let wrapped else { return string }
    return String(decoding: bytes[wrapped], as: UTF8.self)
  }

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    closeStart()
    bytes.append(UInt8(ascii: "<"))
    bytes += name.local.utf8
    depth += 1
    writeVocabulary(of: name)
    var declared: [String] = []
    for attribute in attributes.list {
      let name = attribute.name
      write(Self.written(name), attributes.value(of: attribute))
      guard Self.isForeign(name), !declared.contains(name.prefix) else { continue }
      declared.append(name.prefix)
      write("xmlns:" + name.prefix, name.uri)
    }
    isStartOpen = true
    guard depth == 1 else { return }
    outermost += 1
    if name.local == "div" {
      closeStart()
      wrapped = bytes.count..<bytes.count
    }
  }

  mutating func end(_ name: XMLName) {
    depth -= 1
    if let last = vocabularies.last, last.depth > depth { vocabularies.removeLast() }
    let isVoid = Self.void.contains(name.local)
    if isVoid, isStartOpen {
      isStartOpen = false
      bytes += " />".utf8
      return
    }
    closeStart()
    if depth == 0, outermost == 1, let start = wrapped?.lowerBound { wrapped = start..<bytes.count }
    // Its end tag would be read as one more element.
    if !isVoid { bytes += "</\(name.local)>".utf8 }
  }

  mutating func append(text: ArraySlice<UInt8>) {
    closeStart()
    if depth == 0, text.contains(where: { !$0.isXMLSpace }) { outermost += 1 }
    if areTextsEscaped { escape(text, alsoQuotes: false) } else { bytes += text }
  }

  private mutating func closeStart() {
    if isStartOpen { bytes.append(UInt8(ascii: ">")) }
    isStartOpen = false
  }

  private mutating func writeVocabulary(of name: XMLName) {
    let uri = Self.isHTML(name.uri) ? XMLNamespaces.xhtml : name.uri
    guard uri != vocabularies.last?.uri ?? XMLNamespaces.xhtml else { return }
    vocabularies.append((depth, uri))
    write("xmlns", uri)
  }

  /// Elements that a feed left in its own namespace, or in none, were meant as HTML.
  private static func isHTML(_ uri: String) -> Bool {
    uri.isEmpty || uri == XMLNamespaces.xhtml || uri == XMLNamespaces.atom
      || uri == XMLNamespaces.atom03
  }

  private static func isForeign(_ attribute: XMLName) -> Bool {
    !attribute.uri.isEmpty && !attribute.isXML && attribute.uri != XMLNamespaces.xhtml
  }

  private static func written(_ attribute: XMLName) -> String {
    if attribute.isXML { return attribute.canonical }
    return isForeign(attribute) ? "\(attribute.prefix):\(attribute.local)" : attribute.local
  }

  private mutating func write(_ name: String, _ value: String) {
    bytes.append(UInt8(ascii: " "))
    bytes += name.utf8
    bytes += "=\"".utf8
    escape(value.utf8, alsoQuotes: true)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ text: some Collection<UInt8>, alsoQuotes: Bool) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\"") where alsoQuotes: bytes += "&quot;".utf8
      default: bytes.append(byte)
      }
    }
  }

  /// Elements that HTML knows only without an end tag.
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]
}
