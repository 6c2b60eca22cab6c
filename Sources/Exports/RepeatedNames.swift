/// Which ids or links occur more than once in a document, and therefore identify nothing.
///
/// Remembers hashes, and a bounded number of them; names beyond are taken to be new.
struct RepeatedNames {
  private var seen: Set<Int> = []
  private var repeated: Set<Int> = []

  /// Takes in one occurrence of a name.
  mutating func note(_ name: String) {
    let hash = name.hashValue
    if seen.contains(hash) {
      repeated.insert(hash)
    } else if seen.count < Self.maximum {
      seen.insert(hash)
    }
  }

  /// Whether a name has been noted more than once so far.
  func isRepeated(_ name: String) -> Bool { repeated.contains(name.hashValue) }

  /// Names remembered.
  private static let maximum = 1_000_000
}
