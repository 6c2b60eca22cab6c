package import Weblog

/// A comment as one document shows it.
package struct CommentSighting: Hashable, Sendable {
  package var comment: Comment
  package var locator: String
  package var rank: SourceRank
  package var post: PostReference
  package var parent: CommentReference?
  /// 0 at the top level; `nil` where the document does not tell.
  package var depth: Int?
  /// Hash of the letters and digits of the text, case folded, or of its visible bytes when it has
  /// none; 0 when nothing is visible.
  package var bodyHash: UInt64
  /// SHA-256 of the normal form of the comment.
  package var contentHash: [UInt8]

  package init(
    comment: Comment,
    locator: String,
    rank: SourceRank,
    post: PostReference,
    parent: CommentReference?,
    depth: Int?,
    bodyHash: UInt64,
    contentHash: [UInt8]
  ) {
    self.comment = comment
    self.locator = locator
    self.rank = rank
    self.post = post
    self.parent = parent
    self.depth = depth
    self.bodyHash = bodyHash
    self.contentHash = contentHash
  }
}

extension CommentSighting {
  /// Computes everything that is costly: meant for the queue that reads the document.
  package init(
    of comment: Comment,
    locator: String,
    rank: SourceRank,
    post: PostReference,
    parent: CommentReference? = nil,
    depth: Int? = nil
  ) {
    self.init(
      comment: comment,
      locator: locator,
      rank: rank,
      post: post,
      parent: parent,
      depth: depth,
      bodyHash: Fingerprint.ofBody(comment.contentText),
      contentHash: Fingerprint.of(comment)
    )
  }
}
