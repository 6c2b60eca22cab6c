/// A post in normal form: what one source says of it, or what all of them say together.
///
/// The fields and their meaning are those of a published post record; see `docs/STORE-FORMAT.md`.
package struct Post: Hashable, Sendable {
  package var kind: PostKind = .post
  package var status: PostStatus = .published
  package var visibility: Visibility = .public
  package var title: String?
  package var slug: String?
  package var url: String?
  package var urlAliases: [String] = []
  /// Path at an unknown host, with its leading slash; never published.
  package var path: String?
  package var language: String?
  package var summary: String?
  package var tags: [String] = []
  package var nativeIDs: [NativeID] = []
  package var publishedAt: Instant?
  package var updatedAt: Instant?
  package var publishedOn: CalendarDay?
  package var publishedRaw: String?
  package var updatedRaw: String?
  package var authors: [Author] = []
  package var contentHTML: String?
  package var contentText: String = ""
  package var media: [Medium] = []
  package var commentsDeclared: Int?
  package var ext: [Extra] = []

  package init() {}
}
