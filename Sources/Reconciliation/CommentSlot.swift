import Weblog

/// One comment on the line with all its sightings so far.
struct CommentSlot {
  /// How far apart clocks may be, in milliseconds.
  static let tolerance: Int64 = 60_000

  /// Numbers of its sightings in the order the documents were laid: the most trusted first.
  private(set) var members: [Int64] = []
  private(set) var author: [UInt8]?
  private(set) var time: Instant?
  private var latestSource: Int64?
  private var nativeIDs: [CommentMember.ID] = []
  private var day: CalendarDay?

  mutating func insert(_ member: CommentMember) {
    members.append(member.number)
    latestSource = member.source
    for id in member.nativeIDs where !nativeIDs.contains(id) { nativeIDs.append(id) }
    if author == nil { author = member.foldedAuthor }
    if time == nil { time = member.publishedAt }
    if day == nil { day = member.publishedOn ?? member.publishedAt?.day() }
  }

  var moment: Int64 { time?.order ?? 0 }

  func isTaken(by member: CommentMember) -> Bool { latestSource == member.source }

  /// Nothing that both sides know speaks against it: neither id, nor author, nor time.
  ///
  /// One comment of a document cannot be two of them.
  func canBe(_ member: CommentMember) -> Bool {
    guard !isTaken(by: member), !differs(from: member.nativeIDs) else { return false }
    if let author, let other = member.foldedAuthor, author != other { return false }
    if let time, let other = member.publishedAt {
      return abs(time.order - other.order) <= Self.tolerance
    }
    guard let day, let other = member.publishedOn ?? member.publishedAt?.day() else { return true }
    return abs(day.daysSinceEpoch - other.daysSinceEpoch) <= 1
  }

  /// One platform gave the two different numbers.
  private func differs(from ids: [CommentMember.ID]) -> Bool {
    ids.contains { id in
      guard id.space != NativeSpace.guid else { return false }
      let own = nativeIDs.filter { $0.space == id.space }
      return !own.isEmpty && !ids.contains { own.contains($0) }
    }
  }
}

extension CommentMember {
  var foldedAuthor: [UInt8]? {
    guard let authorName else { return nil }
    let letters = FoldedText(authorName).letters
    return letters.isEmpty ? nil : letters
  }

  var moment: Int64 { publishedAt?.order ?? 0 }
}
