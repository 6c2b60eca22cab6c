import Weblog

/// Works out the discussions of the posts of one component together, for when posts join or part,
/// comments go with them.
///
/// Words are read only where something new is said, one comment's at a time.
struct DiscussionSettlement {
  struct Discussion {
    var post: Int64
    /// The post has only gained sightings, so what is covered stays so.
    var isGrowing = false
    /// The first key of a post sighting, by its number: what comments without an id are known by.
    var postKey: (Int64) throws -> IdentityKey?
  }

  fileprivate struct Settled {
    let post: Int64
    let isGrowing: Bool
    let comments: CommentGroups
    let covered: Set<Int64>
    /// For each comment its number, and whether all its former sightings are still its own.
    var numbers: [Int64] = []
    var isWhole: [Bool] = []
  }

  /// How many comments there are, by the post.
  private(set) var counts: [Int64: Int] = [:]

  private let catalogue: any Catalogue
  private var settled: [Settled] = []
  private var ended: [(comment: Int64, survivor: Int64)] = []

  /// Decides which sightings are the same comment, and assigns them.
  init(of discussions: [Discussion], in catalogue: any Catalogue) throws {
    self.catalogue = catalogue
    for discussion in discussions { settled.append(try aligned(discussion)) }
    let groups = settled.lazy.map(\.comments).joined()
    var successions = Succession.successions(
      of: groups.map { $0.lazy.map { Succession.Seat(number: $0.number, holder: $0.comment) } }
    )[...]
    let sizes = Self.sizes(of: groups.joined().lazy.compactMap(\.comment))
    for (place, discussion) in discussions.enumerated() {
      let count = settled[place].comments.count
      try take(place, discussion, successions.prefix(count), sizes)
      successions = successions.dropFirst(count)
      counts[discussion.post] = count
    }
    // A comment may end only after its last sighting has moved, perhaps to another post.
    for end in ended { try catalogue.retire(comment: end.comment, into: end.survivor) }
  }

  private static func sizes(of holders: some Sequence<Int64>) -> [Int64: Int] {
    var sizes: [Int64: Int] = [:]
    for holder in holders { sizes[holder, default: 0] += 1 }
    return sizes
  }

  // MARK: Same comment?

  private func aligned(_ discussion: Discussion) throws -> Settled {
    let post = discussion.post
    if !discussion.isGrowing { _ = try catalogue.uncoverComments(of: post) }
    var alignment = CommentAlignment(of: try catalogue.commentMembers(of: post))
    // Comments that join or part take those with them that were passed over.
    if !alignment.isGrowth, try catalogue.uncoverComments(of: post) {
      alignment = CommentAlignment(of: try catalogue.commentMembers(of: post))
    }
    let covered = alignment.isContested ? [] : alignment.covered
    for number in covered { try catalogue.cover(postSighting: number) }
    return Settled(
      post: post,
      isGrowing: discussion.isGrowing,
      comments: alignment.comments,
      covered: Set(covered)
    )
  }

  private mutating func take(
    _ place: Int,
    _ discussion: Discussion,
    _ successions: ArraySlice<Succession>,
    _ sizes: [Int64: Int]
  ) throws {
    var taken: [Int: Int] = [:]
    for (group, succession) in zip(settled[place].comments, successions) {
      let comment = try succession.survivor ?? make(group, discussion, &taken)
      for member in group where member.comment != comment {
        try catalogue.assign(sighting: member.number, toComment: comment)
      }
      let former = group.count { $0.comment == comment }
      settled[place].numbers.append(comment)
      settled[place].isWhole.append(former > 0 && former == sizes[comment])
      ended += succession.retired.map { ($0, comment) }
    }
  }

  private func make(
    _ group: ArraySlice<CommentMember>,
    _ discussion: Discussion,
    _ taken: inout [Int: Int]
  ) throws -> Int64 {
    guard let first = group.min(by: { $0.number < $1.number }) else { return 0 }
    let identity = try first.identity(under: discussion.postKey)
    let occurrence = taken[identity.hashValue, default: 0]
    taken[identity.hashValue] = occurrence + 1
    return try PublicID.firstFree(
      prefix: "c_",
      identity: identity,
      content: [],
      from: occurrence
    ) { try catalogue.makeComment(id: $0, ofPost: discussion.post) }
  }

