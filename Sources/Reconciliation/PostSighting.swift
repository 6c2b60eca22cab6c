package import Weblog

/// A post as one document shows it, with everything that reconciliation will ask of it computed.
///
/// Sightings are never changed once kept; what the store says is derived from all of them.
package struct PostSighting: Hashable, Sendable {
  package var post: Post
  package var locator: String
  package var rank: SourceRank
  package var blog: BlogClaim
  /// Sorted by rule, so that the first is the strongest.
  package var keys: [IdentityKey]
  /// SHA-256 of the normal form: the published `content_hash` when this is the only sighting.
  package var contentHash: [UInt8]

  package init(
    post: Post,
    locator: String,
    rank: SourceRank,
    blog: BlogClaim,
    keys: [IdentityKey],
    contentHash: [UInt8]
  ) {
    self.post = post
    self.locator = locator
    self.rank = rank
    self.blog = blog
    self.keys = keys
    self.contentHash = contentHash
  }
}

extension PostSighting {
  /// Computes everything that is costly: meant for the queue that reads the document.
  package init(of post: Post, locator: String, rank: SourceRank, blog: BlogClaim) {
    let contentHash = Fingerprint.of(post)
    self.init(
      post: post,
      locator: locator,
      rank: rank,
      blog: blog,
      keys: rank == .stub
        ? Identity.keysOfStub(post, contentHash: contentHash)
        : Identity.keys(of: post, contentHash: contentHash),
      contentHash: contentHash
    )
  }
}
