import Weblog

/// Reads an item into an `RSSItem`.
extension XMLScanner {
  /// How the reading of an item ended.
  enum RSSItemEnd {
    case whole
    /// The next item began inside it, and is in hand now.
    case interrupted
    /// The document ended first.
    case cut
  }

  /// Reads an item to its end; the scanner is after its `.start`.
  mutating func read(_ item: RSSItem, _ vocabulary: RSSVocabulary) throws -> RSSItemEnd {
    takeAttributes(of: item)
    let outside = depth - 1
    while let token = try next() {
      switch token {
      case .start(let name):
        let element = vocabulary.element(name)
        if element == .item { return .interrupted }
        let isDirect = depth == outside + 2
        guard try read(element, into: item, isDirect: isDirect) else {
          let key = vocabulary.extraName(name)
          if try readExtra(named: key, into: &item.extras, vocabulary) { return .interrupted }
          continue
        }
      case .end:
        if depth <= outside { return .whole }
        if let medium = item.openMedium, depth < medium.depth { item.openMedium = nil }
      default: break
      }
    }
    return .cut
  }

  private func takeAttributes(of item: RSSItem) {
    item.language = inheritance.language?.nonEmpty
    item.base = inheritance.base
    for attribute in attributes.list {
      let value = attributes.value(of: attribute).trimmed
      switch attribute.name.canonical {
      case "rdf:about", "about": item.about = value.nonEmpty
      // The Channel Definition Format, of which RSS took the words, says in attributes what RSS has elements for.
      case "HREF", "href": item.link = RelativeAddress.resolved(value, against: item.base).nonEmpty
      case "LASTMOD", "lastmod": item.offerUpdated(value, named: "lastmod", rank: 1)
      case "xml:base", "xml:lang": break
      case let name: item.extras.keep("item@\(name)", value)
      }
    }
  }

  /// Reads one element of an item.
  ///
  /// Directly in the item is what does not stand in another element that is passed through.
  ///
  /// - Returns: whether there is a field for it.
  private mutating func read(
    _ element: RSSElement?,
    into item: RSSItem,
    isDirect: Bool
  ) throws -> Bool {
    switch element {
    case .title: item.offerTitle(try titleText(), named: "title", rank: isDirect ? 5 : 0)
    case .link: try readLink(of: item)
    case .guid: try readGUID(of: item)
    case .pubDate: item.offerPublished(try trimmedText(), named: "pubDate", rank: 5)
    case .category: try readCategory(of: item)
    case .comments: item.extras.keep("comments", try addressText())
    case .description:
      let rank = isDirect ? 5 : 0
      try readSummary(of: item, named: "description", rank: rank)
    case .enclosure: readMedium(of: item, named: "enclosure", role: "enclosure")
    case .source: try readSource(of: item)
    case .image: try readImage(of: item)
    case .tags: try readKeywords(of: item)
    case .slashComments: try readCount(of: item)
    case .total: try readCount(of: item)
    case .commentsFeed: item.extras.keep("wfw:commentRss", try addressText())
    case .inReplyTo: readReplyTarget(of: item)
    case .originalLink: item.originalLink = try addressText().nonEmpty ?? item.originalLink
    case nil: return false
    case let element?:
      return try readText(element, of: item) || readPerson(element, of: item)
        || readModule(element, of: item)
    }
    return true
  }
}

// MARK: Texts and people

extension XMLScanner {
  private mutating func readText(_ element: RSSElement, of item: RSSItem) throws -> Bool {
    switch element {
    case .contentEncoded: try readContent(of: item, named: "content:encoded", rank: 5)
    case .encoded: try readContent(of: item, named: "encoded", rank: 4)
    case .body: try readContent(of: item, named: "xhtml:body", rank: 3, isMarkup: true)
    case .division: try readContent(of: item, named: "xhtml:div", rank: 3, isMarkup: true)
    case .fullItem: try readContent(of: item, named: "fullitem", rank: 2)
    case .atomContent: try readContent(of: item, named: "atom:content", rank: 1)
    case .excerptEncoded: try readSummary(of: item, named: "excerpt:encoded", rank: 4)
    case .summary: try readSummary(of: item, named: "summary", rank: 3)
    case .abstract: try readSummary(of: item, named: "abstract", rank: 3)
    case .atomSummary: try readSummary(of: item, named: "atom:summary", rank: 3)
    case .dcDescription: try readSummary(of: item, named: "dc:description", rank: 2)
    case .itunesSummary: item.offerSummary(try titleText(), named: "itunes:summary", rank: 1)
    case .dcTitle: item.offerTitle(try titleText(), named: "dc:title", rank: 2)
    case .atomTitle: item.offerTitle(try titleText(), named: "atom:title", rank: 3)
    default: return false
    }
    return true
  }

