package import Weblog

/// What the store is to say of a comment from now on, with its place in the thread.
package struct CommentVersion: Hashable, Sendable {
  /// Number of the comment.
  package var comment: Int64
  /// Number of the comment it replies to.
  package var parent: Int64?
  /// 0-based thread order within the post.
  package var position: Int
  package var depth: Int?
  /// The merged words; `nil` when there is one sighting, which then speaks for itself.
  package var merged: Comment?
  package var sources: [Provenance]
  package var contentHash: [UInt8]

  package init(
    comment: Int64,
    parent: Int64?,
    position: Int,
    depth: Int?,
    merged: Comment?,
    sources: [Provenance],
    contentHash: [UInt8]
  ) {
    self.comment = comment
    self.parent = parent
    self.position = position
    self.depth = depth
    self.merged = merged
    self.sources = sources
    self.contentHash = contentHash
  }
}
