/// The kinds of export that Winnow reads. The raw value is the name used in the store and by `--format`.
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
