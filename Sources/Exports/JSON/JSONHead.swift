import Weblog

/// What a feed says of itself around its items, in the order of the document.
struct JSONHead {
  enum Dialect {
    case jsonFeed
    case rss
  }

  var dialect = Dialect.jsonFeed
  /// The `version` of a JSON Feed, as written.
  private(set) var version: String?
  private(set) var home = BlogHome(nil)
  private var members: [(name: String, value: JSONValue)] = []
  private var bytes: Int64 = 0

  /// Bytes of the document that a head may take; what is beyond is left out.
  private static let maximumBytes: Int64 = 1 << 20
  private static let maximumMembers = 1_000
  private static let homeNames: Set<String> = ["feed_url", "home_page_url", "link"]

  /// Takes a member; a later one of the same name replaces it.
  ///
  /// - Parameters:
  ///   - name: the member's name.
  ///   - value: the member's value.
  ///   - size: bytes of the value in the document.
  /// - Returns: `false` when there is no room for it.
  mutating func take(_ name: String, _ value: JSONValue, size: Int64) -> Bool {
    if name == "version", let text = value.text { version = text.trimmed }
    guard members.count < Self.maximumMembers, size <= Self.maximumBytes - bytes else {
      return false
    }
    bytes += size
    members.removeAll { $0.name == name }
    members.append((name, value))
    if Self.homeNames.contains(name) { findHome() }
    return true
  }

  /// Forgets what was said before the channel of an RSS document began.
  mutating func beginChannel() {
    dialect = .rss
    members = []
    findHome()
  }

  /// `1.0` or `1.1`; `nil` for a version nobody has described.
  var jsonFeedVersion: String? {
    guard let version else { return nil }
    let number = version.split(separator: "/").last.map(String.init) ?? ""
    guard version == number || version.lowercased().contains("jsonfeed.org/version/") else {
      return nil
    }
    return ["1": "1.0", "1.0": "1.0", "1.1": "1.1"][number]
  }

  private mutating func findHome() {
    let feed = text("feed_url")
    let page = dialect == .rss ? text("link") : text("home_page_url")
    home = BlogHome(page.map { RelativeAddress.resolved($0, against: feed) }, feed: feed)
  }

  private func text(_ name: String) -> String? {
    members.last { $0.name == name }?.value.first?.text?.trimmed.nonEmpty
  }

  /// The blog, and the number of e-mail addresses left out.
  var blog: (entry: BlogEntry, withheld: Int) {
    var blog = BlogEntry()
    var extras = JSONExtras()
    let home = home
    for (name, value) in members { take(name, value, into: &blog, &extras, home: home) }
    blog.ext = extras.list
    return (blog, extras.withheld)
  }

  private func take(
    _ name: String,
    _ value: JSONValue,
    into blog: inout BlogEntry,
    _ extras: inout JSONExtras,
    home: BlogHome
  ) {
    let text = value.first?.text?.trimmed.nonEmpty
    switch name {
    case "title": blog.title = text.map { MarkedText($0, .plain) }
    case "description":
      blog.subtitle = text.map { MarkedText($0, dialect == .rss ? .html : .plain) }
    case "language": blog.language = text
    case "home_page_url" where dialect == .jsonFeed, "link" where dialect == .rss:
      blog.url = home.address(text)
    case "authors" where dialect == .jsonFeed: blog.authors = extras.authors(value, home: home)
    case "author" where dialect == .jsonFeed:
      let authors = extras.authors(value, home: home)
      if !members.contains(where: { $0.name == "authors" }) { blog.authors = authors }
    case "version" where dialect == .jsonFeed: break
    default: extras.keep(name, value)
    }
  }
}
