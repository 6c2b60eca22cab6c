import Weblog

/// Atom feeds, and single entries, of everybody but Blogger.
///
/// - Atom 1.0 (RFC 4287): `feed` and `entry` in `http://www.w3.org/2005/Atom`;
/// - Atom 0.3: the same in `http://purl.org/atom/ns#`, with `tagline`, `modified`, `issued`, `created`, `copyright`
///   and texts that have a `mode`;
/// - a `feed` in no namespace, or one nobody knows: its elements are read as Atom's.
///
/// An entry with `thr:in-reply-to`, or with the id or link of a WordPress comment, is a comment; the others are
/// posts. The first entries are held back, so that ids which are not unique are known for what they are and the
/// head of the feed has been read; a feed that is longer is then streamed.
struct AtomFeed: EntryReader {
  private let limits: ReadingLimits
  private var scanner: XMLScanner
  private let head = AtomEntry()
  /// What the head says so far; looked at before the first entries are handed over, and at the end.
  private var feed: AtomHead?
  private var isHeadNew = false
  /// The home page of the blog in a feed of the comments on one post, whose own page is the post's.
  private var site: String?
  private var toldBlog: BlogEntry?
  private var feedDepth = 0
  private var entries = 0
  private var posts = 0
  private var comments = 0
  private var held: [AtomEntry] = []
  private var heldBytes = 0
  private var isStreaming = false
  private var census = AtomCensus()
  private var ready: [Entry] = []
  private var position = 0
  private var isFinished = false
  /// What ended the reading, once everything before it has been handed over.
  private var failure: (any Error)?

  /// Entries, and bytes of their texts, held back.
  private static let maximumHeld = 512
  private static let maximumHeldBytes = 16 << 20

  init(input: ByteInput, limits: ReadingLimits) {
    self.limits = limits
    scanner = XMLScanner(input: input, limits: limits)
  }

  var report: ReadingReport {
    var report = scanner.report
    report.declare(head.totalResults, isOfComments: posts == 0 && comments > 0)
    return report
  }

  mutating func next() throws -> Entry? {
    while position >= ready.count {
      if let failure { throw failure }
      guard !isFinished else { return nil }
      ready.removeAll(keepingCapacity: true)
      position = 0
      do { try fill() } catch { failure = error }
      release()
    }
    defer { position += 1 }
    return ready[position]
  }
}

// MARK: Reading

extension AtomFeed {
  /// Reads as many entries as are held back.
  private mutating func fill() throws {
    let maximum = isStreaming ? 1 : Self.maximumHeld
    while held.count < maximum, heldBytes < Self.maximumHeldBytes {
      guard let token = try scanner.next() else { return try finish() }
      guard case .start(let name) = token else { continue }
      if feedDepth == 0 { adoptNamespace(of: name) }
      try read(name)
    }
  }

  private mutating func read(_ name: XMLName) throws {
    if name.element == .feed || (feedDepth == 0 && name.local == "feed") {
      beginFeed(name)
    } else if name.element == .entry || (scanner.depth == 1 && name.local == "entry") {
      try readEntry()
    } else if feedDepth > 0 {
      isHeadNew = true
      try scanner.read(name, into: head)
    }
    // A stranger around the feed may hold one further down, so it is entered, not skipped.
  }

  private mutating func beginFeed(_ name: XMLName) {
    feedDepth = scanner.depth
    head.language = scanner.inheritance.language?.nonEmpty ?? head.language
    isHeadNew = true
    scanner.report.variant = variant(name) ?? scanner.report.variant
  }

  private func variant(_ root: XMLName) -> String? {
    switch root.uri {
    case XMLNamespaces.atom03: return "0.3"
    case XMLNamespaces.atom: return "1.0"
    default: return scanner.attributes["version"]?.trimmed == "0.3" ? "0.3" : nil
    }
  }

  /// A feed or a lone entry in another namespace than Atom's was meant to be in it.
  private mutating func adoptNamespace(of root: XMLName) {
    guard root.uri != XMLNamespaces.atom, root.local == "feed" || root.local == "entry",
      root.element != nil || scanner.depth == 1
    else { return }
    scanner.scope.adopt(root.uri, as: XMLNamespaces.atom)
  }

  private mutating func readEntry() throws {
    guard entries < limits.entries else {
      throw ExportError(.tooManyEntries, at: scanner.tokenOffset)
    }
    entries += 1
    if feedDepth == 0, scanner.report.variant == nil { scanner.report.variant = "1.0" }
    guard let entry = try scanner.atomEntry() else { return }
    entry.locator = "entry " + String(entries)
    scanner.report.withheld += entry.withheld
    heldBytes += entry.weight
    held.append(entry)
  }

  private mutating func finish() throws {
    isFinished = true
    guard feedDepth > 0 || entries > 0 || scanner.isTruncated else {
      throw ExportError(.unrecognized, at: 0)
    }
  }
}

// MARK: Handing over

extension AtomFeed {
  /// Makes entries of what is held back.
  private mutating func release() {
    isStreaming = true
    let isLast = isFinished || failure != nil
    let known = isLast && isHeadNew ? nil : feed
    let head = known ?? AtomHead(self.head)
    let items = held.map { AtomItem($0, in: head) }
    held.removeAll(keepingCapacity: true)
    heldBytes = 0
    for item in items { census.note(item) }
    if known == nil { tellBlog(head, items) }
    for item in items { ready.append(item.entry(census)) }
    for item in items {
      if item.isComment { comments += 1 } else { posts += 1 }
      let isRepeated = !item.atom.id.isEmpty && !census.trusts(id: item.atom.id)
      if isRepeated { scanner.note("repeated-id", at: item.atom.offset) }
    }
  }

  private mutating func tellBlog(_ head: AtomHead, _ items: [AtomItem]) {
    feed = head
    guard isHeadNew else { return }
    isHeadNew = false
    scanner.report.withheld += self.head.withheld
    self.head.withheld = 0
    site = site ?? Self.site(of: items, at: head.home)
    let blog = head.blog(isDiscussionAt: site)
    guard blog != toldBlog else { return }
    toldBlog = blog
    ready.append(.blog(blog))
  }

  private static func site(of items: [AtomItem], at page: String?) -> String? {
    guard let page, !items.isEmpty, items.allSatisfy({ $0.discusses(page) }) else { return nil }
    return items.lazy.compactMap(\.discussionSite).first
  }
}
