/// What the entries of a feed have to know of each other.
struct AtomCensus {
  private var ids = NameCensus()
  private var pages = NameCensus()
  private(set) var threads = AtomThreads()

  mutating func note(_ item: AtomItem) {
    let fingerprint = item.fingerprint
    if !item.atom.id.isEmpty { ids.note(item.atom.id, of: fingerprint) }
    if item.isComment {
      threads.note(item.atom)
    } else if let url = item.url {
      pages.note(url, of: fingerprint)
    }
  }

  /// Whether an id belongs to one entry alone.
  func trusts(id: String) -> Bool { !id.isEmpty && !ids.isRepeated(id) }

  /// Whether an address belongs to one entry alone.
  func trusts(page: String) -> Bool { !pages.isRepeated(page) }
}
