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
}

extension Format {
  /// The name in a person's words.
  package var title: String {
    switch self {
    case .bloggerPageText: "Blogger page as plain text, with its comments"
    case .bloggerExport: "Blogger backup (classic export)"
    case .bloggerTakeout: "Google Takeout of Blogger (feed.atom)"
    case .bloggerFeed: "Live feed of a Blogger blog"
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
    }
  }
}