  private mutating func readContent(
    of item: RSSItem,
    named name: String,
    rank: Int,
    isMarkup: Bool = false
  ) throws {
    takeInheritance(for: item)
    let words = isMarkup ? try markupOfElement().trimmed : try mixedText().text
    item.offerContent(words, named: name, rank: rank)
  }

  private mutating func readSummary(of item: RSSItem, named name: String, rank: Int) throws {
    if item.content.value == nil { takeInheritance(for: item) }
    item.offerSummary(MarkedText(try mixedText().text, .html), named: name, rank: rank)
  }

  /// Language and base may be told of the content alone.
  private func takeInheritance(for item: RSSItem) {
    guard let base = inheritance.base ?? inheritance.language else { return }
    item.contentBase = inheritance.base == nil ? nil : base
    if let language = inheritance.language { item.language = language.nonEmpty }
  }

  private mutating func readPerson(_ element: RSSElement, of item: RSSItem) throws -> Bool {
    let name: String
    let rank: Int
    switch element {
    case .creator: (name, rank) = ("dc:creator", 5)
    case .author: (name, rank) = ("author", 4)
    case .atomAuthor: (name, rank) = ("atom:author", 3)
    case .dcAuthor: (name, rank) = ("dc:author", 2)
    case .itunesAuthor: (name, rank) = ("itunes:author", 1)
    default: return false
    }
    item.offerAuthor(try person(withheldIn: &item.extras), named: name, rank: rank)
    return true
  }
}

// MARK: Names and addresses

extension XMLScanner {
  private mutating func readLink(of item: RSSItem) throws {
    if attributes.isEmpty { return item.takeLink(try addressText()) }
    let href = attributes["href"]?.trimmed
    let relation = attributes["rel"]?.trimmed
    keepAttributes(named: "link", besides: ["href", "rel", "type"], into: &item.extras)
    let written = try addressText()
    if !written.isEmpty { return item.takeLink(written) }
    guard let href else { return }
    let address = RelativeAddress.resolved(href, against: inheritance.base)
    if let relation, relation != "alternate" {
      item.extras.keep("atom:link/\(relation)", address)
    } else {
      item.takeLink(address)
    }
  }

  private mutating func readGUID(of item: RSSItem) throws {
    let isPermalink = attributes["isPermaLink"] ?? attributes["ispermalink"] ?? "true"
    let guid = try trimmedText()
    guard !guid.isEmpty else { return }
    if let old = item.guid { item.extras.keep("guid", old) }
    item.guid = guid
    item.isPermalink = isPermalink.trimmed.lowercased() != "false"
  }

  private mutating func readSource(of item: RSSItem) throws {
    let base = inheritance.base
    let written = attributes["url"]?.trimmed
    keepAttributes(named: "source", besides: ["url"], into: &item.extras)
    item.extras.keep("source", try trimmedText())
    guard let written, !written.isEmpty else { return }
    let address = RelativeAddress.resolved(written, against: base)
    item.sourceURL = address
    item.extras.keep("source@url", address)
  }

  private func readReplyTarget(of item: RSSItem) {
    item.inReplyTo = AtomEntry.ReplyTarget(
      reference: attributes["ref"]?.trimmed,
      href: attributes["href"]?.trimmed
    )
  }

  private mutating func readCategory(of item: RSSItem) throws {
    let domain = attributes["domain"]?.trimmed ?? ""
    let term = try trimmedText()
    // What kind of thing an item is, Blogger says in a category of its own.
    guard !domain.hasSuffix("/g/2005#kind") else { return }
    item.takeTag(term)
    if !domain.isEmpty, domain != "http://www.blogger.com/atom/ns#" {
      item.extras.keep("category/\(domain)", term)
    }
  }

  private mutating func readKeywords(of item: RSSItem) throws {
    for tag in try trimmedText().split(separator: ",") { item.takeTag(tag.trimmed) }
  }

  private mutating func readCount(of item: RSSItem) throws {
    let written = try trimmedText()
    guard let count = Int(written), count >= 0 else { return }
    item.commentsDeclared = max(count, item.commentsDeclared ?? 0)
  }
}

// MARK: Modules

