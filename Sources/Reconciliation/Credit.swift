package import Weblog

/// What the sightings that say exactly the same give to a merged record.
///
/// Kept with the record in place of a line for each sighting, so that a post that is seen again costs
/// nothing but its own row: who said what is worked out when the record is published.
package struct Credit: Hashable, Sendable {
  package var rank: SourceRank
  package var contentHash: ContentDigest
  /// A sighting that speaks for all of them.
  package var sighting: Int64
  /// The most comments that one of them declares; those that declare fewer give nothing.
  package var commentsDeclared: Int?
  /// Published field names in schema order.
  package var fields: [String]

  package init(
    rank: SourceRank,
    contentHash: ContentDigest,
    sighting: Int64,
    commentsDeclared: Int? = nil,
    fields: [String] = []
  ) {
    self.rank = rank
    self.contentHash = contentHash
    self.sighting = sighting
    self.commentsDeclared = commentsDeclared
    self.fields = fields
  }
}
