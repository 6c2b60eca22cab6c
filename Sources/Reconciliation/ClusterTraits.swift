import Weblog

/// What is known of a cluster as a whole that can speak against joining it to another.
struct ClusterTraits {
  private(set) var count = 0
  private var nativeIDs: [String: Set<String>] = [:]
  private var hosts: Set<String> = []
  private var sources: Set<Int64> = []

  init() {}

  init(of member: PostMember) {
    count = 1
    for id in member.nativeIDs where id.space != NativeSpace.guid {
      nativeIDs[id.space, default: []].insert(id.id)
    }
    hosts = Set([member.blog.host].compactMap(\.self))
    if member.rank != .stub { sources = [member.source] }
  }

  mutating func formUnion(_ other: Self) {
    count += other.count
    nativeIDs.merge(other.nativeIDs) { $0.union($1) }
    hosts.formUnion(other.hosts)
    sources.formUnion(other.sources)
  }

  /// A platform that numbers its posts gave the two different numbers: never the same post.
  func differs(from other: Self) -> Bool {
    nativeIDs.contains { space, ids in
      other.nativeIDs[space].map { ids.isDisjoint(with: $0) } ?? false
    }
  }

  /// One document has both: no likeness of words makes them one.
  func standsBeside(_ other: Self) -> Bool { !sources.isDisjoint(with: other.sources) }

  func isOfAnotherBlog(than other: Self) -> Bool {
    !hosts.isEmpty && !other.hosts.isEmpty && hosts.isDisjoint(with: other.hosts)
  }
}
