import Weblog

extension PostMember {
  /// The platform itself gave the two different numbers.
  func differs(from other: PostMember) -> Bool {
    for id in nativeIDs where id.space != NativeSpace.guid {
      let others = other.nativeIDs.lazy.filter { $0.space == id.space }
      guard !others.isEmpty else { continue }
      let own = nativeIDs.filter { $0.space == id.space }
      if !others.contains(where: own.contains) { return true }
    }
    return false
  }

  /// An order that depends on nothing but content: the most trusted first.
  ///
  /// Numbers break the ties of
  /// sightings that are alike in everything, where the choice makes no difference.
  static func isMoreTelling(_ left: PostMember, _ right: PostMember) -> Bool {
    if left.rank != right.rank { return left.rank > right.rank }
    if left.contentHash != right.contentHash {
      return left.contentHash.lexicographicallyPrecedes(right.contentHash)
    }
    if left.blog != right.blog { return left.blog.slug < right.blog.slug }
    if left.keys != right.keys { return left.keys.lexicographicallyPrecedes(right.keys) }
    return left.number < right.number
  }
}
