import Weblog

/// Reads the elements of an entry or a feed's head into an `AtomEntry`.
extension XMLScanner {
  /// Reads an entry to its end; the scanner is after its `.start`.
  ///
  /// - Returns: the entry, or `nil` if the document ends before it does.
  mutating func atomEntry() throws -> AtomEntry? {
    let entry = AtomEntry()
    entry.offset = tokenOffset
    entry.language = attributes["xml:lang"]
    let outside = depth - 1
    while let token = try next() {
      switch token {
      case .start(let name): try read(name, into: entry)
      case .end where depth <= outside: return entry
      default: break
      }
    }
    return nil
  }

  /// Reads one element that stands directly in an entry or in a feed.
  ///
  /// Elements that say all in their attributes are not followed to their end tag: one that was never
  /// closed would take the rest of the entry with it.
  mutating func read(_ name: XMLName, into entry: AtomEntry) throws {
    switch name.element {
    case .id: entry.id = try textOfElement().trimmed
    case .title: entry.title = try markedText()
    case .subtitle: entry.subtitle = try markedText()
    case .summary: entry.summary = try markedText()
    case .content: try readContent(into: entry)
    case .published: entry.published = try textOfElement()
    case .updated: entry.updated = try textOfElement()
    case .generator: entry.generator = try textOfElement().trimmed
    case .link: readLink(into: entry)
    case .category: readCategory(into: entry)
    case .author, .contributor: try readAuthor(name, into: entry)
    case .control: try readControl(into: entry)
    case .draft: entry.isDraft = try isYes() || entry.isDraft
    case .inReplyTo:
      entry.inReplyTo = AtomEntry.ReplyTarget(
        reference: attributes["ref"]?.trimmed,
        href: attributes["href"]?.trimmed
      )
    case .total: entry.total = Int(try textOfElement().trimmed)
    case .totalResults: entry.totalResults = Int(try textOfElement().trimmed)
    case .startIndex, .itemsPerPage: try skipElement()
    case .thumbnail: readThumbnail(into: entry)
    default: try readForeign(name, into: entry)
    }
  }

  /// Reads one of Blogger's own elements, or one nobody has a field for.
  private mutating func readForeign(_ name: XMLName, into entry: AtomEntry) throws {
    switch name.element {
    case .bloggerType: entry.blogger.type = try textOfElement().trimmed
    case .bloggerStatus: entry.blogger.status = try textOfElement().trimmed
    case .bloggerTrashed: entry.blogger.trashed = try textOfElement().trimmed
    case .bloggerParent: entry.blogger.parent = try textOfElement().trimmed
    case .bloggerInReplyTo: entry.blogger.inReplyTo = try textOfElement().trimmed
    case .bloggerFilename: entry.blogger.filename = try textOfElement().trimmed
    case .bloggerMetaDescription: entry.blogger.metaDescription = try textOfElement().trimmed
    default: try readExtra(named: name.canonical, into: entry)
    }
  }

  /// A text construct, by its `type`: `text`, `html` or `xhtml`.
  private mutating func markedText() throws -> MarkedText {
    switch attributes["type"]?.lowercased() ?? "text" {
    case "xhtml", "application/xhtml+xml": return MarkedText(try markupOfElement(), .html)
    case "html", "text/html": return MarkedText(try textOfElement(), .html)
    default: return MarkedText(try textOfElement(), .plain)
    }
  }

  private mutating func readContent(into entry: AtomEntry) throws {
    if let source = attributes["src"]?.trimmed, !source.isEmpty {
      entry.keep("atom:content@src", source)
    }
    entry.content = try markedText()
  }

  private func readLink(into entry: AtomEntry) {
    if let link = AtomLink(attributes) { entry.links.append(link) }
  }

  private func readCategory(into entry: AtomEntry) {
    if let term = attributes["term"], !term.isEmpty {
      let scheme = attributes["scheme"] ?? ""
      entry.categories.append(AtomEntry.Category(scheme: scheme, term: term))
    }
  }