extension XMLScanner {
  private mutating func readModule(_ element: RSSElement, of item: RSSItem) throws -> Bool {
    switch element {
    case .issued: item.offerPublished(try trimmedText(), named: "dcterms:issued", rank: 4)
    case .atomPublished: item.offerPublished(try trimmedText(), named: "atom:published", rank: 3)
    case .created: item.offerPublished(try trimmedText(), named: "dcterms:created", rank: 2)
    case .dcDate: item.offerPublished(try trimmedText(), named: "dc:date", rank: 1)
    case .atomUpdated: item.offerUpdated(try trimmedText(), named: "atom:updated", rank: 3)
    case .modified: item.offerUpdated(try trimmedText(), named: "dcterms:modified", rank: 2)
    case .dcLanguage: item.language = try trimmedText().nonEmpty ?? item.language
    case .dcSubject: item.takeTag(try trimmedText())
    case .itunesKeywords: try readKeywords(of: item)
    case .atomCategory: readAtomCategory(of: item)
    case .atomLink: readAtomLink(of: item)
    case .itunesImage: readMedium(of: item, named: "itunes:image", role: "featured")
    case .mediaGroup: break
    case .mediaContent: readMedium(of: item, named: "media:content", role: "attachment")
    case .mediaThumbnail: readMedium(of: item, named: "media:thumbnail", role: "thumbnail")
    case .mediaTitle: try readMediaTitle(of: item)
    default: return false
    }
    return true
  }

  private func readAtomCategory(of item: RSSItem) {
    let term = attributes["term"]?.trimmed ?? ""
    item.takeTag(term)
    if let scheme = attributes["scheme"]?.trimmed, !scheme.isEmpty {
      item.extras.keep("category/\(scheme)", term)
    }
  }

  private func readAtomLink(of item: RSSItem) {
    guard let href = attributes["href"]?.trimmed, !href.isEmpty else { return }
    let address = RelativeAddress.resolved(href, against: inheritance.base)
    switch attributes["rel"]?.trimmed ?? "alternate" {
    case "alternate" where item.alternate == nil: item.alternate = address
    case "enclosure": readMedium(of: item, named: "atom:link", role: "enclosure")
    case let relation: item.extras.keep("atom:link/\(relation)", address)
    }
  }
}

// MARK: Media

extension XMLScanner {
  /// Reads an element that says all in its attributes.
  ///
  /// It is not followed to its end tag: one that was never closed would take the rest of the item with it.
  private func readMedium(of item: RSSItem, named name: String, role: String) {
    var medium = Medium(url: "", role: role)
    for attribute in attributes.list {
      let value = attributes.value(of: attribute).trimmed
      switch attribute.name.canonical {
      case "url", "href": medium.url = RelativeAddress.resolved(value, against: inheritance.base)
      case "type": medium.type = value.nonEmpty
      case "length", "fileSize": medium.bytes = Int(value).flatMap { $0 > 0 ? $0 : nil }
      case "title": medium.title = value.nonEmpty
      case "rel": break
      case let key: item.extras.keep("\(name)@\(key)", value)
      }
    }
    guard !medium.url.isEmpty, item.media.count < Self.maximumMedia else { return }
    if role != "thumbnail" { item.openMedium = (item.media.count, depth) }
    item.media.append(medium)
  }

  /// Media kept of one item.
  private static let maximumMedia = 10_000

  private mutating func readMediaTitle(of item: RSSItem) throws {
    let title = try trimmedText()
    if let medium = item.openMedium, item.media[medium.index].title == nil {
      item.media[medium.index].title = title.nonEmpty
    } else {
      item.extras.keep("media:title", title)
    }
  }

  /// An image of the item's own: an address as text or in `url`, with a title and a link beside it.
  private mutating func readImage(of item: RSSItem) throws {
    let outside = depth - 1
    var medium = Medium(
      url: attributes["rdf:resource"] ?? attributes["href"] ?? "",
      role: "featured"
    )
    let base = inheritance.base
    reading: while let token = try next() {
      switch token {
      case .text: if medium.url.isEmpty { medium.url = text.string.trimmed }
      case .start(let part):
        switch part.local {
        case "url": medium.url = try trimmedText()
        case "title": medium.title = try trimmedText().nonEmpty
        default: item.extras.keep("image/\(part.local)", try trimmedText())
        }
      case .end where depth <= outside: break reading
      default: break
      }
    }
    guard !medium.url.isEmpty, item.media.count < Self.maximumMedia else { return }
    medium.url = RelativeAddress.resolved(medium.url, against: base)
    item.media.append(medium)
  }
}
