import Weblog

/// Works out, component by component, what a document's sightings mean for the store.
struct Settlement {
  private(set) var added = 0
  private(set) var updated = 0
  private(set) var unchanged = 0

  private let catalogue: any Catalogue
  private var evidence: BlogEvidence
  private var hot: Set<IdentityKey> = []
  /// Sightings that were settled together with an earlier one.
  private var settled: Set<Int64> = []
  /// Posts that have lost sightings: to be published again even where what is left stays together.
  private let disturbed: Set<Int64>

  init(catalogue: any Catalogue, evidence: BlogEvidence, disturbed: Set<Int64> = []) {
    self.catalogue = catalogue
    self.evidence = evidence
    self.disturbed = disturbed
  }

  mutating func settle(_ post: AdmittedPost, keys: [IdentityKey]) throws {
    guard settled.remove(post.number) == nil else { return }
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
    let blog = try evidence.claim(of: [member])
    let members = post.comments == 0 ? [] : try catalogue.commentMembers(of: number)
    var discussions = DiscussionSettlement(catalogue: catalogue)
    let versions = try discussions.settle([.init(post: number, members: members, heads: [member])])
    count(discussions)
    try catalogue.publish(
      PostVersion(
        merged: nil,
        sources: [],
        blog: blog,
        publishedAt: post.publishedAt,
        publishedOn: post.publishedOn,
        contentHash: member.contentHash,
        commentsDeclared: post.commentsDeclared,
        commentCount: versions.first?.count ?? 0
      ),
      ofPost: number
    )
    for version in versions where !version.isEmpty {
      try catalogue.publish(version, ofPost: number)
    }
  }

  // MARK: Clusters

  private struct Settled {
    var post: Int64
    var members: [PostMember]
    /// Those that stood for the post before.
    var former: [PostMember]
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
      let isSame = former.count == members.count && former.count == formerCounts[members[0].post]
      if isSame, !members.contains(where: hasChanged) { continue }
      let post = try take(members, succession)
      changed.append(Settled(post: post, members: members, former: former))
      ended += succession.retired.map { ($0, post) }
    }
    for end in ended { try catalogue.retire(post: end.post, into: end.survivor) }
    try publish(changed)
  }

  /// What stands for the post is the same as before and still says something else.
  private func hasChanged(_ member: PostMember) -> Bool {
    catalogue.hasGrown(member.number) || member.post.map(disturbed.contains) ?? false
  }

  private mutating func take(_ members: [PostMember], _ succession: Succession) throws -> Int64 {
    let post: Int64
    if let survivor = succession.survivor {
      post = survivor
    } else {
      post = try makePost(for: members[0], identity: members[0].keys.first)
    }
    for member in members where member.post != post {
      try catalogue.assign(sighting: member.number, toPost: post)
    }
    return post
  }

  private mutating func makePost(
    for member: PostMember,
    identity: IdentityKey?
  ) throws -> Int64 {
    added += 1
    return try PublicID.firstFree(
      prefix: "p_",
      identity: identity?.bytes ?? member.contentHash,
      content: member.contentHash
    ) { try catalogue.makePost(id: $0) }
  }

  private mutating func publish(_ changed: [Settled]) throws {
    var discussions = DiscussionSettlement(catalogue: catalogue)
    let versions = try discussions.settle(
      changed.map {
        .init(
          post: $0.post,
          members: try catalogue.commentMembers(of: $0.post),
          heads: $0.members
        )
      }
    )
    count(discussions)
    for (settled, discussion) in zip(changed, versions) {
      var version = try self.version(of: settled)
      version.commentCount = discussion.count
      try catalogue.publish(version, ofPost: settled.post)
      try catalogue.publish(discussion, ofPost: settled.post)
    }
  }

  private mutating func count(_ discussions: DiscussionSettlement) {
    added += discussions.added
    updated += discussions.updated
    unchanged += discussions.unchanged
  }

  private mutating func version(of settled: Settled) throws -> PostVersion {
    let sightings = try catalogue.postSightings(settled.members.map(\.number))
    let sighted = zip(settled.members, sightings).map { member, sighting in
      Sighted(number: member.number, source: member.source, sighting: sighting)
    }
    let merging = PostMerging(of: sighted)
    let isAlone = sighted.count == 1
    let hash = isAlone ? settled.members[0].contentHash : Fingerprint.of(merging.post)
    countPost(settled, sighted, hash)
    return PostVersion(
      merged: isAlone ? nil : merging.post,
      sources: isAlone ? [] : merging.sources,
      blog: try evidence.claim(of: settled.members),
      publishedAt: merging.post.publishedAt,
      publishedOn: merging.post.publishedOn,
      contentHash: hash,
      commentsDeclared: merging.post.commentsDeclared,
      commentCount: 0
    )
  }

  private mutating func countPost(
    _ settled: Settled,
    _ sighted: [Sighted<PostSighting>],
    _ hash: [UInt8]
  ) {
    guard !settled.former.isEmpty else { return }
    let numbers = Set(settled.former.map(\.number))
    let former = sighted.filter { numbers.contains($0.number) }
    let before =
      former.count == 1
      ? former[0].sighting.contentHash : Fingerprint.of(PostMerging(of: former).post)
    if before == hash { unchanged += 1 } else { updated += 1 }
  }
}
