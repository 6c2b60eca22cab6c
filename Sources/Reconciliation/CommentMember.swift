package import Weblog

/// The head of a kept comment sighting: what deciding *same comment?* and *whose reply?* needs.
///
/// A hundred thousand of them may be in memory for one post, so what is only compared is held as a hash.
package struct CommentMember: Hashable, Sendable {
  /// A native id: whose numbering, and a hash of both.
  package struct ID: Hashable, Sendable {
    let space: String
    let key: IdentityKey

    init(_ id: NativeID) {
      space = id.space
      key = Identity.key(of: id)
    }
  }

  package enum Parent: Hashable, Sendable {
    case native(IdentityKey)
    case ordinal(Int)
  }

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
  package var nativeIDs: [ID]
  package var parent: Parent?
  package var depth: Int?
  package var authorName: String?
  package var publishedAt: Instant?
  package var publishedOn: CalendarDay?
  package var bodyHash: UInt64
  package var status: CommentStatus
  package var contentHash: ContentDigest

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
    self.nativeIDs = nativeIDs.map { ID($0) }
    self.parent = parent.map { Parent($0) }
    self.depth = depth
    self.authorName = authorName
    self.publishedAt = publishedAt
    self.publishedOn = publishedOn
    self.bodyHash = bodyHash
    self.status = status
    self.contentHash = ContentDigest(contentHash)
  }
}

extension CommentMember.Parent {
  fileprivate init(_ reference: CommentReference) {
    switch reference {
    case .native(let id): self = .native(Identity.key(of: id))
    case .ordinal(let place): self = .ordinal(place)
    }
  }
}
