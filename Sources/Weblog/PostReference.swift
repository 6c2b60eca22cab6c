/// How a comment names the post it belongs to.
package enum PostReference: Hashable, Sendable {
  /// The post that came last before the comment in the same document.
  case preceding
  case native(NativeID)
  case url(String)
}
