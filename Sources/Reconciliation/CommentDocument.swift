import Weblog

/// The comments that one document has under a post, in its order.
struct CommentDocument {
  private(set) var members: [CommentMember]

  /// The most trusted first, then the largest; content decides between equals.
  ///
  /// The members come by number.
  static func documents(of members: [CommentMember]) -> [CommentDocument] {
    guard members.contains(where: { $0.source != members[0].source }) else {
      return members.isEmpty ? [] : [CommentDocument(members: members)]
    }
    return Dictionary(grouping: members, by: \.source).values
      .map { CommentDocument(members: $0) }
      .sorted { $0.precedes($1) }
  }

  var repeatsID: Bool {
    var seen: Set<IdentityKey> = []
    return members.contains { member in
      Set(member.nativeIDs.map(\.key)).contains { !seen.insert($0).inserted }
    }
  }

  /// The post sighting that all of them stand under; `nil` when there are several.
  var onlyPlace: Int64? {
    guard let place = members.first?.postSighting else { return nil }
    return members.allSatisfy { $0.postSighting == place } ? place : nil
  }

  var rank: SourceRank { members.lazy.map(\.rank).max() ?? .stub }

  private func precedes(_ other: Self) -> Bool {
    let ranks = (rank, other.rank)
    if ranks.0 != ranks.1 { return ranks.0 > ranks.1 }
    if members.count != other.members.count { return members.count > other.members.count }
    for (one, two) in zip(members, other.members) where one.contentHash != two.contentHash {
      return one.contentHash < two.contentHash
    }
    return (members.first?.number ?? 0) < (other.members.first?.number ?? 0)
  }
}
