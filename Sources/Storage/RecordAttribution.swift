import Reconciliation
import Weblog

/// Who said what of a merged record, as the catalogue has it.
enum RecordAttribution {
  /// Every sighting: how records were kept at first.
  case sightings([Provenance])
  case credits([Credit])

  var credits: [Credit] {
    if case .credits(let credits) = self { credits } else { [] }
  }
}

/// Which source said something where, and which fields of the record are its words.
struct Provenance: Hashable {
  var source: Int64
  var locator: String
  /// Published field names in schema order.
  var fields: [String]
}

/// A sighting of a merged record, to be put among the others.
struct CreditedSighting {
  var number: Int64
  var source: Int64
  var locator: String
  var rank: SourceRank
  var contentHash: ContentDigest
  var commentsDeclared: Int?
}

extension [Credit] {
  /// The most trusted first; those that say the same in the order of their places and receipt, and
  /// those that the record was not merged from last.
  func provenance(of sightings: [CreditedSighting]) -> [Provenance] {
    var places: [Saying: Int] = [:]
    for (place, credit) in enumerated() {
      places[Saying(rank: credit.rank, contentHash: credit.contentHash)] = place
    }
    let placed = sightings.map { sighting in
      (places[Saying(rank: sighting.rank, contentHash: sighting.contentHash)] ?? count, sighting)
    }
    return placed.sorted { $0 < $1 }.map { place, sighting in
      Provenance(
        source: sighting.source,
        locator: sighting.locator,
        fields: place < count ? self[place].fields(of: sighting) : []
      )
    }
  }
}

private struct Saying: Hashable {
  let rank: SourceRank
  let contentHash: ContentDigest
}

extension Credit {
  fileprivate func fields(of sighting: CreditedSighting) -> [String] {
    commentsDeclared == sighting.commentsDeclared ? fields : []
  }
}

extension CreditedSighting: Comparable {
  static func == (left: Self, right: Self) -> Bool { left.number == right.number }

  static func < (left: Self, right: Self) -> Bool {
    if left.rank != right.rank { return left.rank > right.rank }
    if left.contentHash != right.contentHash { return left.contentHash < right.contentHash }
    let declared = (left.commentsDeclared ?? -1, right.commentsDeclared ?? -1)
    if declared.0 != declared.1 { return declared.0 > declared.1 }
    return (left.locator, left.number) < (right.locator, right.number)
  }
}
