/// What stands under a post: somebody's words, or another site's announcement that it linked here.
package enum CommentKind: String, CaseIterable, Hashable, Sendable {
  case comment, pingback, trackback
}
