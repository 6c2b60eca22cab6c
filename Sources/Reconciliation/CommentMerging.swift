package import Weblog

/// One comment from all that its sources say of it.
///
/// As with posts, the most trusted source wins field by field and other wordings are kept in `ext`; and
/// it is handed one sighting for each different thing that was said.
/// A source that only tells of a deletion never takes words away: they stay, with status `deleted`.
package struct CommentMerging {
  package private(set) var comment = Comment()
  package private(set) var credits: [Credit] = []

  package init(of sightings: [Sighted<CommentSighting>]) {
    let all = sightings.sorted(by: Self.isMoreTrusted)
    var credits = Attribution(all.map(\.sighting))
    let comments = all.map(\.sighting.comment)
    mergeStanding(all.map(\.sighting), &credits)
    comment.author =
      credits.first("author") { $0.comment.author?.name == nil ? nil : $0.comment.author }
      ?? credits.first("author") { $0.comment.author }
    mergeTime(comments, &credits)
    comment.nativeIDs = credits.union("native_ids") { $0.comment.nativeIDs }
    let bodies = BodyChoice(among: all.map { ($0.sighting.comment.spokenText, $0.sighting.rank) })
    mergeWords(comments, bodies, &credits)
    comment.ext = credits.union("ext") { $0.comment.ext } + alternatives(among: comments, bodies)
    self.credits = all.enumerated().map { index, sighted in
      Credit(
        rank: sighted.sighting.rank,
        contentHash: ContentDigest(sighted.sighting.contentHash),
        sighting: sighted.number,
        fields: credits.fields(of: index, inOrder: Self.schema)
      )
    }
  }

  private static let schema = [
    "kind", "status", "author", "published_at", "published_on", "published_raw", "content_html",
    "content_text", "native_ids", "ext",
  ]

  private static func isMoreTrusted(
    _ one: Sighted<CommentSighting>,
    _ other: Sighted<CommentSighting>
  ) -> Bool {
    let (left, right) = (one.sighting, other.sighting)
    if left.rank != right.rank { return left.rank > right.rank }
    let lengths = (left.comment.spokenText.utf8.count, right.comment.spokenText.utf8.count)
    if lengths.0 != lengths.1 { return lengths.0 > lengths.1 }
    return left.contentHash.lexicographicallyPrecedes(right.contentHash)
  }

  /// Once deleted, always deleted; otherwise the most trusted say, and of them the strictest.
  private mutating func mergeStanding(
    _ all: [CommentSighting],
    _ credits: inout Attribution<CommentSighting>
  ) {
    guard let best = all.first else { return }
    let peers = all.indices.filter {
      all[$0].rank == best.rank || all[$0].comment.status == .deleted
    }
    let strict =
      peers.max { all[$0].comment.status.privacy < all[$1].comment.status.privacy } ?? 0
    comment.kind = best.comment.kind
    comment.status = all[strict].comment.status
    credits.credit("kind", to: 0)
    credits.credit("status", to: strict)
  }

  private mutating func mergeTime(
    _ comments: [Comment],
    _ credits: inout Attribution<CommentSighting>
  ) {
    let place =
      comments.firstIndex { $0.publishedAt != nil } ?? comments.firstIndex { $0.publishedOn != nil }
      ?? comments.firstIndex { $0.publishedRaw != nil }
    guard let place else { return }
    comment.publishedAt = comments[place].publishedAt
    comment.publishedOn = comments[place].publishedOn ?? comments[place].publishedAt?.day()
    comment.publishedRaw = comments[place].publishedRaw
    for field in ["published_at", "published_on", "published_raw"] {
      credits.credit(field, to: place)
    }
  }

  private mutating func mergeWords(
    _ comments: [Comment],
    _ bodies: BodyChoice,
    _ credits: inout Attribution<CommentSighting>
  ) {
    guard let place = bodies.chosen ?? comments.firstIndex(where: { !$0.contentText.isEmpty })
    else { return }
    comment.contentHTML = comments[place].contentHTML
    comment.contentText = comments[place].contentText
    if comment.contentHTML != nil { credits.credit("content_html", to: place) }
    credits.credit("content_text", to: place)
  }

  private func alternatives(among comments: [Comment], _ bodies: BodyChoice) -> [Extra] {
    var losers = Alternatives()
    losers.add("author", comments.map(\.author?.name), beside: comment.author?.name)
    losers.add(
      "published_raw",
      comments.map(\.publishedRaw),
      beside: comment.publishedRaw
    )
    let placeholders = comments.filter { $0.status == .deleted }.map(\.contentText)
    let texts = bodies.alternatives + placeholders
    losers.add("content_text", texts, beside: comment.contentText)
    return losers.extras
  }
}

extension Comment {
  /// The words of the commenter; what stands in place of a deleted comment is the platform's.
  fileprivate var spokenText: String { status == .deleted ? "" : contentText }
}
