package import Weblog

/// A comment in normal form, and its place as its document tells it.
package struct NormalComment: Hashable, Sendable {
  package var comment: Comment
  package var post: PostReference
  package var parent: CommentReference?
  /// 0 at the top level; `nil` where the document does not tell.
  package var depth: Int?
  /// What the document says of the blog, for a comment on a post that it does not hold.
  package var blog: BlogClaim
  package var rank: SourceRank
  package var locator: String

  package init(
    comment: Comment,
    post: PostReference,
    parent: CommentReference?,
    depth: Int?,
    blog: BlogClaim,
    rank: SourceRank,
    locator: String
  ) {
    self.comment = comment
    self.post = post
    self.parent = parent
    self.depth = depth
    self.blog = blog
    self.rank = rank
    self.locator = locator
  }
}
