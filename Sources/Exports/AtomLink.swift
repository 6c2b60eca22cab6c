/// A link of an Atom feed or entry, as written.
struct AtomLink: Hashable {
  var relation: String
  var href: String
  var type: String?
  var title: String?
  var length: String?

  /// - Returns: `nil` for a link that leads nowhere, which Takeout writes for every entry.
  init?(_ attributes: XMLAttributes) {
    guard let href = attributes["href"]?.trimmed, !href.isEmpty else { return nil }
    self.href = href
    relation = attributes["rel"] ?? "alternate"
    type = attributes["type"]
    title = attributes["title"]
    length = attributes["length"]
  }

  var isPage: Bool { relation == "alternate" && type.map { $0.hasPrefix("text/html") } ?? true }

  var isAbsolute: Bool {
    let start = href.prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
  /// Without the white space around it.
  var trimmed: String {
    let front = utf8.drop(while: \.isXMLSpace)
    let back = front.reversed().prefix(while: \.isXMLSpace).count
    return String(decoding: front.dropLast(back), as: UTF8.self)
  }
}
