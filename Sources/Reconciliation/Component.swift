import Weblog

/// Everything that might be the same post as one sighting, gathered through the catalogue.
///
/// Two sightings are neighbours when they share a key that joins and their platforms do not say that
/// they differ; a component is closed under that. Keys that join nothing are taken out of the members:
/// - a key that several unlike items of one document share joins none of that document's items;
/// - a key shared by more than `mostPostsOfKey` posts is hot and joins nobody.
///
/// Both are properties of the set of sightings, so the order of arrival does not matter. Since no key
/// leads to more than a bounded number of posts, and a hot one is read no further than it takes to know
/// it, neither cost nor size is the input's to choose.
struct Component {
  /// A template's phrase or a blog's home page is shared by many posts; a real key by few.
  static let mostPostsOfKey = 64
  /// How many sightings with a key are looked at before asking whether it is hot already.
  private static let page = 128

  /// By number, with the keys that join.
  let members: [PostMember]

  /// Keys in `hot` are known to join nobody; those found out on the way are added.
  init(
    around keys: [IdentityKey],
    of number: Int64,
    in catalogue: any Catalogue,
    hot: inout Set<IdentityKey>
  ) throws {
    var search = Search(catalogue: catalogue, hot: hot)
    try search.fetch(keys)
    search.include(number)
    while let next = search.queue.popLast() { try search.visit(next) }
    hot = search.hot
    members = search.found.keys.sorted().compactMap { search.joining($0) }
  }

  /// Whether a key belongs to too many posts to join any.
  static func isHot(_ key: IdentityKey, in catalogue: any Catalogue) throws -> Bool {
    var search = Search(catalogue: catalogue, hot: [])
    try search.fetch([key])
    return !search.hot.isEmpty
  }

  private struct Search {
    let catalogue: any Catalogue
    var hot: Set<IdentityKey>
    var queue: [Int64] = []
    /// Every sighting heard of.
    var heard: [Int64: PostMember] = [:]
    /// Those in the component, with the posts whose other sightings have been asked for.
    var found: [Int64: PostMember] = [:]
    private var posts: Set<Int64> = []
    /// For each key fetched, the sightings not yet in the component.
    private var waiting: [IdentityKey: [Int64]] = [:]
    /// For each key, the documents in which several unlike items have it.
    private var shared: [IdentityKey: Set<Int64>] = [:]

    init(catalogue: any Catalogue, hot: Set<IdentityKey>) {
      self.catalogue = catalogue
      self.hot = hot
    }

    mutating func include(_ number: Int64) {
      guard let member = heard[number], found[number] == nil else { return }
      found[number] = member
      queue.append(number)
    }

    mutating func fetch(_ keys: [IdentityKey]) throws {
      for key in keys where waiting[key] == nil && !hot.contains(key) { try fetch(key) }
    }

    private mutating func fetch(_ key: IdentityKey) throws {
      var numbers: [Int64] = []
      var usage = KeyUsage(of: key)
      var isComplete = false
      while !isComplete, !usage.isHot {
        let page = try catalogue.postSightings(
          sharing: key,
          after: numbers.last ?? 0,
          limit: Component.page
        )
        try hear(of: page)
        for member in page.compactMap({ heard[$0] }) { usage.count(member) }
        numbers += page
        isComplete = page.count < Component.page
      }
      judge(key, usage, sharedBy: numbers)
    }

    private mutating func hear(of numbers: [Int64]) throws {
      let fresh = numbers.filter { heard[$0] == nil }
      guard !fresh.isEmpty else { return }
      for member in try catalogue.postMembers(fresh) { heard[member.number] = member }
    }

    private mutating func judge(
      _ key: IdentityKey,
      _ usage: KeyUsage,
      sharedBy numbers: [Int64]
    ) {
      waiting[key] = numbers
      guard numbers.count > 1 else { return }
      shared[key] = usage.ambiguousSources
      guard usage.isHot else { return }
      hot.insert(key)
      waiting[key] = []
      // The key joined these until the document in hand made it hot: they have to be looked at again.
      let former = numbers.compactMap { heard[$0] }.filter { $0.post != nil }
      var before = KeyUsage(of: key)
      for member in former { before.count(member) }
      guard !before.isHot else { return }
      for member in former { include(member.number) }
    }

    mutating func visit(_ number: Int64) throws {
      guard let member = found[number] else { return }
      try fetch(member.keys)
      for key in member.keys where joins(key, member) {
        let others = waiting[key] ?? []
        let neighbours = others.filter { other in
          heard[other].map { joins(key, $0) && !member.differs(from: $0) } ?? false
        }
        let reached = Set(neighbours)
        waiting[key] = others.filter { !reached.contains($0) && $0 != number }
        for neighbour in neighbours { include(neighbour) }
      }
      try includeSightings(ofPost: member.post)
    }

    private mutating func includeSightings(ofPost post: Int64?) throws {
      guard let post, posts.insert(post).inserted else { return }
      for member in try catalogue.postMembers(of: post) {
        heard[member.number] = member
        include(member.number)
      }
    }

    private func joins(_ key: IdentityKey, _ member: PostMember) -> Bool {
      guard !hot.contains(key) else { return false }
      return member.rank == .stub || !(shared[key]?.contains(member.source) ?? false)
    }

    func joining(_ number: Int64) -> PostMember? {
      guard var member = found[number] else { return nil }
      let whole = member
      member.keys.removeAll { !joins($0, whole) }
      return member
    }
  }
}
