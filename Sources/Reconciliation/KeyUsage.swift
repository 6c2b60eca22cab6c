import Weblog

/// How a key is used by everybody who has it, member by member.
struct KeyUsage {
  private let key: IdentityKey
  private var contents: [Int64: Set<[UInt8]>] = [:]
  private var posts: Set<[UInt64]> = []
  private var largest = 0

  init(of key: IdentityKey) { self.key = key }

  mutating func count(_ member: PostMember) {
    posts.insert(member.likelyPost)
    guard member.rank != .stub else { return }
    contents[member.source, default: []].insert(member.contentHash)
    largest = max(largest, contents[member.source]?.count ?? 0)
  }

  /// Documents in which several unlike items have the key: it tells none of them apart.
  var ambiguousSources: Set<Int64> {
    key.rule <= .path ? Set(contents.lazy.filter { $0.value.count > 1 }.map(\.key)) : []
  }

  /// The key belongs to too many posts to say anything; once it does, it always does.
  var isHot: Bool {
    (key.rule == .nativeID ? largest : posts.count) > Component.mostPostsOfKey
  }
}

extension PostMember {
  /// What tells posts apart before they are clustered: the platform's number, else the content.
  fileprivate var likelyPost: [UInt64] {
    let native = keys.first { $0.rule == .nativeID }
    if let native { return [native.high, native.low] }
    let halves = Fingerprint.leadingHalves(of: contentHash)
    return [halves.high, halves.low]
  }
}
