import Weblog

/// One of the different things that the sightings of a post say, with a sighting that speaks for all
/// that say it.
///
/// A post seen in a thousand files says few different things. What it is merged from is one sighting
/// for each of them, so neither its cost nor the memory it takes grows with the files.
struct Edition {
  /// The most different things that one post is merged from, the most trusted; what else was said stays
  /// in the catalogue, and its sightings are named without fields.
  static let most = 64

  var sighting: Int64
  /// The most comments that a sighting of it declares.
  var commentsDeclared: Int?

  static func editions(of members: [PostMember]) -> [Edition] {
    struct Saying: Hashable {
      let rank: SourceRank
      let contentHash: [UInt8]
    }
    var best: [Saying: PostMember] = [:]
    for member in members {
      let saying = Saying(rank: member.rank, contentHash: member.contentHash)
      guard let known = best[saying] else {
        best[saying] = member
        continue
      }
      if member.commentsDeclared ?? -1 > known.commentsDeclared ?? -1 { best[saying] = member }
    }
    return best.values.sorted(by: PostMember.isMoreTrusted).prefix(most).map {
      Edition(sighting: $0.number, commentsDeclared: $0.commentsDeclared)
    }
  }

  /// Those that a record was merged from.
  static func editions(of credits: [Credit]) -> [Edition] {
    credits.map { Edition(sighting: $0.sighting, commentsDeclared: $0.commentsDeclared) }
  }
}

extension PostMember {
  /// The order in which sources are believed; see `PostMerging`.
  fileprivate static func isMoreTrusted(_ left: PostMember, _ right: PostMember) -> Bool {
    if left.rank != right.rank { return left.rank > right.rank }
    let updates = (left.updatedAt?.order ?? .min, right.updatedAt?.order ?? .min)
    if updates.0 != updates.1 { return updates.0 > updates.1 }
    if left.textSize != right.textSize { return left.textSize > right.textSize }
    return left.contentHash.lexicographicallyPrecedes(right.contentHash)
  }
}
