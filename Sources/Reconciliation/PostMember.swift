package import Weblog

/// The head of a kept post sighting: what deciding *same post?* needs, without the words.
package struct PostMember: Hashable, Sendable {
  /// Order of receipt over all sightings ever kept, from 1.
  package var number: Int64
  /// Number of the source that it came from.
  package var source: Int64
  /// The post it stands for at present; `nil` between being kept and being assigned.
  package var post: Int64?
  package var rank: SourceRank
  package var keys: [IdentityKey]
  package var nativeIDs: [NativeID]
  package var blog: BlogClaim
  package var title: String?
  package var publishedOn: CalendarDay?
  package var contentHash: [UInt8]
  package var commentsDeclared: Int?
  package var updatedAt: Instant?
  /// Bytes of its text.
  package var textSize: Int

  package init(
    number: Int64,
    source: Int64,
    post: Int64?,
    rank: SourceRank,
    keys: [IdentityKey],
    nativeIDs: [NativeID],
    blog: BlogClaim,
    title: String?,
    publishedOn: CalendarDay?,
    contentHash: [UInt8],
    commentsDeclared: Int? = nil,
    updatedAt: Instant? = nil,
    textSize: Int = 0
  ) {
    self.number = number
    self.source = source
    self.post = post
    self.rank = rank
    self.keys = keys
    self.nativeIDs = nativeIDs
    self.blog = blog
    self.title = title
    self.publishedOn = publishedOn
    self.contentHash = contentHash
    self.commentsDeclared = commentsDeclared
    self.updatedAt = updatedAt
    self.textSize = textSize
  }
}
