import Weblog

/// The distinct comments found so far, in one line, while documents are laid over it.
struct CommentLine {
  /// How far ahead a pairing by body looks past comments that cannot be meant.
  private static let lookahead = 32
  private static let start = -1

  private var slots: [CommentSlot] = []
  /// For each slot the one behind it; `start` leads to the first.
  private var next: [Int: Int] = [:]
  private var slotOfID: [NativeID: Int] = [:]
  private var slotOfNumber: [Int64: Int] = [:]
  private var latest: CommentDocument?
  /// Sightings that go wherever another one of their document goes, by its number.
  private var followers: [Int64: [CommentMember]] = [:]

  var comments: [[CommentMember]] { order.map { slots[$0].members } }

  private var order: [Int] {
    var order: [Int] = []
    var slot = next[Self.start]
    while let here = slot {
      order.append(here)
      slot = next[here]
    }
    return order
  }

  mutating func lay(_ document: CommentDocument) {
    defer { latest = document }
    guard !isRepeated(document) else { return }
    var members = document.members
    var places = placesByID(&members)
    let order = order
    pairByTime(members, order, &places)
    let isBackwards = isReversed(members, order, &places)
    let sequence = isBackwards ? members.indices.reversed() : Array(members.indices)
    pairByBody(members, sequence, order, &places)
    insertRest(members, sequence, places)
  }

  /// A document whose comments are those of the one before goes the same ways: whatever pairings were
  /// a matter of choice are not made twice.
  private mutating func isRepeated(_ document: CommentDocument) -> Bool {
    guard let latest, document.isRepeat(of: latest) else { return false }
    for (member, model) in zip(document.members, latest.members) {
      if let slot = slotOfNumber[model.number] { put(member, in: slot) }
    }
    return true
  }

  // MARK: Ids

  /// - Returns: for each member its slot, where an id gives one.
  ///
  /// Sightings of one document that share an id are one comment: the later ones follow the first.
  private mutating func placesByID(_ members: inout [CommentMember]) -> [Int?] {
    var first: [NativeID: Int] = [:]
    var fresh: [CommentMember] = []
    for member in members {
      if let earlier = member.nativeIDs.compactMap({ first[$0] }).first {
        followers[fresh[earlier].number, default: []].append(member)
        continue
      }
      for id in member.nativeIDs { first[id] = fresh.count }
      fresh.append(member)
    }
    members = fresh
    return fresh.map { member in
      let slot = member.nativeIDs.compactMap { slotOfID[$0] }.first
      if let slot { put(member, in: slot) }
      return slot
    }
  }

  private mutating func put(_ member: CommentMember, in slot: Int) {
    for one in [member] + (followers.removeValue(forKey: member.number) ?? []) {
      slots[slot].insert(one)
      slotOfNumber[one.number] = slot
      for id in one.nativeIDs { slotOfID[id] = slot }
    }
  }

  // MARK: Author, time and body

  private mutating func pairByTime(
    _ members: [CommentMember],
    _ order: [Int],
    _ places: inout [Int?]
  ) {
    let timed = members.indices.filter { places[$0] == nil && members[$0].publishedAt != nil }
    let wanted = Dictionary(grouping: timed) { Voice(of: members[$0]) }
    guard !wanted.isEmpty else { return }
    var known: [Voice: [Int]] = [:]
    for slot in order where slots[slot].time != nil {
      for body in slots[slot].bodies {
        known[Voice(author: slots[slot].author, bodyHash: body), default: []].append(slot)
      }
    }
    for (voice, indices) in wanted.sorted(by: { $0.value[0] < $1.value[0] }) {
      guard let candidates = known[voice] else { continue }
      pairTimed(
        members,
        indices.sorted { (members[$0].moment, $0) < (members[$1].moment, $1) },
        candidates.enumerated()
          .sorted { (slots[$0.1].moment, $0.0) < (slots[$1.1].moment, $1.0) }
          .map(\.element),
        &places
      )
    }
  }

  /// Both lists ascend in time, so one step forward in either is enough.
  private mutating func pairTimed(
    _ members: [CommentMember],
    _ indices: [Int],
    _ candidates: [Int],
    _ places: inout [Int?]
  ) {
    var rest = candidates[...]
    for index in indices {
      let earliest = members[index].moment - CommentSlot.tolerance
      rest = rest.drop { slots[$0].moment < earliest || slots[$0].isTaken(by: members[index]) }
      guard let slot = rest.first else { return }
      guard slots[slot].canBe(members[index]) else { continue }
      places[index] = slot
      put(members[index], in: slot)
    }
  }

  // MARK: Body

  /// Pairs bodies that stand once on both sides, and tells from their order how the document runs.
  private mutating func isReversed(
    _ members: [CommentMember],
    _ order: [Int],
    _ places: inout [Int?]
  ) -> Bool {
    let known = slotsByBody(order)
    let wanted = Dictionary(grouping: members.indices.filter { places[$0] == nil }) {
      members[$0].bodyHash
    }
    for (body, indices) in wanted.sorted(by: { $0.value[0] < $1.value[0] })
    where indices.count == 1 {
      guard let slot = known[body], slot.count == 1, slots[slot[0]].canBe(members[indices[0]])
      else { continue }
      places[indices[0]] = slot[0]
      put(members[indices[0]], in: slot[0])
    }
    let rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    let run = places.compactMap { $0.flatMap { rank[$0] } }
    let descents = zip(run, run.dropFirst()).count { $0 > $1 }
    return run.count > 1 && descents * 2 > run.count - 1
  }

  /// The k-th with the k-th.
  private mutating func pairByBody(
    _ members: [CommentMember],
    _ sequence: [Int],
    _ order: [Int],
    _ places: inout [Int?]
  ) {
    // Reversed, so that those at the front can be taken off the end.
    var known = slotsByBody(order.reversed())
    for index in sequence where places[index] == nil {
      let body = members[index].bodyHash
      guard let stack = known[body] else { continue }
      let near = stack.indices.suffix(Self.lookahead).reversed()
      guard let found = near.first(where: { slots[stack[$0]].canBe(members[index]) }) else {
        continue
      }
      places[index] = stack[found]
      put(members[index], in: stack[found])
      known[body]?.remove(at: found)
    }
  }

  private func slotsByBody(_ order: [Int]) -> [UInt64: [Int]] {
    var known: [UInt64: [Int]] = [:]
    for slot in order {
      for body in slots[slot].bodies { known[body, default: []].append(slot) }
    }
    return known
  }

  // MARK: The rest

  private mutating func insertRest(
    _ members: [CommentMember],
    _ sequence: [Int],
    _ places: [Int?]
  ) {
    var behind = Self.start
    for index in sequence {
      if let place = places[index] {
        behind = place
        continue
      }
      let slot = slots.count
      slots.append(CommentSlot())
      put(members[index], in: slot)
      next[slot] = next[behind]
      next[behind] = slot
      behind = slot
    }
  }
}

/// Author and body: what has to be equal before times are compared.
private struct Voice: Hashable {
  var author: [UInt8]?
  var bodyHash: UInt64

  init(author: [UInt8]?, bodyHash: UInt64) {
    self.author = author
    self.bodyHash = bodyHash
  }

  init(of member: CommentMember) {
    self.init(author: member.foldedAuthor, bodyHash: member.bodyHash)
  }
}
