import Weblog

/// Reads what stands in a channel besides its items.
extension XMLScanner {
  /// Reads one element of a channel.
  ///
  /// - Returns: whether an item began inside the element, which was never closed.
  mutating func read(
    _ name: XMLName,
    into channel: RSSChannel,
    _ vocabulary: RSSVocabulary
  ) throws -> Bool {
    switch vocabulary.element(name) {
    case .title: return try readTitle("title", rank: 3, channel)
    case .atomTitle: return try readTitle("atom:title", rank: 2, channel)
    case .dcTitle: return try readTitle("dc:title", rank: 1, channel)
    case .description: return try readSubtitle("description", rank: 3, channel)
    case .abstract: return try readSubtitle("abstract", rank: 2, channel)
    case .dcDescription: return try readSubtitle("dc:description", rank: 2, channel)
    case .itunesSummary: return try readSubtitle("itunes:summary", rank: 1, channel)
    case .language: try readLanguage("language", rank: 2, channel)
    case .dcLanguage: try readLanguage("dc:language", rank: 1, channel)
    case .link: try readLink(of: channel)
    case .atomLink: readAtomLink(of: channel)
    case .category: try readCategory(of: channel)
    case .atomID: try readID(of: channel)
    case .totalResults: channel.totalResults = Int(try trimmedText())
    case .startIndex, .itemsPerPage: try skipElement()
    case .managingEditor: try readAuthor("managingEditor", rank: 4, channel)
    case .creator: try readAuthor("dc:creator", rank: 3, channel)
    case .author: try readAuthor("author", rank: 3, channel)
    case .atomAuthor: try readAuthor("atom:author", rank: 3, channel)
    case .dcAuthor: try readAuthor("dc:author", rank: 2, channel)
    case .itunesAuthor: try readAuthor("itunes:author", rank: 1, channel)
    case .image, .textInput:
      let key = vocabulary.extraName(name)
      return try readParts(named: key, into: &channel.extras, vocabulary)
    case .generator, .copyright, .rating, .webMaster: return try readWords(name.local, channel)
    default:
      let key = vocabulary.extraName(name)
      return try readExtra(named: key, into: &channel.extras, vocabulary)
    }
    return false
  }

  private func keep(_ loser: Ranked<MarkedText>.Loser?, _ channel: RSSChannel) {
    if let loser { channel.extras.keep(loser.name, loser.value.text) }
  }

  private mutating func readTitle(
    _ name: String,
    rank: Int,
    _ channel: RSSChannel
  ) throws -> Bool {
    let mixed = try mixedText()
    if !mixed.text.isEmpty {
      keep(channel.title.offer(TitleMarkup.marked(mixed), named: name, rank: rank), channel)
    }
    return mixed.isInterrupted
  }

  private mutating func readSubtitle(
    _ name: String,
    rank: Int,
    _ channel: RSSChannel
  ) throws -> Bool {
    let mixed = try mixedText()
    guard !mixed.text.isEmpty else { return mixed.isInterrupted }
    let isHTML = mixed.isNaked || mixed.text.utf8.contains { "<&".utf8.contains($0) }
    let subtitle = MarkedText(mixed.text, isHTML ? .html : .plain)
    keep(channel.subtitle.offer(subtitle, named: name, rank: rank), channel)
    return mixed.isInterrupted
  }

  private mutating func readLanguage(_ name: String, rank: Int, _ channel: RSSChannel) throws {
    let language = try trimmedText()
    guard !language.isEmpty,
      let loser = channel.language.offer(language, named: name, rank: rank),
      loser.value != channel.language.value
    else { return }
    channel.extras.keep(loser.name, loser.value)
  }

  private mutating func readAuthor(_ name: String, rank: Int, _ channel: RSSChannel) throws {
    let author = try person(withheldIn: &channel.extras)
    channel.authors.offer(author, named: name, rank: rank, losersTo: &channel.extras)
  }

  private mutating func readLink(of channel: RSSChannel) throws {
    let base = inheritance.base
    let href = attributes["href"]?.trimmed
    if !attributes.isEmpty {
      keepAttributes(named: "link", besides: ["href", "rel", "type"], into: &channel.extras)
    }
    let written = try trimmedText().nonEmpty ?? href ?? ""
    let address = RelativeAddress.resolved(written, against: base)
    guard !address.isEmpty, address != channel.link else { return }
    if let old = channel.link { channel.extras.keep("link", old) }
    channel.link = address
  }

  private func readAtomLink(of channel: RSSChannel) {
    guard let href = attributes["href"]?.trimmed, !href.isEmpty else { return }
    let address = RelativeAddress.resolved(href, against: inheritance.base)
    let relation = attributes["rel"]?.trimmed ?? "alternate"
    if relation == "alternate", channel.alternate == nil {
      channel.alternate = address
      if channel.link == nil { return }
    }
    if relation == "self" { channel.address = address }
    if address != channel.link { channel.extras.keep("atom:link/\(relation)", address) }
  }

  private mutating func readWords(_ name: String, _ channel: RSSChannel) throws -> Bool {
    keepAttributes(named: name, into: &channel.extras)
    let mixed = try mixedText()
    channel.extras.keep(name, mixed.text)
    return mixed.isInterrupted
  }

  private mutating func readCategory(of channel: RSSChannel) throws {
    let domain = attributes["domain"]?.trimmed ?? ""
    channel.extras.keep(domain.isEmpty ? "category" : "category/\(domain)", try trimmedText())
  }

  private mutating func readID(of channel: RSSChannel) throws {
    let id = try trimmedText()
    if let blog = BloggerIdentity.blog(id) {
      channel.nativeID = blog
    } else {
      channel.extras.keep("atom:id", id)
    }
  }
}
