import Weblog

/// Works out the discussions of the posts of one component together, for when posts join or part,
/// comments go with them.
struct DiscussionSettlement {
  struct Discussion {
    var post: Int64
    var members: [CommentMember]
    /// The sightings of the post.
    var heads: [PostMember]
  }

  private(set) var added = 0
  private(set) var updated = 0
  private(set) var unchanged = 0

  private let catalogue: any Catalogue

  init(catalogue: any Catalogue) { self.catalogue = catalogue }

  /// - Returns: for each discussion its comments in thread order.
  mutating func settle(_ discussions: [Discussion]) throws -> [[CommentVersion]] {
    let aligned = discussions.map { CommentAlignment(of: $0.members).comments }
    var successions = Succession.successions(
      of: aligned.joined().map { group in
        group.map { Succession.Seat(number: $0.number, holder: $0.comment) }
      }
    )[...]
    var settled: [[Settled]] = []
    for (discussion, groups) in zip(discussions, aligned) {
      settled.append(
        try take(Array(zip(groups, successions.prefix(groups.count))), of: discussion)
      )
      successions = successions.dropFirst(groups.count)
    }
    // A comment may end only after its last sighting has moved, perhaps to another post.
    for comment in settled.joined() {
      for retired in comment.retired {
        try catalogue.retire(comment: retired, into: comment.number)
      }
    }
    return try settled.map { try versions(of: $0) }
  }

  private struct Settled {
    var number: Int64
    var isNew: Bool
    var retired: [Int64]
    var group: [CommentMember]
  }

  private func take(
    _ groups: [([CommentMember], Succession)],
    of discussion: Discussion
  ) throws -> [Settled] {
    let keys = Dictionary(
      discussion.heads.map { ($0.number, $0.keys.first) },
      uniquingKeysWith: { first, _ in first }
    )
    var taken: [[UInt8]: Int] = [:]
    return try groups.map { group, succession in
      let comment = try succession.survivor ?? make(group, discussion.post, keys, &taken)
      for member in group where member.comment != comment {
        try catalogue.assign(sighting: member.number, toComment: comment)
      }
      return Settled(
        number: comment,
        isNew: succession.survivor == nil,
        retired: succession.retired,
        group: group
      )
    }
  }

  private mutating func versions(of settled: [Settled]) throws -> [CommentVersion] {
    let groups = settled.map(\.group)
    let merged = try mergings(of: groups)
    for (comment, merging) in zip(settled, merged) { count(comment, merging) }
    return Threading(groups).places.enumerated().map { position, place in
      let merging = merged[place.index]
      return CommentVersion(
        comment: settled[place.index].number,
        parent: place.parent.map { settled[$0].number },
        position: position,
        depth: place.depth,
        merged: merging?.comment,
        sources: merging?.sources ?? [],
        contentHash: merging?.contentHash ?? groups[place.index][0].contentHash
      )
    }
  }

  private func make(
    _ group: [CommentMember],
    _ post: Int64,
    _ keys: [Int64: IdentityKey?],
    _ taken: inout [[UInt8]: Int]
  ) throws -> Int64 {
    guard let first = group.min(by: { $0.number < $1.number }) else { return 0 }
    let postKey = (keys[first.postSighting] ?? nil) ?? IdentityKey(rule: .body, high: 0, low: 0)
    let identity = first.identity(under: postKey)
    let occurrence = taken[identity, default: 0]
    taken[identity] = occurrence + 1
    return try PublicID.firstFree(
      prefix: "c_",
      identity: identity,
      content: [],
      from: occurrence
    ) { try catalogue.makeComment(id: $0, ofPost: post) }
  }

  // MARK: Words

  private struct Merging {
    var comment: Comment
    var sources: [Provenance]
    var contentHash: [UInt8]
    /// The hash of what the store said before, from the sightings that it was made of.
    var formerHash: [UInt8]?
  }

  /// The merged words of the comments that have several sightings; `nil` for the others.
  private func mergings(of groups: [[CommentMember]]) throws -> [Merging?] {
    let shared = groups.filter { $0.count > 1 }.joined()
    let numbers = shared.map(\.number)
    guard !numbers.isEmpty else { return Array(repeating: nil, count: groups.count) }
    var sightings = zip(shared, try catalogue.commentSightings(numbers)).map { member, sighting in
      Sighted(number: member.number, source: member.source, sighting: sighting)
    }[...]
    return groups.map { group in
      guard group.count > 1 else { return nil }
      defer { sightings = sightings.dropFirst(group.count) }
      return merging(of: group, Array(sightings.prefix(group.count)))
    }
  }

  private func merging(
    of group: [CommentMember],
    _ sightings: [Sighted<CommentSighting>]
  ) -> Merging {
    let merging = CommentMerging(of: sightings)
    let former = zip(group, sightings).filter { $0.0.comment != nil }.map(\.1)
    let before =
      former.count == 1
      ? former[0].sighting.contentHash : Fingerprint.of(CommentMerging(of: former).comment)
    return Merging(
      comment: merging.comment,
      sources: merging.sources,
      contentHash: Fingerprint.of(merging.comment),
      formerHash: before
    )
  }

  private mutating func count(_ comment: Settled, _ merging: Merging?) {
    if comment.isNew {
      added += 1
    } else if let merging, comment.group.contains(where: { $0.comment == nil }) {
      if merging.formerHash == merging.contentHash { unchanged += 1 } else { updated += 1 }
    }
  }
}