  private mutating func readControl(into entry: AtomEntry) throws {
    let outside = depth - 1
    while let token = try next() {
      switch token {
      case .start(let name) where name.element == .draft:
        entry.isDraft = try isYes() || entry.isDraft
      case .start(let name): try readExtra(named: "app:control/\(name.canonical)", into: entry)
      case .end where depth <= outside: return
      default: break
      }
    }
  }

  private mutating func isYes() throws -> Bool { try textOfElement().trimmed.lowercased() == "yes" }

  private func readThumbnail(into entry: AtomEntry) {
    if let url = attributes["url"]?.trimmed, !url.isEmpty {
      entry.media.append(Medium(url: url, role: "thumbnail"))
    }
  }
}

extension XMLScanner {
  private mutating func readAuthor(_ name: XMLName, into entry: AtomEntry) throws {
    var author = Author()
    let outside = depth - 1
    while let token = try next() {
      guard case .start(let part) = token else {
        if depth <= outside { break }
        continue
      }
      switch part.element {
      case .name: author.name = try textOfElement().trimmed.nonEmpty
      case .uri, .url: author.url = try textOfElement().trimmed.nonEmpty
      case .email: entry.withhold(try textOfElement())
      default: try readExtra(named: "\(name.canonical)/\(part.canonical)", into: entry)
      }
    }
    if let written = author.name, written.isEmailAddress {
      entry.withhold(written)
      author.name = nil
    }
    author.nativeID = author.url.flatMap(BloggerIdentity.profile)
    if author != Author() { entry.authors.append(author) }
  }

  /// Keeps an element nobody has a field for: its attributes, its text, and the elements inside it.
  mutating func readExtra(named name: String, into entry: AtomEntry) throws {
    let outside = depth - 1
    var path = [keepAttributes(named: name, into: entry)]
    while let token = try next() {
      switch token {
      case .start(let inner):
        path.append(keepAttributes(named: "\(path.last ?? name)/\(inner.canonical)", into: entry))
      case .text:
        let words = text.string.trimmed
        if words.isEmailAddress {
          entry.withhold(words)
        } else {
          entry.keep(path.last ?? name, words)
        }
      case .end:
        path.removeLast()
        if depth <= outside { return }
      default: break
      }
      // Names grow with the nesting; beyond this they say nothing to anybody.
      if path.count > Self.maximumExtraDepth {
        try skipElement()
        path.removeLast()
      }
    }
  }

  private static let maximumExtraDepth = 16

  /// - Returns: the name for the element's text, which a `name` attribute makes more exact.
  private func keepAttributes(named name: String, into entry: AtomEntry) -> String {
    // `<gd:extendedProperty name="blogger.itemClass" value="pid-1"/>` is one named value.
    if name == "gd:extendedProperty", let key = attributes["name"] {
      if let value = attributes["value"] { entry.keep("\(name)/\(key)", value) }
      return "\(name)/\(key)"
    }
    for attribute in attributes.list {
      let value = attributes.value(of: attribute)
      if value.isEmailAddress {
        entry.withhold(value)
      } else {
        entry.keep("\(name)@\(attribute.name.canonical)", value)
      }
    }
    return name
  }
}

extension AtomEntry {
  /// Counts an address that is left out.
  ///
  /// The placeholder that stands in for every author is none.
  func withhold(_ address: String) {
    let address = address.trimmed
    if !address.isEmpty, address.lowercased() != "noreply@blogger.com" { withheld += 1 }
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }

  /// One word with an `@` and a dot behind it.
  var isEmailAddress: Bool {
    guard utf8.count < 320, let at = utf8.lastIndex(of: UInt8(ascii: "@")), at > startIndex,
      !utf8.contains(where: { $0.isXMLSpace })
    else { return false }
    return utf8[at...].dropFirst(2).contains(UInt8(ascii: "."))
  }
}
