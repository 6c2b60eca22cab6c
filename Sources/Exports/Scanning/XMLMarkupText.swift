/// Writes tokens back as a fragment of HTML.
struct XMLMarkupText {
  private var bytes: [UInt8] = []
  /// The start tag just written has no `>` yet: an empty element may follow.
  private var isStartOpen = false
  private var depth = 0
  /// What lies inside the first outermost element, as long as it is a `div` and stands alone.
  private var wrapped: Range<Int>?
  private var outermost = 0

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
    for attribute in attributes.list {
      bytes.append(UInt8(ascii: " "))
      let name = attribute.name
      bytes += (name.uri == XMLNamespaces.xml ? name.canonical : name.local).utf8
      bytes += "=\"".utf8
      escape(attributes.value(of: attribute).utf8, alsoQuotes: true)
      bytes.append(UInt8(ascii: "\""))
    }
    isStartOpen = true
    depth += 1
    guard depth == 1 else { return }
    outermost += 1
    if name.local == "div" {
      closeStart()
      wrapped = bytes.count..<bytes.count
    }
  }

  mutating func end(_ name: XMLName) {
    depth -= 1
    if isStartOpen, Self.void.contains(name.local) {
      isStartOpen = false
      bytes += " />".utf8
      return
    }
    closeStart()
    if depth == 0, outermost == 1, let start = wrapped?.lowerBound { wrapped = start..<bytes.count }
    bytes += "</\(name.local)>".utf8
  }

  mutating func append(text: ArraySlice<UInt8>) {
    closeStart()
    if depth == 0, text.contains(where: { !$0.isXMLSpace }) { outermost += 1 }
    escape(text, alsoQuotes: false)
  }

  private mutating func closeStart() {
    if isStartOpen { bytes.append(UInt8(ascii: ">")) }
    isStartOpen = false
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
