/// Which ids and addresses stand for more than one item of a document, and so for none.
///
/// The same item said twice is no repetition. Names are remembered by their hash, up to a bound; beyond
/// it a new name is trusted.
struct RepeatedNames {
  /// The item that each name was first seen with.
  private var items: [Int: Int] = [:]
  private var repeated: Set<Int> = []

  /// Names remembered: what a feed could hold, at a few megabytes.
  private static let maximum = 200_000

  mutating func add(_ item: RSSItem) {
    let fingerprint = item.fingerprint
    if let guid = item.guid ?? item.about { add(Self.key(guid, 1), fingerprint) }
    if let link = item.link { add(Self.key(link, 2), fingerprint) }
  }

  private mutating func add(_ key: Int, _ fingerprint: Int) {
    if let first = items[key] {
      if first != fingerprint { repeated.insert(key) }
    } else if items.count < Self.maximum {
      items[key] = fingerprint
    }
  }

  func isRepeated(guid: String) -> Bool { repeated.contains(Self.key(guid, 1)) }
  func isRepeated(link: String) -> Bool { repeated.contains(Self.key(link, 2)) }

  private static func key(_ name: String, _ kind: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(kind)
    hasher.combine(name)
    return hasher.finalize()
  }
}
