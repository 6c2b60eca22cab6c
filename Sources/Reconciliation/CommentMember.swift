package import Weblog

/// The head of a kept comment sighting: what deciding *same comment?* and *whose reply?* needs.
package struct CommentMember: Hashable, Sendable {
  /// Order of receipt over all comment sightings ever kept, from 1.
  package var number: Int64
  /// Number of the source that it came from.
  package var source: Int64
  /// Number of the post sighting that it stands under.
  package var postSighting: Int64
  /// Place among the comments of that post sighting in its document, from 0.
  package var ordinal: Int
  /// The comment it stands for at present; `nil` between being kept and being assigned.
  package var comment: Int64?
  package var rank: SourceRank
  package var nativeIDs: [NativeID]
  package var parent: CommentReference?
  package var depth: Int?
  package var authorName: String?
  package var publishedAt: Instant?
  package var publishedOn: CalendarDay?
  package var bodyHash: UInt64
  package var status: CommentStatus
  package var contentHash: [UInt8]

  package init(
    number: Int64,
    source: Int64,
    postSighting: Int64,
    ordinal: Int,
    comment: Int64?,
    rank: SourceRank,
    nativeIDs: [NativeID],
    parent: CommentReference?,
    depth: Int?,
    authorName: String?,
    publishedAt: Instant?,
    publishedOn: CalendarDay?,
    bodyHash: UInt64,
    status: CommentStatus,
    contentHash: [UInt8]
  ) {
    self.number = number
    self.source = source
    self.postSighting = postSighting
    self.ordinal = ordinal
    self.comment = comment
    self.rank = rank
    self.nativeIDs = nativeIDs
    self.parent = parent
    self.depth = depth
    self.authorName = authorName
    self.publishedAt = publishedAt
    self.publishedOn = publishedOn
    self.bodyHash = bodyHash
    self.status = status
    self.contentHash = contentHash
  }
}
