/// The elements of RSS, its modules and WordPress's extension that have a meaning here.
///
/// The raw values are canonical names in lower case. RSS 0.90 and 1.0 have namespaces of their own; their elements
/// are those of RSS 2.0.
enum RSSElement: String {
  // The document.
  case rss = "rss"
  case rdf = "rdf:rdf"
  case channel = "channel"
  case item = "item"
  case items = "items"
  case rdfSequence = "rdf:seq"
  case rdfEntry = "rdf:li"

  // RSS itself.
  case title = "title"
  case link = "link"
  case description = "description"
  case guid = "guid"
  case pubDate = "pubdate"
  case author = "author"
  case category = "category"
  case comments = "comments"
  case enclosure = "enclosure"
  case source = "source"
  case image = "image"
  case textInput = "textinput"
  case language = "language"
  case managingEditor = "managingeditor"
  case webMaster = "webmaster"
  case generator = "generator"
  case copyright = "copyright"
  case rating = "rating"

  // What people write beside it.
  case encoded = "encoded"
  case fullItem = "fullitem"
  case summary = "summary"
  case abstract = "abstract"
  case tags = "tags"

  // Modules.
  case contentEncoded = "content:encoded"
  case excerptEncoded = "excerpt:encoded"
  case body = "xhtml:body"
  case division = "xhtml:div"
  case creator = "dc:creator"
  case dcAuthor = "dc:author"
  case dcTitle = "dc:title"
  case dcDescription = "dc:description"
  case dcSubject = "dc:subject"
  case dcDate = "dc:date"
  case dcLanguage = "dc:language"
  case issued = "dcterms:issued"
  case created = "dcterms:created"
  case modified = "dcterms:modified"
  case atomID = "atom:id"
  case atomTitle = "atom:title"
  case atomLink = "atom:link"
  case atomAuthor = "atom:author"
  case atomCategory = "atom:category"
  case atomContent = "atom:content"
  case atomSummary = "atom:summary"
  case atomPublished = "atom:published"
  case atomUpdated = "atom:updated"
  case slashComments = "slash:comments"
  case commentsFeed = "wfw:commentrss"
  case inReplyTo = "thr:in-reply-to"
  case total = "thr:total"
  case originalLink = "feedburner:origlink"
  case itunesAuthor = "itunes:author"
  case itunesKeywords = "itunes:keywords"
  case itunesSummary = "itunes:summary"
  case itunesImage = "itunes:image"
  case mediaGroup = "media:group"
  case mediaContent = "media:content"
  case mediaThumbnail = "media:thumbnail"
  case mediaTitle = "media:title"
  case totalResults = "opensearch:totalresults"
  case startIndex = "opensearch:startindex"
  case itemsPerPage = "opensearch:itemsperpage"

  init?(canonical: String) {
    let name = canonical.lowercased()
    self.init(rawValue: String(Self.withoutVersion(name)))
  }

  /// A canonical name without the prefix that only tells the version of RSS.
  static func withoutVersion(_ canonical: String) -> Substring {
    for prefix in versionPrefixes where canonical.hasPrefix(prefix) {
      return canonical.dropFirst(prefix.count)
    }
    return canonical[...]
  }

  private static let versionPrefixes = ["rss10:", "rss090:", "rss11:", "rss20:"]
}
