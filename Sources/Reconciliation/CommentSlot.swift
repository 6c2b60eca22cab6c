import Weblog

/// One comment on the line with all its sightings so far.
struct CommentSlot {
  /// How far apart clocks may be, in milliseconds.
  static let tolerance: Int64 = 60_000

  /// In the order the documents were laid: the most trusted first.
  private(set) var members: [CommentMember] = []
  private(set) var bodies: Set<UInt64> = []
  private(set) var author: [UInt8]?
  private(set) var time: Instant?
  private var latestSource: Int64?
  private var nativeIDs: [String: Set<String>] = [:]
  private var day: CalendarDay?

  mutating func insert(_ member: CommentMember) {
    members.append(member)
    bodies.insert(member.bodyHash)
    latestSource = member.source
    for id in member.nativeIDs { nativeIDs[id.space, default: []].insert(id.id) }
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
    guard !isTaken(by: member) else { return false }
    let ids = Dictionary(grouping: member.nativeIDs, by: \.space)
    for (space, own) in nativeIDs where space != NativeSpace.guid {
      if let other = ids[space], !other.contains(where: { own.contains($0.id) }) { return false }
    }
    if let author, let other = member.foldedAuthor, author != other { return false }
    if let time, let other = member.publishedAt {
      return abs(time.order - other.order) <= Self.tolerance
    }
    guard let day, let other = member.publishedOn ?? member.publishedAt?.day() else { return true }
    return abs(day.daysSinceEpoch - other.daysSinceEpoch) <= 1
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
