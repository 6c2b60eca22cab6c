import Weblog

/// What a reader has told of a blog.
///
/// Where a document says more of it between its entries, it is told again, but only so often: a document that goes
/// on doing so would have everything said of the blog repeated with every entry. What came last is told at the end.
struct ToldBlog {
  private var blog = BlogEntry()
  private var looks = 0

  private static let mostLooks = 16

  /// Whether to look for news now, or only at the end.
  var isDue: Bool { looks < Self.mostLooks }

  /// A document that follows another one has its own blog.
  mutating func beginDocument() { looks = 0 }

  /// - Returns: The blog, unless that is what was told last.
  mutating func news(_ current: BlogEntry) -> BlogEntry? {
    looks += 1
    guard current != blog else { return nil }
    blog = current
    return current
  }
}
