import Weblog

/// Sorts the members of a component into posts.
///
/// Strong rules come first, then weak ones, each rule's keys in the order of their hashes, and the
/// sightings that share a key in an order of content alone. Two clusters become one only when nothing
/// known of them conflicts, so the outcome is a function of the set of members: neither the order in
/// which they arrived nor their numbers have a part in it.
struct Clustering {
  /// Reads the words of a sighting, when the heads alone do not decide.
  typealias Reading = (PostMember) throws -> Shingles

  /// Bodies with at least this many words that share next to nothing belong to different posts.
  static let leastWordsToDisagree = 50
  static let disagreement = 0.1
  static let agreement = 0.8

  private let members: [PostMember]
  private let read: Reading
  private var leaders: [Int]
  private var traits: [ClusterTraits]

  /// - Returns: the clusters, each by number, in the order of their first numbers.
  static func clusters(
    of members: [PostMember],
    reading read: @escaping Reading
  ) throws -> [[PostMember]] {
    guard members.count > 1 else { return members.isEmpty ? [] : [members] }
    var clustering = Clustering(members: members, read: read)
    clustering.joinRepeats()
    for rule in JoinRule.allCases { try clustering.join(by: rule) }
    return clustering.outcome()
  }

  private init(members: [PostMember], read: @escaping Reading) {
    self.members = members.sorted(by: PostMember.isMoreTelling)
    self.read = read
    leaders = Array(members.indices)
    traits = self.members.map { ClusterTraits(of: $0) }
  }

  private func outcome() -> [[PostMember]] {
    Dictionary(grouping: members.indices, by: leader(of:)).values
      .map { $0.map { members[$0] }.sorted { $0.number < $1.number } }
      .sorted { ($0.first?.number ?? 0) < ($1.first?.number ?? 0) }
  }

  /// The very same item seen again, in one document or in two, is no question for the rules.
  private mutating func joinRepeats() {
    struct Item: Hashable {
      let host: String?
      let contentHash: [UInt8]
    }
    var first: [Item: Int] = [:]
    for (index, member) in members.enumerated() where member.rank != .stub {
      let item = Item(host: member.blog.host, contentHash: member.contentHash)
      if let earlier = first[item] { unite(earlier, index) } else { first[item] = index }
    }
  }

  private mutating func join(by rule: JoinRule) throws {
    var sharing: [IdentityKey: [Int]] = [:]
    for (index, member) in members.enumerated() {
      for key in member.keys where key.rule == rule { sharing[key, default: []].append(index) }
    }
    for (_, group) in sharing.filter({ $0.value.count > 1 }).sorted(by: { $0.key < $1.key }) {
      try join(group, by: rule)
    }
  }

  /// Joins each member to the first earlier one of its group that agrees.
  private mutating func join(_ group: [Int], by rule: JoinRule) throws {
    var heads: [Int] = []
    for index in group {
      var isPlaced = heads.contains { leader(of: $0) == leader(of: index) }
      for head in heads where !isPlaced {
        if try agree(head, index, by: rule) {
          unite(head, index)
          isPlaced = true
        }
      }
      if !isPlaced, heads.count < Component.mostPostsOfKey { heads.append(index) }
    }
  }

  private func agree(_ left: Int, _ right: Int, by rule: JoinRule) throws -> Bool {
    let traits = (traits[leader(of: left)], traits[leader(of: right)])
    if traits.0.differs(from: traits.1) { return false }
    let pair = Pair(left: members[left], right: members[right], read: read)
    switch rule {
    case .nativeID: return true
    case .aliasID, .url: return try !pair.isVetoed
    case .path, .titleAndDay, .body, .titleAndMoment:
      guard !traits.0.standsBeside(traits.1) else { return false }
      if rule != .titleAndMoment, traits.0.isOfAnotherBlog(than: traits.1) { return false }
      return try pair.left.contentHash == pair.right.contentHash || pair.agrees(by: rule)
    }
  }

  private func leader(of index: Int) -> Int {
    var index = index
    while leaders[index] != index { index = leaders[index] }
    return index
  }

  /// The larger cluster takes in the smaller, so that paths stay short.
  private mutating func unite(_ left: Int, _ right: Int) {
    var (into, from) = (leader(of: left), leader(of: right))
    guard into != from else { return }
    if traits[into].count < traits[from].count { swap(&into, &from) }
    leaders[from] = into
    traits[into].formUnion(traits[from])
    traits[from] = ClusterTraits()
  }
}

/// Two members that share a key, looked at more closely.
private struct Pair {
  let left: PostMember
  let right: PostMember
  let read: Clustering.Reading

  var isVetoed: Bool {
    get throws { try titlesAgree == false && bodiesDisagree }
  }

  func agrees(by rule: JoinRule) throws -> Bool {
    switch rule {
    case .path: try (titlesAgree == true || daysAgree == true) && !isVetoed
    case .titleAndDay, .titleAndMoment: try bodiesAgree
    case .body: daysAgree != false
    case .nativeID, .aliasID, .url: true
    }
  }

  /// `nil` when one of them has no title.
  private var titlesAgree: Bool? {
    guard let one = left.title, let other = right.title else { return nil }
    let letters = (FoldedText(one).letters, FoldedText(other).letters)
    return letters.0.isEmpty || letters.1.isEmpty ? nil : letters.0 == letters.1
  }

  private var daysAgree: Bool? {
    guard let one = left.publishedOn, let other = right.publishedOn else { return nil }
    return abs(one.daysSinceEpoch - other.daysSinceEpoch) <= 1
  }

  private var bodiesAgree: Bool {
    get throws {
      let bodies = (try read(left), try read(right))
      return bodies.0.mutualContainment(with: bodies.1) >= Clustering.agreement
    }
  }

  private var bodiesDisagree: Bool {
    get throws {
      let bodies = (try read(left), try read(right))
      let words = min(bodies.0.wordCount, bodies.1.wordCount)
      return words >= Clustering.leastWordsToDisagree
        && bodies.0.mutualContainment(with: bodies.1) < Clustering.disagreement
    }
  }
}
