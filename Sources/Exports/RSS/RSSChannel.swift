import Weblog

/// What a feed says of itself, element by element.
///
/// A class, because the items read so far and those to come share it.
final class RSSChannel {
  var title = Ranked<MarkedText>()
  var subtitle = Ranked<MarkedText>()
  var language = Ranked<String>()
  var authors = RSSAuthors()
  /// The `link` element that came last, and Atom's link of relation `alternate`.
  var link: String? {
    didSet { findHome() }
  }
  var alternate: String? {
    didSet { findHome() }
  }
  /// The blog's home page; `nil` while nothing absolute was named.
  private(set) var home: String?
  /// Where the feed itself is, by Atom's link of relation `self`.
  var address: String? {
    didSet { isAtCommentsAddress = address.map(Self.isOfComments) ?? false }
  }
  /// A feed of comments says so by its own address, as WordPress gives it: `/comments/feed/`.
  private(set) var isAtCommentsAddress = false
  var nativeID: NativeID?
  /// OpenSearch's `totalResults`.
  var totalResults: Int?
  var extras = RSSExtras()
  /// It has said something since it was last described.
  var isNew = true
  /// Its items are comments.
  var isOfComments = false
  /// The address that its comments belong to, where that is one post's.
  private(set) var postOfComments: String?

  private func findHome() {
    if let link, link.hasWebScheme {
      home = Self.withoutFeedPath(link)
    } else {
      home = alternate.flatMap { $0.hasWebScheme ? $0 : nil }
    }
  }

  /// Feeds that Blogger serves may link to themselves, and they are under `/feeds/` of their blog.
  private static func withoutFeedPath(_ link: String) -> String {
    for path in ["/feeds/posts/default", "/feeds/comments/default", "/comments/default"]
    where link.hasSuffix(path) {
      guard let start = link.firstRange(of: "/feeds/") else { break }
      return link[..<start.lowerBound] + "/"
    }
    return link
  }

  private static func isOfComments(_ address: String) -> Bool {
    var path = address.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    while path.last == UInt8(ascii: "/") { path.removeLast() }
    return path.suffix(14).elementsEqual("/comments/feed".utf8)
      || address.hasSuffix("feed=comments-rss2")
  }

  /// Learns from the first comment whether the channel's link is the page of the post.
  func takeComment(_ comment: CommentEntry) {
    isOfComments = true
    if case .url(let post) = comment.post, post == home { postOfComments = post }
  }

  func blogEntry() -> BlogEntry {
    var blog = BlogEntry()
    blog.url = postOfComments == nil ? home : nil
    blog.nativeIDs = nativeID.map { [$0] } ?? []
    blog.language = language.value
    blog.authors = authors.list
    blog.ext = extras.list
    if home == nil { addExtra("link", link, to: &blog) }
    if isOfComments {
      // `Comments on: A post` is the name of no blog.
      addExtra("title", title.value?.text, to: &blog)
      addExtra("description", subtitle.value?.text, to: &blog)
      addExtra("link", postOfComments, to: &blog)
    } else {
      blog.title = title.value
      blog.subtitle = subtitle.value
    }
    return blog
  }

  private func addExtra(_ name: String, _ value: String?, to blog: inout BlogEntry) {
    if let value, !value.isEmpty { blog.ext.append(Extra(name: name, value: value)) }
  }
}
