import Weblog

/// The distinct comments found so far, in one line, while documents are laid over it.
///
/// Laying a document costs what the document is long, however long the line is.
struct CommentLine {
  /// How far ahead a pairing by body looks past comments that cannot be meant.
  private static let lookahead = 32

  private var slots: [CommentSlot] = []
  private var order = LineOrder()
  private var slotOfID: [CommentMember.ID: Int] = [:]
  /// The slots that have a body, in the order of the line.
  private var slotsOfBody: [UInt64: [Int]] = [:]
  private var slotOfPath: [DocumentPath: Int] = [:]
  /// Where the comments of the document in hand went, by number.
  private var placed: [Int64: Int] = [:]
  /// Sightings that go wherever another one of their document goes, by its number.
  private var followers: [Int64: [CommentMember]] = [:]
  /// Two documents begin alike and went different ways all the same.
  private(set) var isContested = false

  /// The comments in order; the members are all that were laid, by number.
  func comments(among members: [CommentMember]) -> CommentGroups {
    var groups = CommentGroups()
    for slot in order.sequence {
      groups.append(slots[slot].members.compactMap { members.first(numbered: $0) })
    }
    return groups
  }

  /// - Returns: whether the document is the beginning of one laid before; it then goes the same ways:
  ///   whatever pairings were a matter of choice are not made twice.
  mutating func lay(_ document: CommentDocument) -> Bool {
    placed.removeAll(keepingCapacity: true)
    let paths = DocumentPath.paths(through: document)
    if let last = paths.last, slotOfPath[last] != nil {
      for (path, member) in zip(paths, document.members) {
        if let slot = slotOfPath[path] { put(member, in: slot) }
      }
      return true
    }
    var members = document.members
    var places = placesByID(&members)
    pairByTime(members, &places)
    let isBackwards = isReversed(members, &places)
    let sequence = isBackwards ? members.indices.reversed() : Array(members.indices)
    pairByBody(members, sequence, &places)
    insertRest(members, sequence, places)
    remember(paths, of: document)
    return false
  }

  private mutating func remember(_ paths: [DocumentPath], of document: CommentDocument) {
    for (path, member) in zip(paths, document.members) {
      let slot = placed[member.number]
      let known = slotOfPath[path]
      if known == nil { slotOfPath[path] = slot } else if known != slot { isContested = true }
    }
  }

  // MARK: Ids

  /// - Returns: for each member its slot, where an id gives one.
  ///
  /// Sightings of one document that share an id are one comment: the later ones follow the first.
  private mutating func placesByID(_ members: inout [CommentMember]) -> [Int?] {
    var first: [CommentMember.ID: Int] = [:]
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
      placed[one.number] = slot
      note(one.bodyHash, of: slot)
      for id in one.nativeIDs { slotOfID[id] = slot }
    }
  }

  private mutating func note(_ body: UInt64, of slot: Int) {
    let known = slotsOfBody[body] ?? []
    let place = known.partitioningIndex { !order.precedes($0, slot) }
    if place < known.count, known[place] == slot { return }
    slotsOfBody[body, default: []].insert(slot, at: place)
  }

  // MARK: Author, time and body

  private mutating func pairByTime(_ members: [CommentMember], _ places: inout [Int?]) {
    let timed = members.indices.filter { places[$0] == nil && members[$0].publishedAt != nil }
    let wanted = Dictionary(grouping: timed) { Voice(of: members[$0]) }
    for (voice, indices) in wanted.sorted(by: { $0.value[0] < $1.value[0] }) {
      let candidates = (slotsOfBody[voice.bodyHash] ?? []).filter {
        slots[$0].time != nil && slots[$0].author == voice.author
      }
      guard !candidates.isEmpty else { continue }
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
  private mutating func isReversed(_ members: [CommentMember], _ places: inout [Int?]) -> Bool {
    let wanted = Dictionary(grouping: members.indices.filter { places[$0] == nil }) {
      members[$0].bodyHash
    }
    for (body, indices) in wanted.sorted(by: { $0.value[0] < $1.value[0] })
    where indices.count == 1 {
      guard let slot = slotsOfBody[body], slot.count == 1, slots[slot[0]].canBe(members[indices[0]])
      else { continue }
      places[indices[0]] = slot[0]
      put(members[indices[0]], in: slot[0])
    }
    let run = places.compactMap(\.self)
    let descents = zip(run, run.dropFirst()).count { order.precedes($1, $0) }
    return run.count > 1 && descents * 2 > run.count - 1
  }

  /// The k-th with the k-th.
  private mutating func pairByBody(
    _ members: [CommentMember],
    _ sequence: [Int],
    _ places: inout [Int?]
  ) {
    // Reversed, so that those at the front can be taken off the end.
    var stacks: [UInt64: [Int]] = [:]
    for index in sequence where places[index] == nil {
      let body = members[index].bodyHash
      if stacks[body] == nil { stacks[body] = slotsOfBody[body]?.reversed() }
      guard let stack = stacks[body] else { continue }
      let near = stack.indices.suffix(Self.lookahead).reversed()
      guard let found = near.first(where: { slots[stack[$0]].canBe(members[index]) }) else {
        continue
      }
      places[index] = stack[found]
      put(members[index], in: stack[found])
      stacks[body]?.remove(at: found)
    }
  }

  // MARK: The rest

  private mutating func insertRest(
    _ members: [CommentMember],
    _ sequence: [Int],
    _ places: [Int?]
  ) {
    var behind: Int?
    var run: [CommentMember] = []
    for index in sequence {
      guard let place = places[index] else {
        run.append(members[index])
        continue
      }
      insert(run, behind: behind)
      run.removeAll()
      behind = place
    }
    insert(run, behind: behind)
  }

  private mutating func insert(_ run: [CommentMember], behind: Int?) {
    order.insert(run.count, behind: behind)
    for member in run {
      slots.append(CommentSlot())
      put(member, in: slots.count - 1)
    }
  }
}

/// Author and body: what has to be equal before times are compared.
private struct Voice: Hashable {
  var author: [UInt8]?
  var bodyHash: UInt64

  init(of member: CommentMember) {
    author = member.foldedAuthor
    bodyHash = member.bodyHash
  }
}

extension [CommentMember] {
  /// Looks one up where they are in the order of their numbers.
  fileprivate func first(numbered number: Int64) -> CommentMember? {
    let place = partitioningIndex { $0.number >= number }
    return place < count && self[place].number == number ? self[place] : nil
  }
}

extension Array {
  /// The first place from which on the condition holds.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
