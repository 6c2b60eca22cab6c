import Weblog

/// JSON Feed 1.0 and 1.1, and RSS written as JSON.
///
/// A JSON Feed is an object with facts about the blog and a list `items`; RSS is
/// `{"rss": {"channel": {…, "item": […]}}}`, where `item` may also be a single object. The version of a
/// JSON Feed is in its `version`, `https://jsonfeed.org/version/1.1`; without one that makes sense the
/// items are read all the same, with the notice `unknown-version`. Several documents in one file, one
/// after the other or in a list, are read in their order.
///
/// The items often come before what they need to be understood, such as the address of the home page, and
/// only the whole document tells whether an id is unique. So the first items are held back until
/// the document has ended or their number or size is too large; what comes later is handed over as it
/// comes, and only the first item with an id keeps it.
struct JSONFeed: EntryReader {
  private let limits: ReadingLimits
  private var scanner: JSONScanner
  private var place = Place.outside
  private var head = JSONHead()
  private var held: [JSONItem] = []
  private var heldBytes: Int64 = 0
  /// The items of the document at hand are no longer held back.
  private var isFlowing = false
  private var names = NameCensus()
  private var toldBlog = BlogEntry()
  private var toldWithheld = 0
  private var ready: ArraySlice<Entry> = []
  private var items = 0
  /// The document at hand is a feed; and so was any in the file.
  private var isFeed = false {
    didSet { isRecognized = isRecognized || isFeed }
  }
  private var isRecognized = false
  private var isFinished = false
  /// Thrown once what was read before it has been handed over.
  private var failure: (any Error)?

  private enum Place {
    case outside, document, rss, channel, items
  }

  private static let maximumHeldItems = 512
  private static let maximumHeldBytes: Int64 = 8 << 20
  /// Values inside one item, and inside one member beside the items.
  private static let maximumNodes = 1 << 18

  init(input: ByteInput, limits: ReadingLimits) {
    self.limits = limits
    scanner = JSONScanner(input: input, limits: limits)
  }

  var report: ReadingReport { scanner.report }

  mutating func next() throws -> Entry? {
    while true {
      if let entry = ready.popFirst() { return entry }
      if let failure { throw failure }
      guard !isFinished else { return nil }
      do {
        try advance()
      } catch {
        failure = error
        release()
      }
    }
  }
}

// MARK: Structure

extension JSONFeed {
  private mutating func advance() throws {
    guard let token = try scanner.next() else { return try finish() }
    switch place {
    case .outside:
      if token == .beginObject { place = .document }
    case .document, .rss, .channel:
      if token == .name { try readMember(scanner.string) } else { leave() }
    case .items:
      if token == .endArray {
        place = head.dialect == .rss ? .channel : .document
      } else {
        try readItem(token)
      }
    }
  }

  private mutating func leave() {
    switch place {
    case .channel: place = .rss
    case .rss: place = .document
    default: endDocument()
    }
  }

  private mutating func finish() throws {
    isFinished = true
    release()
    // What the missing end would have said is nobody's fault, so nothing is noted.
    if let version = variant { scanner.report.variant = scanner.report.variant ?? version }
    guard isRecognized || scanner.isTruncated else { throw ExportError(.unrecognized, at: 0) }
  }

  private mutating func readMember(_ name: String) throws {
    guard let token = try scanner.next() else { return try finish() }
    switch (place, name, token) {
    case (.document, "rss", .beginObject): place = .rss
    case (.rss, "channel", .beginObject):
      place = .channel
      isFeed = true
      head.beginChannel()
    case (.document, "items", .beginArray), (.channel, "item", .beginArray):
      place = .items
      isFeed = true
    case (.document, "items", .beginObject), (.channel, "item", .beginObject):
      isFeed = true
      try readItem(token)
    default: try readHead(name, token)
    }
  }

  private mutating func readHead(_ name: String, _ token: JSONToken) throws {
    guard place == .channel || head.dialect == .jsonFeed else {
      // What stands around a channel says nothing of the blog.
      if try !scanner.skip(startingWith: token) { try finish() }
      return
    }
    let start = scanner.tokenOffset
    guard let value = try scanner.value(startingWith: token, maximumNodes: Self.maximumNodes) else {
      return try finish()
    }
    if !head.take(name, value, size: scanner.window.offset - start) {
      scanner.note("dropped-value", at: start)
    }
    if head.version?.contains("jsonfeed.org/version/") == true { isFeed = true }
  }

  private mutating func readItem(_ token: JSONToken) throws {
    guard token == .beginObject else {
      scanner.report.skipped += 1
      if try !scanner.skip(startingWith: token) { try finish() }
      return
    }
    let start = scanner.tokenOffset
    guard items < limits.entries else { throw ExportError(.tooManyEntries, at: start) }
    guard let value = try scanner.value(startingWith: token, maximumNodes: Self.maximumNodes) else {
      return try finish()
    }
    items += 1
    hold(JSONItem(value: value, number: items, offset: start), size: scanner.window.offset - start)
  }
}

// MARK: Entries

extension JSONFeed {
  private mutating func hold(_ item: JSONItem, size: Int64) {
    held.append(item)
    heldBytes += size + item.value.weight
    guard isFlowing || held.count >= Self.maximumHeldItems || heldBytes > Self.maximumHeldBytes
    else { return }
    release()
    isFlowing = true
  }

  private mutating func endDocument() {
    release()
    noteVersion()
    place = .outside
    head = JSONHead()
    (isFeed, isFlowing) = (false, false)
    names = NameCensus()
    (toldBlog, toldWithheld) = (BlogEntry(), 0)
  }

  private mutating func noteVersion() {
    guard isFeed else { return }
    if variant == nil { scanner.note("unknown-version") }
    scanner.report.variant = scanner.report.variant ?? variant
  }

  private var variant: String? {
    guard isFeed else { return nil }
    return head.dialect == .rss ? "rss-in-json" : head.jsonFeedVersion
  }

  /// Hands over the blog, where there is news of it, and the items held back.
  private mutating func release() {
    var entries: [Entry] = []
    if !isFlowing || held.isEmpty { entries += blogEntries() }
    let home = head.home
    var posts = held.map { post(of: $0, home: home) }
    for post in posts { names.note(post) }
    for index in posts.indices where names.disown(&posts[index]) {
      scanner.note("repeated-id", at: posts[index].offset)
    }
    held = []
    heldBytes = 0
    entries += posts.map(Entry.post)
    ready = ready + entries
  }

  private mutating func blogEntries() -> [Entry] {
    let (blog, withheld) = head.blog
    scanner.report.withheld += max(0, withheld - toldWithheld)
    toldWithheld = max(withheld, toldWithheld)
    guard blog != toldBlog else { return [] }
    toldBlog = blog
    return [.blog(blog)]
  }

  private mutating func post(of item: JSONItem, home: BlogHome) -> PostEntry {
    let made =
      head.dialect == .rss
      ? JSONChannelItem(item, home: home).made : JSONFeedItem(item, home: home).made
    scanner.report.withheld += made.withheld
    if made.dropped > 0 {
      scanner.report.note("dropped-value", at: item.offset, count: made.dropped)
    }
    return made.post
  }
}
