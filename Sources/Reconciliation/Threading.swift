import Weblog

/// The thread of one post's comments: who answers whom, and in which order they are read.
package struct Threading {
  package struct Place: Hashable, Sendable {
    /// Place of the comment in what the alignment gave.
    package var index: Int
    package var parent: Int?
    /// 0 at the top level; `nil` when no source tells.
    package var depth: Int?
  }

  /// In thread order: each comment before its replies, replies in order of time.
  package private(set) var places: [Place] = []

  package init<Comments: RandomAccessCollection>(_ comments: Comments)
  where Comments.Index == Int, Comments.Element: Sequence<CommentMember> {
    let sequence = Self.sequence(of: comments)
    let parents = Self.withoutCycles(Self.parents(of: comments), sequence)
    var replies: [Int: [Int]] = [:]
    for index in sequence.reversed() {
      if let parent = parents[index] { replies[parent, default: []].append(index) }
    }
    var depths = comments.map { members in members.lazy.compactMap(\.depth).first { _ in true } }
    var stack = Array(sequence.filter { parents[$0] == nil }.reversed())
    places.reserveCapacity(comments.count)
    while let index = stack.popLast() {
      if let above = parents[index].flatMap({ depths[$0] }) {
        depths[index] = min(above, Self.deepest) + 1
      }
      places.append(Place(index: index, parent: parents[index], depth: depths[index]))
      stack += replies[index] ?? []
    }
  }

  /// Far more than any thread; keeps a depth that a hostile document claims from overflowing.
  private static let deepest = 1_000_000

  /// By time when every comment has one, else as the documents have them.
  private static func sequence<Comments: RandomAccessCollection>(of comments: Comments) -> [Int]
  where Comments.Index == Int, Comments.Element: Sequence<CommentMember> {
    let times = comments.map { members in
      members.lazy.compactMap(\.publishedAt).first { _ in true }?.order
    }
    guard times.allSatisfy({ $0 != nil }) else { return Array(comments.indices) }
    return comments.indices.sorted { (times[$0] ?? 0, $0) < (times[$1] ?? 0, $1) }
  }

  private struct Ordinal: Hashable {
    var postSighting: Int64
    var ordinal: Int

    init(_ member: CommentMember, _ ordinal: Int) {
      postSighting = member.postSighting
      self.ordinal = ordinal
    }
  }

  /// What the most trusted source says whose reference leads somewhere.
  private static func parents<Comments: RandomAccessCollection>(of comments: Comments) -> [Int?]
  where Comments.Index == Int, Comments.Element: Sequence<CommentMember> {
    let (byID, byOrdinal) = targets(in: comments)
    return comments.enumerated().map { index, members in
      let named = members.lazy.compactMap { member -> Int? in
        switch member.parent {
        case .native(let key): byID[key]
        case .ordinal(let ordinal): byOrdinal[Ordinal(member, ordinal)]
        case nil: nil
        }
      }
      return named.first { $0 != index }
    }
  }

  /// Where the comments are that others name as what they answer.
  private static func targets<Comments: RandomAccessCollection>(
    in comments: Comments
  ) -> ([IdentityKey: Int], [Ordinal: Int])
  where Comments.Index == Int, Comments.Element: Sequence<CommentMember> {
    var byID: [IdentityKey: Int] = [:]
    var byOrdinal: [Ordinal: Int] = [:]
    let unknown = -1
    for member in comments.joined() {
      switch member.parent {
      case .native(let key): byID[key] = unknown
      case .ordinal(let ordinal): byOrdinal[Ordinal(member, ordinal)] = unknown
      case nil: break
      }
    }
    for (index, members) in comments.enumerated() {
      for member in members {
        for id in member.nativeIDs where byID[id.key] == unknown { byID[id.key] = index }
        let place = Ordinal(member, member.ordinal)
        if byOrdinal[place] != nil { byOrdinal[place] = index }
      }
    }
    return (byID.filter { $0.value != unknown }, byOrdinal.filter { $0.value != unknown })
  }

  /// Cuts each circle of replies at the comment that comes first.
  private static func withoutCycles(_ parents: [Int?], _ sequence: [Int]) -> [Int?] {
    var parents = parents
    var rank = [Int](repeating: 0, count: parents.count)
    for (place, index) in sequence.enumerated() { rank[index] = place }
    /// The start, plus one, of the walk that first came by.
    var walk = [Int](repeating: 0, count: parents.count)
    for start in parents.indices {
      var here: Int? = start
      var path: [Int] = []
      while let index = here, walk[index] == 0 {
        walk[index] = start + 1
        path.append(index)
        here = parents[index]
      }
      guard let met = here, walk[met] == start + 1, let entry = path.firstIndex(of: met),
        let first = path[entry...].min(by: { rank[$0] < rank[$1] })
      else { continue }
      parents[first] = nil
    }
    return parents
  }
}
