import Weblog

/// Reads the elements of an entry or a feed's head into an `AtomEntry`.
extension XMLScanner {
  /// Reads an entry to its end; the scanner is after its `.start`.
  ///
  /// - Returns: the entry, or `nil` if the document ends before it does.
  mutating func atomEntry() throws -> AtomEntry? {
    let entry = AtomEntry()
    entry.offset = tokenOffset
    entry.language = inheritance.language?.nonEmpty
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
    case .title: entry.title = try atomText(named: name, of: entry)
    case .subtitle: entry.subtitle = try atomText(named: name, of: entry)
    case .summary: entry.summary = try atomText(named: name, of: entry)
    case .content: try readContent(into: entry)
    case .link: readLink(into: entry)
    case .category: try readCategory(into: entry)
    case .author: if let author = try atomPerson(name, of: entry) { entry.authors.append(author) }
    case .contributor:
      if let person = try atomPerson(name, of: entry) { entry.contributors.append(person) }
    case .creator:
      let author = entry.person(named: try textOfElement())
      if author != Author() { entry.creators.append(author) }
    case .control: try readControl(into: entry)
    case .draft: entry.isDraft = try isYes() || entry.isDraft
    case .source: try readSource(into: entry)
    case .published, .issued, .created, .updated: try readDate(name, into: entry)
    default: try readDetail(name, into: entry)
    }
  }

  private mutating func readDate(_ name: XMLName, into entry: AtomEntry) throws {
    let date = try textOfElement()
    switch name.element {
    case .published: entry.published = date
    case .issued: entry.issued = date
    case .created: entry.created = date
    default: entry.updated = date
    }
  }

  /// Reads what few entries have, or only a feed's head.
  private mutating func readDetail(_ name: XMLName, into entry: AtomEntry) throws {
    switch name.element {
    case .generator: try readGenerator(into: entry)
    case .rights, .info:
      let text = try atomText(named: name, of: entry).text.trimmed
      entry.keep(name.element == .info ? "atom:info" : "atom:rights", text)
    case .icon, .logo:
      let base = inheritance.base
      let address = try textOfElement().trimmed
      guard !address.isEmpty else { return }
      entry.keep(name.canonical, RelativeAddress.resolved(address, against: base))
    case .inReplyTo:
      entry.inReplyTo = AtomEntry.ReplyTarget(
        reference: attributes["ref"]?.trimmed.nonEmpty,
        href: attributes["href"]?.trimmed.nonEmpty.map {
          RelativeAddress.resolved($0, against: inheritance.base)
        },
        source: attributes["source"]?.trimmed.nonEmpty,
        type: attributes["type"]?.trimmed.nonEmpty
      )
    case .total: entry.total = Int(try textOfElement().trimmed)
    case .comments: entry.total = try entry.total ?? Int(textOfElement().trimmed)
    case .totalResults: entry.totalResults = Int(try textOfElement().trimmed)
    case .startIndex, .itemsPerPage: try skipElement()
    // What stands inside is read as if it stood in the entry.
    case .mediaGroup: break
    case .mediaContent:
      readMedium(role: "enclosure", into: entry)
      for attribute in attributes.list
      where !["url", "type", "fileSize"].contains(attribute.name.canonical) {
        entry.keep("media:content@\(attribute.name.canonical)", attributes.value(of: attribute))
      }
    case .thumbnail: readMedium(role: "thumbnail", into: entry)
    case .subject:
      let term = try textOfElement().trimmed
      if !term.isEmpty { entry.add(AtomEntry.Category(scheme: "", term: term)) }
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

  /// Reads the head of the feed that an entry was taken over from; a source has none of its own.
  private mutating func readSource(into entry: AtomEntry) throws {
    let source = AtomEntry()
    source.language = entry.language
    let outside = depth - 1
    while let token = try next() {
      if case .end = token, depth <= outside { break }
      guard case .start(let name) = token else { continue }
      if name.element == .source || name.element == .entry {
        try skipElement()
      } else {
        try read(name, into: source)
      }
    }
    entry.withheld += source.withheld
    entry.source = source
  }

  private mutating func readGenerator(into entry: AtomEntry) throws {
    let uri = (attributes["uri"] ?? attributes["url"])?.trimmed.nonEmpty
    let version = attributes["version"]?.trimmed.nonEmpty
    let resolved = uri.map { RelativeAddress.resolved($0, against: inheritance.base) }
    let name = try textOfElement().trimmed
    entry.generator = AtomEntry.Generator(name: name, uri: resolved, version: version)
  }

  private func readLink(into entry: AtomEntry) {
    if let link = AtomLink(attributes, base: inheritance.base) { entry.add(link) }
  }

  /// A category that has no attributes is written as text, as RSS has it.
  private mutating func readCategory(into entry: AtomEntry) throws {
    let scheme = attributes["scheme"]?.trimmed ?? ""
    let label = attributes["label"]?.trimmed.nonEmpty
    let isText = attributes.isEmpty
    let written = isText ? try textOfElement().trimmed : attributes["term"] ?? ""
    guard let term = written.nonEmpty ?? label else { return }
    entry.add(AtomEntry.Category(scheme: scheme, term: term, label: label))
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

  private func readMedium(role: String, into entry: AtomEntry) {
    guard let url = attributes["url"]?.trimmed, !url.isEmpty else { return }
    var medium = Medium(url: RelativeAddress.resolved(url, against: inheritance.base), role: role)
    medium.type = attributes["type"]?.trimmed.nonEmpty
    medium.bytes = attributes["fileSize"].flatMap { Int($0.trimmed) }.flatMap { $0 > 0 ? $0 : nil }
    entry.media.append(medium)
  }
}
