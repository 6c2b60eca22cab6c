package import Weblog

/// A post in normal form, and which blog its document says it belongs to.
package struct NormalPost: Hashable, Sendable {
  package var post: Post
  package var blog: BlogClaim
  package var rank: SourceRank
  package var locator: String

  package init(post: Post, blog: BlogClaim, rank: SourceRank, locator: String) {
    self.post = post
    self.blog = blog
    self.rank = rank
    self.locator = locator
  }
}
