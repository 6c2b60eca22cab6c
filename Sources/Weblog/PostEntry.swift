/// A post as its export has it: texts with their markup, dates as written.
package struct PostEntry: Hashable, Sendable {
  /// Where in the document, for a person who wants to look: `entry 17` or `line 1`.
  package var locator: String
  /// Bytes before the item in the decoded document.
  package var offset: Int64
  package var kind: PostKind = .post
  package var status: PostStatus = .published
  package var visibility: Visibility = .public
  package var title: MarkedText?
  package var slug: String?
  /// The address at which the post is published, absolute.
  package var url: String?
  /// Other addresses of the same post.
  package var urlAliases: [String] = []
  /// Path of the post at a host that the document does not name: `/2011/10/x.html`.
  package var path: String?
  /// Home page of the blog that the post was taken over from, where the document says so.
  package var originURL: String?
  package var language: String?
  package var summary: MarkedText?
  package var tags: [String] = []
  package var nativeIDs: [NativeID] = []
  /// Dates as written, whatever they say.
  package var published: String?
  package var updated: String?
  /// The same dates with the offset from UTC that the document tells in another place.
  package var publishedZoned: String?
  package var updatedZoned: String?
  package var authors: [Author] = []
  package var content: MarkedText?
  package var media: [Medium] = []
  package var commentsDeclared: Int?
  package var ext: [Extra] = []

  package init(locator: String, offset: Int64) {
    self.locator = locator
    self.offset = offset
  }
}
