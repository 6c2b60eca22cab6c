/// The namespaces that blog exports use, with the prefix by which they are known.
enum XMLNamespaces {
  static let xml = "http://www.w3.org/XML/1998/namespace"
  static let atom = "http://www.w3.org/2005/Atom"
  static let atom03 = "http://purl.org/atom/ns#"
  static let xhtml = "http://www.w3.org/1999/xhtml"

  /// The fixed prefix of a namespace, for `XMLName.canonical`.
  static func prefix(of uri: String) -> String? {
    guard !uri.isEmpty else { return nil }
    if let prefix = prefixes[uri] { return prefix }
    let isWordPress =
      uri.hasPrefix("http://wordpress.org/export/")
      || uri.hasPrefix("https://wordpress.org/export/")
    guard isWordPress else { return nil }
    return uri.hasSuffix("/excerpt/") || uri.hasSuffix("/excerpt") ? "excerpt" : "wp"
  }

  /// The namespace that a prefix means where a document forgot to declare it.
  static func uri(ofUndeclared prefix: String) -> String? { defaults[prefix] }

  static func isReserved(_ prefix: String) -> Bool { reserved.contains(prefix) }

  private static let reserved = Set(prefixes.values).union(["wp", "excerpt"])

  private static let prefixes: [String: String] = [
    xml: "xml",
    atom: "atom",
    xhtml: "xhtml",
    atom03: "atom03",
    "http://www.w3.org/2007/app": "app",
    "http://purl.org/atom/app#": "app",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://schemas.google.com/g/2005": "gd",
    "http://schemas.google.com/blogger/2008": "blogger",
    "http://schemas.google.com/blogger/2018": "blogger",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.georss.org/georss": "georss",
    "http://a9.com/-/spec/opensearch/1.1/": "openSearch",
    "http://a9.com/-/spec/opensearchrss/1.0/": "openSearch",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://wellformedweb.org/CommentAPI/": "wfw",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/": "rss10",
    "http://my.netscape.com/rdf/simple/0.9/": "rss090",
  ]

  private static let defaults: [String: String] = [
    "app": "http://www.w3.org/2007/app",
    "atom": atom,
    "blogger": "http://schemas.google.com/blogger/2018",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "gd": "http://schemas.google.com/g/2005",
    "georss": "http://www.georss.org/georss",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "openSearch": "http://a9.com/-/spec/opensearchrss/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "wp": "http://wordpress.org/export/1.2/",
  ]
}
