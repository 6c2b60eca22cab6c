/// A link of an Atom feed or entry.
struct AtomLink: Hashable {
  /// In lower case, without the prefix that registered relations may be written with.
  var relation: String
  /// Absolute wherever the document says against what.
  var href: String
  var type: String?
  var title: String?
  var language: String?
  var length: String?
  /// `thr:count`: the comments at the other end.
  var count: Int?

  /// Fails for a link that leads nowhere, which Takeout writes for every entry.
  ///
  /// - Parameters:
  ///   - attributes: those of the link element.
  ///   - base: the address that relative ones are resolved against.
  init?(_ attributes: XMLAttributes, base: String?) {
    relation = Self.relation(attributes["rel"]?.trimmed ?? "")
    // An empty address is that of the base itself, which only a feed means by it.
    guard let href = attributes["href"]?.trimmed,
      !href.isEmpty || (base != nil && relation == "self")
    else { return nil }
    self.href = RelativeAddress.resolved(href, against: base)
    type = attributes["type"]?.trimmed.nonEmpty
    title = attributes["title"]?.trimmed.nonEmpty
    language = attributes["hreflang"]?.trimmed.nonEmpty
    length = attributes["length"]?.trimmed.nonEmpty
    count = attributes["thr:count"].flatMap { Int($0.trimmed) }
  }

  private static func relation(_ written: String) -> String {
    guard !written.isEmpty else { return "alternate" }
    guard written.hasPrefix(registry) else { return written }
    return String(written.dropFirst(registry.count))
  }

  private static let registry = "http://www.iana.org/assignments/relation/"

  var isPage: Bool {
    guard relation == "alternate" else { return false }
    guard let type else { return true }
    return type.hasPrefix("text/html") || type.hasPrefix("application/xhtml+xml")
  }

  var isAbsolute: Bool {
    let start = href.utf8.prefix(8).map { $0 | 0x20 }
    return start.starts(with: "http://".utf8) || start.starts(with: "https://".utf8)
  }

  /// Whether it is one of the interface that Blogger serves its feeds by: such a link is built of the numbers in
  /// the id.
  var isOfInterface: Bool {
    relation == "self" || relation == "edit" || relation == "replies"
  }
}

extension String {
  /// Without the white space around it.
  var trimmed: String {
    guard let first = utf8.first, let last = utf8.last, first.isXMLSpace || last.isXMLSpace else {
      return self
    }
    return self[...].trimmed
  }
}

extension Substring {
  /// Without the white space around it.
  var trimmed: String {
    let front = utf8.drop(while: \.isXMLSpace)
    let back = front.reversed().prefix(while: \.isXMLSpace).count
    // A part of a text needs no look at its bytes, which decoding them would take.
    return String(Substring(front.dropLast(back)))
  }
}
