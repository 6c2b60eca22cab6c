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
    var author = WordPressAuthor()
    loop: while let token = try next() {
      switch token {
      case .start(let name):
        switch name.rssElement {
        case .authorLogin: author.login = try textOfElement().trimmed
        case .authorID: author.number = try textOfElement().trimmed
        case .authorDisplayName: author.name = WordPressText.name(try textOfElement().trimmed)
        case .authorEmail: if try elementIsFilled() { report.withheld += 1 }
        default:
          let value = try textOfElement().trimmed
          if author.rest.count < WordPressAuthor.mostRest {
            author.rest.append(Extra(name: name.canonical, value: value))
          }
        }
      case .end where depth <= outside: break loop
      default: break
      }
    }
    report.withheld += author.withheld
    channel.add(author.author, login: author.login)
    for extra in author.extras { channel.keep(extra.name, extra.value) }
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
    let path = term.path(under: element.canonical)
    guard path.utf8.count <= Extra.longestName else { return }
    for (name, value) in term.lines(under: element.canonical) { channel.keep(name, value) }
    for extra in meta { channel.keep(path + "/" + extra.name, extra.value) }
  }
}
