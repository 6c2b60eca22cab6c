/// A link of an Atom feed or entry, as written.
struct AtomLink: Hashable {
  var relation: String
  var href: String
  var type: String?
  var title: String?
  var length: String?

  /// - Returns: `nil` for a link that leads nowhere, which Takeout writes for every entry, and for one
  ///   of the interface that Blogger serves its feeds by: it is built of the numbers in the id.
  init?(_ attributes: XMLAttributes) {
    let relation = attributes["rel"] ?? "alternate"
    guard !Self.isOfInterface(relation), let href = attributes["href"]?.trimmed, !href.isEmpty
    else { return nil }
    self.relation = relation
    self.href = href
    type = attributes["type"]
    title = attributes["title"]
    length = attributes["length"]
  }

  var isPage: Bool { relation == "alternate" && type.map { $0.hasPrefix("text/html") } ?? true }

  var isAbsolute: Bool {
    let start = href.utf8.prefix(8).map { $0 | 0x20 }
    return start.starts(with: "http://".utf8) || start.starts(with: "https://".utf8)
  }

  private static func isOfInterface(_ relation: String) -> Bool {
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
