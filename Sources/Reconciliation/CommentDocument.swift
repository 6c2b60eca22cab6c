import Weblog

/// The comments that one document has under a post, in its order.
struct CommentDocument {
  private(set) var members: [CommentMember]

  /// The most trusted first, then the largest; content decides between equals.
  static func documents(of members: [CommentMember]) -> [CommentDocument] {
    Dictionary(grouping: members, by: \.source).values
      .map { CommentDocument(members: $0.sorted { $0.number < $1.number }) }
      .sorted { $0.precedes($1) }
  }

  var repeatsID: Bool {
    var seen: Set<NativeID> = []
    return members.contains { member in
      Set(member.nativeIDs).contains { !seen.insert($0).inserted }
    }
  }

  func isRepeat(of other: Self) -> Bool {
    members.count == other.members.count
      && zip(members, other.members).allSatisfy { $0.contentHash == $1.contentHash }
  }

  private var rank: SourceRank { members.lazy.map(\.rank).max() ?? .stub }

  private func precedes(_ other: Self) -> Bool {
    if rank != other.rank { return rank > other.rank }
    if members.count != other.members.count { return members.count > other.members.count }
    for (one, two) in zip(members, other.members) where one.contentHash != two.contentHash {
      return one.contentHash.lexicographicallyPrecedes(two.contentHash)
    }
    return (members.first?.number ?? 0) < (other.members.first?.number ?? 0)
  }
}
