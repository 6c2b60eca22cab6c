/// Which names stand for more than one item of a document, and so for none.
///
/// The same item said twice is no repetition. Names are remembered by their hash, up to a bound; beyond it a new
/// name is trusted.
struct NameCensus {
  /// What an item is known by.
  enum Name: Hashable {
    case id(String)
    case page(String)
  }

  /// The item that each name was first seen with.
  private var items: [Int: Int] = [:]
  private var repeated: Set<Int> = []

  /// Names remembered: what a large export could hold, at some megabytes.
  private static let maximum = 600_000

  /// Takes in one occurrence of a name.
  ///
  /// - Parameters:
  ///   - name: the id or address.
  ///   - item: a number that is the same for what is the same item said again.
  /// - Returns: Whether the item is the first that has the name.
  @discardableResult
  mutating func note(_ name: Name, of item: Int) -> Bool {
    let key = name.hashValue
    if let first = items[key] {
      if first != item { repeated.insert(key) }
      return first == item
    }
    if items.count < Self.maximum { items[key] = item }
    return true
  }

  /// Whether a name has been noted with different items so far.
  func isRepeated(_ name: Name) -> Bool { repeated.contains(name.hashValue) }
}
