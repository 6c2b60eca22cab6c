import Weblog

/// Works out, component by component, what a document's sightings mean for the store.
struct Settlement {
  private let catalogue: any Catalogue
  private var evidence: BlogEvidence
  private var hot: Set<IdentityKey> = []
  /// Sightings that were settled together with an earlier one.
  private var settled: Set<Int64> = []
  /// Posts that have lost sightings: to be published again even where what is left stays together.
  private let disturbed: Set<Int64>
  /// Sightings of the document that have comments under them.
  private var commented: Set<Int64> = []

  init(catalogue: any Catalogue, evidence: BlogEvidence, disturbed: Set<Int64> = []) {
    self.catalogue = catalogue
    self.evidence = evidence
    self.disturbed = disturbed
  }

  mutating func settle(_ admitted: [AdmittedPost], keys: [IdentityKey]) throws {
    commented = Set(admitted.lazy.filter { $0.comments > 0 }.map(\.number))
    let repeats = try Repeats(of: admitted, keys: keys, in: catalogue)
    for post in admitted where settled.remove(post.number) == nil {
      if let model = repeats[post.number] {
        try settle(post, repeating: model, keys: keys[post.keys])
      } else {
        try settle(post, keys: Array(keys[post.keys]))
      }
    }
  }

  private mutating func settle(_ post: AdmittedPost, keys: [IdentityKey]) throws {
    let component = try Component(around: keys, of: post.number, in: catalogue, hot: &hot)
    if component.members.count == 1, let member = component.members.first, member.post == nil {
      return try settle(post, alone: member, identity: keys.first)
    }
    settled.formUnion(component.members.lazy.map(\.number).filter { $0 > post.number })
    let reader = BodyReader(catalogue: catalogue)
    let clusters = try Clustering.clusters(of: component.members, reading: reader.shingles(of:))
    try settle(clusters)
  }

  /// Settles once more what a sighting that was settled before belongs to.
  mutating func resettle(_ member: PostMember) throws {
    guard settled.insert(member.number).inserted else { return }
    let component = try Component(
      around: member.keys,
      of: member.number,
      in: catalogue,
      hot: &hot
    )
    settled.formUnion(component.members.lazy.map(\.number))
    let reader = BodyReader(catalogue: catalogue)
    try settle(Clustering.clusters(of: component.members, reading: reader.shingles(of:)))
  }

  /// The first sighting of a post: nothing to compare, nothing to merge, no words to read.
  private mutating func settle(
    _ post: AdmittedPost,
    alone member: PostMember,
    identity: IdentityKey?
  ) throws {
    let number = try makePost(for: member, identity: identity)
    try catalogue.assign(sighting: member.number, toPost: number)
    let discussions = try DiscussionSettlement(
      of: post.comments == 0 ? [] : [.init(post: number) { _ in member.keys.first }],
      in: catalogue
    )
    try catalogue.publish(
      PostVersion(
        merged: nil,
        credits: [],
        blog: try evidence.claim(of: [member]),
        publishedAt: post.publishedAt,
        publishedOn: post.publishedOn,
        contentHash: member.contentHash,
        commentsDeclared: post.commentsDeclared,
        commentCount: discussions.counts[number] ?? 0
      ),
      ofPost: number
    )
    try discussions.publish(ofPost: number)
  }

  private func makePost(for member: PostMember, identity: IdentityKey?) throws -> Int64 {
    try PublicID.firstFree(
      prefix: "p_",
      identity: identity?.bytes ?? member.contentHash,
      content: member.contentHash
    ) { try catalogue.makePost(id: $0) }
  }

  // MARK: Repeats

  /// A sighting that tells of its post what is known: there may be more comments, or more of them
  /// declared.
  private mutating func settle(
    _ post: AdmittedPost,
    repeating model: Int64,
    keys: ArraySlice<IdentityKey>
  ) throws {
    let members = try catalogue.postMembers([model, post.number])
    guard let number = members.first?.post, let member = members.last else { return }
    try catalogue.assign(sighting: member.number, toPost: number)
    var postKey: IdentityKey??
    let discussions = try DiscussionSettlement(
      of: post.comments == 0
        ? []
        : [
          .init(post: number, isGrowing: true) { [catalogue] _ in
            if let postKey { return postKey }
            let found = try keys.first { try !Component.isHot($0, in: catalogue) }
            postKey = .some(found)
            return found
          }
        ],
      in: catalogue
    )
    let count = discussions.counts[number]
    if let version = try newVersion(ofPost: number, repeatedBy: member) {
      try publish(version, ofPost: number, commentCount: count)
    } else {
      try catalogue.publishRepeat(ofPost: number, commentCount: count)
    }
    try discussions.publish(ofPost: number)
  }

