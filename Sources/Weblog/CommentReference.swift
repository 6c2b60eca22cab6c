/// How a reply names the comment it answers.
package enum CommentReference: Hashable, Sendable {
  case native(NativeID)
  /// The n-th comment of the same post in the same document, counted from 0.
  case ordinal(Int)
}
