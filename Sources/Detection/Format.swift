/// The kinds of export that Winnow reads.
///
/// The raw value is the name used in the store and by `--format`.
package enum Format: String, CaseIterable, Hashable, Sendable {
  /// Plain text that an extractor made of a Blogspot page, with its comments.
  case bloggerPageText = "blogger-page-text"
  /// The classic Blogger backup: one Atom feed of posts, pages, comments, settings and template.
  case bloggerExport = "blogger-export"
  /// `feed.atom` of a Google Takeout of Blogger.
  case bloggerTakeout = "blogger-takeout"
  /// A feed that Blogger serves live: posts of a blog, or comments of a post or blog.
  case bloggerFeed = "blogger-feed"
  /// WordPress's eXtended RSS, as WordPress and those that imitate it write it.
  case wordPressExport = "wordpress-export"
  /// RSS of every version, the RDF ones included.
  case rssFeed = "rss-feed"
  /// Atom 1.0 and 0.3.
  case atomFeed = "atom-feed"
  /// JSON Feed, and RSS written as JSON.
  case jsonFeed = "json-feed"
}

extension Format {
  /// The name in a person's words.
  package var title: String {
    switch self {
    case .bloggerPageText: "Blogger page as plain text, with its comments"
    case .bloggerExport: "Blogger backup (classic export)"
    case .bloggerTakeout: "Google Takeout of Blogger (feed.atom)"
    case .bloggerFeed: "Live feed of a Blogger blog"
    case .wordPressExport: "WordPress export (WXR), also by Squarespace and Posterous"
    case .rssFeed: "RSS feed, 0.90 to 2.0"
    case .atomFeed: "Atom feed, 1.0 and 0.3"
    case .jsonFeed: "JSON Feed, 1.0 and 1.1, and RSS-in-JSON"
    }
  }

  /// What gives it away, completing the sentence "recognised by …".
  package var evidence: String {
    switch self {
    case .bloggerPageText:
      "a comment header, or the pair of footer labels that Blogger prints under comments"
    case .bloggerExport: "an Atom feed with Blogger's archive id or kind categories"
    case .bloggerTakeout: "an Atom feed that declares the schemas.google.com/blogger/2018 namespace"
    case .bloggerFeed: "an Atom feed with a Blogger id that is no archive"
    case .wordPressExport: "an rss element with WordPress's export namespace or elements"
    case .rssFeed: "an rss, rdf:RDF or channel element that is no export"
    case .atomFeed: "a feed element that is not Blogger's"
    case .jsonFeed: "a JSON object whose version names jsonfeed.org, or that holds rss.channel"
    }
  }
}
