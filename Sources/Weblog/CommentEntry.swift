/// A comment as its export has it.
package struct CommentEntry: Hashable, Sendable {
  package var locator: String
  /// Bytes before the item in the decoded document.
  package var offset: Int64
  package var post: PostReference
  package var nativeIDs: [NativeID] = []
  package var parent: CommentReference?
  /// 0 at the top level; `nil` where the document does not tell.
  package var depth: Int?
  package var kind: CommentKind = .comment
  package var status: CommentStatus = .approved
  package var author: Author?
  /// The time as written.
  package var published: String?
  /// The same with the offset from UTC that the document tells in another place.
  package var publishedZoned: String?
  package var content: MarkedText?
  package var ext: [Extra] = []

  package init(locator: String, offset: Int64, post: PostReference) {
    self.locator = locator
    self.offset = offset
    self.post = post
  }
}
