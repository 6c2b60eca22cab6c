/// The elements of RSS, its modules and WordPress's extension that have a meaning here.
///
/// The raw values are canonical names in lower case. RSS 0.90 and 1.0 have namespaces of their own; their elements
/// are those of RSS 2.0.
enum RSSElement: String {
  case rss = "rss"
  case rdf = "rdf:rdf"
  case channel = "channel"
  case item = "item"
  case title = "title"
  case link = "link"
  case description = "description"
  case guid = "guid"
  case pubDate = "pubdate"
  case author = "author"
  case category = "category"
  case contentEncoded = "content:encoded"
  case excerptEncoded = "excerpt:encoded"
  case creator = "dc:creator"

  init?(canonical: String) {
    let name = canonical.lowercased()
    for prefix in Self.versionPrefixes where name.hasPrefix(prefix) {
      self.init(rawValue: String(name.dropFirst(prefix.count)))
      return
    }
    self.init(rawValue: name)
  }

  private static let versionPrefixes = ["rss10:", "rss090:", "rss20:"]
}
