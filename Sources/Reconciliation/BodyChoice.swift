import Weblog

/// Chooses among the bodies that sources give one text, and keeps the words of the others.
struct BodyChoice {
  /// A body whose words stand to this share in another is part of it.
  static let excerptContainment = 0.8
  /// How much longer, as a ratio, the other must be before it is taken over a more trusted source.
  static let excerptRatio = 1.5

  /// How many others a body is held against, so that a thousand versions cost a thousandfold, not
  /// a millionfold.
  static let mostCompared = 16

  /// Place of the chosen body; `nil` when every body is empty.
  let chosen: Int?
  /// Texts with words that the chosen one lacks, the most trusted first.
  let alternatives: [String]

  /// - Parameter bodies: the most trusted first.
  init(among bodies: [(text: String, rank: SourceRank)]) {
    let candidates = Self.candidates(among: bodies)
    let longest = candidates.sorted { $0.shingles.wordCount > $1.shingles.wordCount }
      .prefix(Self.mostCompared)
    let full = candidates.first { candidate in
      !longest.contains { $0.isFullerThan(candidate) }
    }
    let best = full ?? candidates.first
    chosen = best?.place
    var kept = best.map { [$0.shingles] } ?? []
    var alternatives: [String] = []
    for other in candidates where other.place != best?.place {
      let known = kept.prefix(Self.mostCompared)
      guard !known.contains(where: { other.shingles.containment(in: $0) == 1 }) else { continue }
      kept.append(other.shingles)
      alternatives.append(bodies[other.place].text)
    }
    self.alternatives = alternatives
  }

  private struct Candidate {
    let place: Int
    let rank: SourceRank
    let shingles: Shingles

    func isFullerThan(_ other: Self) -> Bool {
      let (words, others) = (Double(shingles.wordCount), Double(other.shingles.wordCount))
      let isLongEnough =
        rank >= other.rank ? words > others : words >= others * BodyChoice.excerptRatio
      return isLongEnough
        && other.shingles.containment(in: shingles) >= BodyChoice.excerptContainment
    }
  }

  /// One for each different wording, empty ones left out.
  private static func candidates(among bodies: [(text: String, rank: SourceRank)]) -> [Candidate] {
    var seen: Set<String> = []
    return bodies.enumerated().compactMap { place, body in
      guard body.text.utf8.contains(where: { $0 > 0x20 }), seen.insert(body.text).inserted
      else { return nil }
      let shingles = Shingles(of: FoldedText(body.text))
      return Candidate(place: place, rank: body.rank, shingles: shingles)
    }
  }
}
