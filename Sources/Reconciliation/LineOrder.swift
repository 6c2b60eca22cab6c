/// The order of slots on a line into which others are put anywhere: labels ascend along it, with room
/// between them.
struct LineOrder {
  private static let step: UInt64 = 1 << 32
  private static let none = -1

  /// For each slot its label and the slot behind it.
  private var labels: [UInt64] = []
  private var next: [Int] = []
  private var first = none

  /// The slots in order.
  var sequence: [Int] {
    var sequence: [Int] = []
    var slot = first
    while slot != Self.none {
      sequence.append(slot)
      slot = next[slot]
    }
    return sequence
  }

  func precedes(_ one: Int, _ other: Int) -> Bool { labels[one] < labels[other] }

  /// Puts in the next slots of the count, one behind the other, behind one that is there or in front.
  mutating func insert(_ count: Int, behind: Int?) {
    guard count > 0 else { return }
    let start = labels.count
    let after = behind.map { next[$0] } ?? first
    labels += newLabels(count, behind: behind, before: after)
    next += (start + 1..<start + count + 1)
    next[start + count - 1] = after
    if let behind { next[behind] = start } else { first = start }
    if labels[start] == 0 { spread() }
  }

  /// All zero when there is no room left.
  private func newLabels(_ count: Int, behind: Int?, before after: Int) -> [UInt64] {
    let low = behind.map { labels[$0] } ?? 0
    let high = after == Self.none ? .max : labels[after]
    let gap = min(Self.step, (high - low) / UInt64(count + 1))
    guard gap > 0 else { return Array(repeating: 0, count: count) }
    // The ends keep their room: in front the new ones stand close to what follows.
    let isFront = behind == nil && after != Self.none
    let base = isFront ? high - gap * UInt64(count + 1) : behind == nil ? .max / 2 : low
    return (1...count).map { base + gap * UInt64($0) }
  }

  private mutating func spread() {
    for (place, slot) in sequence.enumerated() {
      labels[slot] = .max / 4 + UInt64(place) * Self.step
    }
  }
}
