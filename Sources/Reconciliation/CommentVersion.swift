package import Weblog

/// What the store is to say of a comment from now on, with its place in the thread.
package struct CommentVersion: Hashable, Sendable {
  package enum Words: Hashable, Sendable {
    /// There is one sighting, which speaks for itself.
    case own(contentHash: ContentDigest)
    case merged(Comment, [Credit], contentHash: ContentDigest)
    /// As the store has them.
    case asBefore
  }

  /// Number of the comment.
  package var comment: Int64
  /// Number of the comment it replies to.
  package var parent: Int64?
  /// 0-based thread order within the post.
  package var position: Int
  package var depth: Int?
  package var words: Words
  /// Other sightings stand for it than before.
  package var isSeenAnew: Bool

  package init(
    comment: Int64,
    parent: Int64?,
    position: Int,
    depth: Int?,
    words: Words,
    isSeenAnew: Bool
  ) {
    self.comment = comment
    self.parent = parent
    self.position = position
    self.depth = depth
    self.words = words
    self.isSeenAnew = isSeenAnew
  }
}