  // MARK: What the store is to say

  /// Says what changed under a post that has been published before; nothing where it was not asked for.
  func publish(ofPost post: Int64) throws {
    for discussion in settled where discussion.post == post {
      if try isRepeat(discussion) {
        try catalogue.publishRepeatedComments(ofPost: post)
      } else {
        try publish(discussion)
      }
    }
  }

  private func publish(_ discussion: Settled) throws {
    let numbers = discussion.numbers
    for (position, place) in Threading(discussion.comments).places.enumerated() {
      try catalogue.publish(
        CommentVersion(
          comment: numbers[place.index],
          parent: place.parent.map { numbers[$0] },
          position: position,
          depth: place.depth,
          words: try words(of: place.index, in: discussion),
          isSeenAnew: discussion.isSeenAnew(place.index)
        ),
        ofPost: discussion.post
      )
    }
  }

  /// Everything new is a beginning of what was there, and no words differ for it.
  private func isRepeat(_ discussion: Settled) throws -> Bool {
    guard discussion.isGrowing else { return false }
    for (index, group) in discussion.comments.enumerated() where discussion.isSeenAnew(index) {
      let comment = discussion.numbers[index]
      for member in group where member.comment != comment {
        guard discussion.covered.contains(member.postSighting) else { return false }
      }
      guard try words(of: index, in: discussion) == .asBefore else { return false }
    }
    return true
  }

  private func words(of index: Int, in discussion: Settled) throws -> CommentVersion.Words {
    let (group, comment) = (discussion.comments[index], discussion.numbers[index])
    if !discussion.isSeenAnew(index) { return .asBefore }
    if discussion.isGrowing, discussion.isWhole[index], group.saysNothingNew(of: comment),
      try catalogue.isMerged(comment: comment)
    {
      return .asBefore
    }
    if group.count == 1, let member = group.first { return .own(contentHash: member.contentHash) }
    let numbers = group.differentSayings.prefix(Edition.most).map(\.number)
    let merging = CommentMerging(
      of: zip(numbers, try catalogue.commentSightings(numbers)).map {
        Sighted(number: $0, sighting: $1)
      }
    )
    return .merged(
      merging.comment,
      merging.credits,
      contentHash: ContentDigest(Fingerprint.of(merging.comment))
    )
  }
}

extension DiscussionSettlement.Settled {
  fileprivate func isSeenAnew(_ index: Int) -> Bool {
    !isGrowing || !isWhole[index]
      || comments[index].contains { $0.comment != numbers[index] }
  }
}

/// What a sighting of a comment says, and how far it is trusted.
private struct Saying: Hashable {
  var rank: SourceRank
  var contentHash: ContentDigest

  init(of member: CommentMember) {
    rank = member.rank
    contentHash = member.contentHash
  }
}

extension ArraySlice<CommentMember> {
  /// One member for each different thing that is said, in their order.
  fileprivate var differentSayings: [CommentMember] {
    var seen: Set<Saying> = []
    return filter { seen.insert(Saying(of: $0)).inserted }
  }

  /// Whether those that come to a comment say what those that were there say.
  fileprivate func saysNothingNew(of comment: Int64) -> Bool {
    let former = Set(lazy.filter { $0.comment == comment }.map { Saying(of: $0) })
    return allSatisfy { former.contains(Saying(of: $0)) }
  }
}

extension CommentAlignment {
  /// Every comment is one that was there, whole, or a new one.
  fileprivate var isGrowth: Bool {
    guard !isContested else { return false }
    var seen: Set<Int64> = []
    return comments.allSatisfy { group in
      guard let holder = group.lazy.compactMap(\.comment).first(where: { _ in true }) else {
        return true
      }
      return seen.insert(holder).inserted
        && group.allSatisfy { $0.comment == nil || $0.comment == holder }
    }
  }
}