  /// `nil` when the post's words stay as they are.
  private mutating func newVersion(
    ofPost post: Int64,
    repeatedBy member: PostMember
  ) throws -> PostVersion? {
    let credits = try catalogue.credits(ofPost: post)
    guard !credits.isEmpty else {
      let members = try catalogue.postMembers(of: post)
      return try version(of: Edition.editions(of: members), members, isAlone: false)
    }
    let own = credits.firstIndex {
      $0.rank == member.rank && $0.contentHash == ContentDigest(member.contentHash)
    }
    guard let own, member.commentsDeclared ?? -1 > credits[own].commentsDeclared ?? -1 else {
      return nil
    }
    var editions = Edition.editions(of: credits)
    editions[own].commentsDeclared = member.commentsDeclared
    return try version(of: editions, [member], isAlone: false)
  }

  // MARK: Clusters

  private struct Settled {
    var post: Int64
    var members: [PostMember]
    /// Nothing but new sightings came to it, and none left.
    var isGrowing: Bool
  }

  private mutating func settle(_ clusters: [[PostMember]]) throws {
    let successions = Succession.successions(
      of: clusters.map { $0.map { Succession.Seat(number: $0.number, holder: $0.post) } }
    )
    let formerCounts = Dictionary(grouping: clusters.joined(), by: \.post).mapValues(\.count)
    var changed: [Settled] = []
    // A post may end only after its last sighting has moved, perhaps into a later cluster.
    var ended: [(post: Int64, survivor: Int64)] = []
    for (members, succession) in zip(clusters, successions) {
      let former = members.filter { $0.post != nil && $0.post == succession.survivor }
      let isWhole = former.count == formerCounts[succession.survivor]
      let isChanged = members.contains(where: hasChanged)
      if isWhole, former.count == members.count, !isChanged { continue }
      let isGrowing =
        isWhole && !isChanged
        && !members.contains { $0.post != nil && $0.post != former[0].post }
      let post = try take(members, succession)
      changed.append(Settled(post: post, members: members, isGrowing: isGrowing))
      ended += succession.retired.map { ($0, post) }
    }
    for end in ended { try catalogue.retire(post: end.post, into: end.survivor) }
    try publish(changed)
  }

  /// What stands for the post is the same as before and still says something else.
  private func hasChanged(_ member: PostMember) -> Bool {
    catalogue.hasGrown(member.number) || member.post.map(disturbed.contains) ?? false
  }

  private func take(_ members: [PostMember], _ succession: Succession) throws -> Int64 {
    let post =
      try succession.survivor ?? makePost(for: members[0], identity: members[0].keys.first)
    for member in members where member.post != post {
      try catalogue.assign(sighting: member.number, toPost: post)
    }
    return post
  }

  private mutating func publish(_ changed: [Settled]) throws {
    let discussions = try DiscussionSettlement(
      of: changed.filter(hasNewComments).map { settled in
        let keys = Dictionary(
          settled.members.map { ($0.number, $0.keys.first) },
          uniquingKeysWith: { first, _ in first }
        )
        return .init(post: settled.post, isGrowing: settled.isGrowing) { keys[$0] ?? nil }
      },
      in: catalogue
    )
    for settled in changed {
      let members = settled.members
      let version = try version(
        of: Edition.editions(of: members),
        members,
        isAlone: members.count == 1
      )
      try publish(version, ofPost: settled.post, commentCount: discussions.counts[settled.post])
      try discussions.publish(ofPost: settled.post)
    }
  }

  private func hasNewComments(_ settled: Settled) -> Bool {
    !settled.isGrowing
      || settled.members.contains { $0.post != settled.post && commented.contains($0.number) }
  }

  private func publish(_ version: PostVersion, ofPost post: Int64, commentCount: Int?) throws {
    var version = version
    version.commentCount = commentCount
    try catalogue.publish(version, ofPost: post)
  }

  /// What the store is to say; the members are those that tell which blog it is.
  private mutating func version(
    of editions: [Edition],
    _ members: [PostMember],
    isAlone: Bool
  ) throws -> PostVersion {
    var sightings = zip(editions, try catalogue.postSightings(editions.map(\.sighting))).map {
      Sighted(number: $0.sighting, sighting: $1)
    }
    for (place, edition) in editions.enumerated() {
      sightings[place].sighting.post.commentsDeclared = edition.commentsDeclared
    }
    let merging = PostMerging(of: sightings)
    return PostVersion(
      merged: isAlone ? nil : merging.post,
      credits: isAlone ? [] : merging.credits,
      blog: try evidence.claim(of: members),
      publishedAt: merging.post.publishedAt,
      publishedOn: merging.post.publishedOn,
      contentHash: isAlone ? sightings[0].sighting.contentHash : Fingerprint.of(merging.post),
      commentsDeclared: merging.post.commentsDeclared,
      commentCount: nil
    )
  }
}
