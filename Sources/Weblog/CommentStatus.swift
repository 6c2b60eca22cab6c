/// How the blog treats a comment.
///
/// `deleted` keeps its place in the thread without its words.
package enum CommentStatus: String, CaseIterable, Hashable, Sendable {
  case approved, pending, spam, trashed, deleted
}
