import Weblog

/// Reads the elements of a WordPress export's channel.
extension XMLScanner {
  /// Reads one element that stands directly in the channel, other than an item.
  mutating func read(_ name: XMLName, into channel: WordPressChannel) throws {
    channel.isNew = true
    switch name.rssElement {
    case .title: channel.title = try textOfElement()
    case .description: channel.description = try textOfElement()
    case .link: channel.link = try textOfElement().trimmed.nonEmpty ?? channel.link
    case .baseSiteURL:
      channel.siteURL = try textOfElement().trimmed.nonEmpty
      channel.keep(name.canonical, channel.siteURL)
    case .baseBlogURL:
      channel.blogURL = try textOfElement().trimmed.nonEmpty
      channel.keep(name.canonical, channel.blogURL)
    // When the export was made is no property of the blog.
    case .pubDate: try skipElement()
    case .wpAuthor: try readAuthor(into: channel)
    case .wpCategory, .wpTag, .wpTerm: try readTerm(name, into: channel)
    default: try readRest(name, into: channel)
    }
  }

  private mutating func readRest(_ name: XMLName, into channel: WordPressChannel) throws {
    switch name.canonical {
    case "language": channel.language = try textOfElement()
    case "generator":
      channel.generator = try textOfElement().trimmed
      channel.keep("generator", channel.generator)
    default:
      var extras: [Extra] = []
      try readForeign(name, into: &extras)
      for extra in extras { channel.keep(extra.name, extra.value) }
    }
  }

  private mutating func readAuthor(into channel: WordPressChannel) throws {
    let outside = depth - 1
    var login = ""
    var author = Author()
    var number: String?
    var rest: [(name: String, value: String)] = []
    loop: while let token = try next() {
      switch token {
      case .start(let name):
        switch name.rssElement {
        case .authorLogin: login = try textOfElement().trimmed
        case .authorID: number = try textOfElement().trimmed.nonEmpty
        case .authorDisplayName:
          author.name = WordPressText.name(try textOfElement().trimmed).nonEmpty
        case .authorEmail: if try elementIsFilled() { report.withheld += 1 }
        default: rest.append((name.canonical, try textOfElement().trimmed))
        }
      case .end where depth <= outside: break loop
      default: break
      }
    }
    // Hosted platforms make people log in by their mail address.
    let isPrivate = login.isEmailAddress
    if isPrivate { report.withheld += 1 }
    if let name = author.name, name.isEmailAddress {
      report.withheld += 1
      author.name = nil
    }
    author.nativeID = isPrivate ? number : login.nonEmpty ?? number
    channel.add(author, login: login)
    guard let id = author.nativeID else { return }
    if !isPrivate, let number { channel.keep("wp:author/\(id)/wp:author_id", number) }
    for (name, value) in rest where !value.isEmailAddress {
      channel.keep("wp:author/\(id)/\(name)", value)
    }
  }

  /// A category, a tag or a term of another taxonomy, as `wp:category/NICENAME` and what belongs to it.
  private mutating func readTerm(_ element: XMLName, into channel: WordPressChannel) throws {
    let outside = depth - 1
    var term = WordPressTerm()
    var meta: [Extra] = []
    loop: while let token = try next() {
      switch token {
      case .start(let name):
        switch name.rssElement {
        case .categoryNicename, .tagSlug, .termSlug: term.slug = try textOfElement().trimmed
        case .categoryName, .tagName, .termName: term.name = try textOfElement().trimmed
        case .categoryParent, .termParent: term.parent = try textOfElement().trimmed
        case .categoryDescription, .tagDescription, .termDescription:
          term.description = try textOfElement()
        case .termTaxonomy: term.taxonomy = try textOfElement().trimmed
        case .termID: try skipElement()
        case .termMeta: try readMeta(named: "meta", into: &meta)
        default: try readForeign(name, into: &meta)
        }
      case .end where depth <= outside: break loop
      default: break
      }
    }
    for (name, value) in term.lines(under: element.canonical) { channel.keep(name, value) }
    for extra in meta {
      channel.keep(term.path(under: element.canonical) + "/" + extra.name, extra.value)
    }
  }
}
