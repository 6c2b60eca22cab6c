/// The namespaces that blog exports use, with the prefix by which they are known.
enum XMLNamespaces {
  static let xml = "http://www.w3.org/XML/1998/namespace"
  static let atom = "http://www.w3.org/2005/Atom"
  static let atom03 = "http://purl.org/atom/ns#"
  static let xhtml = "http://www.w3.org/1999/xhtml"

  /// The fixed prefix of a namespace, for `XMLName.canonical`.
  static func prefix(of uri: String) -> String? {
    guard !uri.isEmpty else { return nil }
    if let prefix = prefixes[uri] ?? tolerant[normal(uri)] { return prefix }
    let isWordPress =
      uri.hasPrefix("http://wordpress.org/export/")
      || uri.hasPrefix("https://wordpress.org/export/")
    guard isWordPress else { return nil }
    return uri.hasSuffix("/excerpt/") || uri.hasSuffix("/excerpt") ? "excerpt" : "wp"
  }

  /// A namespace in the spelling by which it is found when it is not written to the letter: without white
  /// space around it, in lower case, without `s` in its scheme and without the last `/` or `#`.
  private static func normal(_ uri: String) -> String {
    var normal = uri.trimmed.lowercased()[...]
    while normal.last == "/" || normal.last == "#" { normal.removeLast() }
    return normal.hasPrefix("https://") ? "http" + normal.dropFirst(5) : String(normal)
  }

  private static let tolerant = Dictionary(
    prefixes.map { (normal($0.key), $0.value) },
    uniquingKeysWith: { first, _ in first }
  )

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
    "http://channel.netscape.com/rdf/simple/0.9/": "rss090",
    "http://purl.org/net/rss1.1#": "rss11",
    "http://backend.userland.com/rss": "rss20",
    "http://backend.userland.com/rss091": "rss20",
    "http://backend.userland.com/rss092": "rss20",
    "http://backend.userland.com/rss2": "rss20",
    "http://backend.userland.com/rss2.1": "rss20",
    "http://blogs.law.harvard.edu/tech/rss": "rss20",
    "http://cyber.law.harvard.edu/rss/rss.html": "rss20",
    "http://www.rssboard.org/rss-specification": "rss20",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/rss/1.0/modules/dcterms/": "dcterms",
    "http://www.rssboard.org/media-rss": "media",
    "http://video.search.yahoo.com/mrss": "media",
    "http://web.resource.org/cc/": "cc",
    "http://creativecommons.org/ns#": "cc",
    "http://backend.userland.com/creativeCommonsRssModule": "creativeCommons",
    "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html": "creativeCommons",
    "http://source.scripting.com/": "source",
    "http://webns.net/mvcb/": "admin",
    "http://madskills.com/public/xml/rss/module/trackback/": "trackback",
    "http://madskills.com/public/xml/rss/module/pingback/": "pingback",
    "http://backend.userland.com/blogChannelModule": "blogChannel",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://www.opengis.net/gml": "gml",
    "http://purl.org/rss/1.0/modules/prism/": "prism",
    "http://purl.org/rss/1.0/modules/taxonomy/": "taxo",
    "http://purl.org/rss/1.0/modules/event/": "ev",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://www.rawvoice.com/rawvoiceRssModule/": "rawvoice",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "https://feed.press/xmlns": "feedpress",
    "http://webfeeds.org/rss/1.0": "webfeeds",
    "com-wordpress:feed-additions:1": "wpfeed",
  ]

  private static let defaults: [String: String] = [
    "app": "http://www.w3.org/2007/app",
    "atom": atom,
    "blogger": "http://schemas.google.com/blogger/2018",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
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
    "source": "http://source.scripting.com/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "wp": "http://wordpress.org/export/1.2/",
  ]
}
