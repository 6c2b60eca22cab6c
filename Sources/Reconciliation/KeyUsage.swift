import Weblog

/// How a key is used by everybody who has it.
struct KeyUsage {
  /// Documents in which several unlike items have the key: it tells none of them apart.
  let ambiguousSources: Set<Int64>
  /// The key belongs to too many posts to say anything.
  let isHot: Bool

  init(of key: IdentityKey, by members: [PostMember]) {
    var contents: [Int64: Set<[UInt8]>] = [:]
    for member in members where member.rank != .stub {
      contents[member.source, default: []].insert(member.contentHash)
    }
    let largest = contents.values.lazy.map(\.count).max() ?? 0
    let names = key.rule <= .path
    ambiguousSources = names ? Set(contents.filter { $0.value.count > 1 }.keys) : []
    isHot =
      key.rule == .nativeID
      ? largest > Component.mostPostsOfKey
      : Set(members.map(\.likelyPost)).count > Component.mostPostsOfKey
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
