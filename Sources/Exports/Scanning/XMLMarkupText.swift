/// Writes tokens back as a fragment of HTML.
struct XMLMarkupText {
  private var bytes: [UInt8] = []
  /// The start tag just written has no `>` yet: an empty element may follow.
  private var isStartOpen = false

  var count: Int { bytes.count }
  var string: String { String(decoding: bytes, as: UTF8.self) }

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
  }

  mutating func end(_ name: XMLName) {
    if isStartOpen, Self.void.contains(name.local) {
      isStartOpen = false
      bytes += " />".utf8
      return
    }
    closeStart()
    bytes += "</\(name.local)>".utf8
  }

  mutating func append(text: ArraySlice<UInt8>) {
    closeStart()
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
