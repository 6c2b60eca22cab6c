/// A comment in normal form, without its place in the thread.
package struct Comment: Hashable, Sendable {
  package var kind: CommentKind = .comment
  package var status: CommentStatus = .approved
  package var author: Author?
  package var publishedAt: Instant?
  package var publishedOn: CalendarDay?
  package var publishedRaw: String?
  package var contentHTML: String?
  package var contentText: String = ""
  package var nativeIDs: [NativeID] = []
  package var ext: [Extra] = []

  package init() {}
}
