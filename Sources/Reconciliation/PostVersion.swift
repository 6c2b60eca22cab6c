package import Weblog

/// What the store is to say of a post from now on: the outcome of merging all its sightings.
package struct PostVersion: Hashable, Sendable {
  /// The merged words; `nil` when there is one sighting, which then speaks for itself.
  package var merged: Post?
  /// Who gave what, the most trusted first; empty when there is one sighting.
  package var credits: [Credit]
  package var blog: BlogClaim
  package var publishedAt: Instant?
  package var publishedOn: CalendarDay?
  package var contentHash: [UInt8]
  package var commentsDeclared: Int?
  /// `nil` where it stays as it is.
  package var commentCount: Int?

  package init(
    merged: Post?,
    credits: [Credit],
    blog: BlogClaim,
    publishedAt: Instant?,
    publishedOn: CalendarDay?,
    contentHash: [UInt8],
    commentsDeclared: Int?,
    commentCount: Int?
  ) {
    self.merged = merged
    self.credits = credits
    self.blog = blog
    self.publishedAt = publishedAt
    self.publishedOn = publishedOn
    self.contentHash = contentHash
    self.commentsDeclared = commentsDeclared
    self.commentCount = commentCount
  }
}
