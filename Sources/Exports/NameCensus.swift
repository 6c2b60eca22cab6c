/// Which names (ids or addresses) stand for more than one item of a document, and so for none.
///
/// The same item said twice is no repetition. Names are remembered by their hash, up to a bound; beyond it a new
/// name is trusted.
struct NameCensus {
  /// The item that each name was first seen with.
  private var items: [Int: Int] = [:]
  private var repeated: Set<Int> = []

  /// Names remembered: what a feed could hold, at a few megabytes.
  private static let maximum = 200_000

  /// Takes in one occurrence of a name.
  ///
  /// - Parameters:
  ///   - name: the id or address.
  ///   - item: a number that is the same for what is the same item said again.
  mutating func note(_ name: String, of item: Int) {
    let key = name.hashValue
    if let first = items[key] {
      if first != item { repeated.insert(key) }
    } else if items.count < Self.maximum {
      items[key] = item
    }
  }

  /// Whether a name has been noted with different items so far.
  func isRepeated(_ name: String) -> Bool { repeated.contains(name.hashValue) }
}
