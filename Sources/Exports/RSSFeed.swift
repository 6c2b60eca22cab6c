import Weblog

/// RSS of every version, from 0.90 to 2.0 and 1.1, as a stream of posts or of comments.
///
/// - RSS 0.91 to 2.0: `rss@version` holds one `channel`, and the channel its `item`s. No namespace of its own,
///   though some declare one.
/// - RSS 0.90, 1.0 and 1.1: RDF. `rdf:RDF` holds the `channel`, and beside it the `item`s, `image` and `textinput`;
///   an item is known by its `rdf:about`.
/// - In practice also: items outside the channel, no root at all, names in another case, several
///   documents in one.
///
/// Modules add elements from namespaces of their own (`content:encoded`, `dc:creator`, …). What a field is
/// there for is read by `RSSElement`; everything else is kept as extras.
///
/// The first items are held back until it is known which ids and links stand for one item only.
struct RSSFeed: EntryReader {
  private let limits: ReadingLimits
  private var scanner: XMLScanner
  private var vocabulary = RSSVocabulary()
  private var names = NameCensus()
  private var channel = RSSChannel()
  private var isChannelOpen = false
  private var isFeed = false
  private var told = ToldBlog()
  private var isItemInHand = false
  /// Items that wait until the names are known, in reverse.
  private var held: [RSSItem] = []
  private var isHolding = true
  /// What ended the reading while items were held back.
  private var failure: (any Error)?
  /// Waits while the blog is told first.
  private var waiting: Entry?
  private var items = 0
  private var posts = 0
  private var comments = 0
  private var isFinished = false

  /// Items held back, and how many bytes of the document they may stand for.
  private static let heldItems = 512
  private static let heldBytes = 16 << 20

  init(input: ByteInput, limits: ReadingLimits) {
    self.limits = limits
    scanner = XMLScanner(input: input, limits: limits)
  }

  var report: ReadingReport {
    var report = scanner.report
    report.declare(channel.totalResults, isOfComments: posts == 0 && comments > 0)
    return report
  }

  mutating func next() throws -> Entry? {
    if let entry = waiting {
      waiting = nil
      return entry
    }
    guard let item = try nextItem() else {
      return news(of: channel, isLast: true).map { .blog($0) }
    }
    let entry = entry(of: item)
    guard let blog = news(of: item.channel) else { return entry }
    waiting = entry
    return .blog(blog)
  }
}

// MARK: Entries

extension RSSFeed {
  private mutating func entry(of item: RSSItem) -> Entry {
    scanner.report.withheld += item.extras.withheld
    if let comment = RSSComment(item, names) {
      let entry = comment.comment()
      if comments == 0, posts == 0 { item.channel.takeComment(entry) }
      comments += 1
      return .comment(entry)
    }
    posts += 1
    item.channel.isOfComments = false
    var post = RSSPost(item, names)
    let entry = post.post()
    for code in post.trouble { scanner.note(code, at: item.offset) }
    return .post(entry)
  }

  /// What a channel says that has not been told yet.
  private mutating func news(of channel: RSSChannel, isLast: Bool = false) -> BlogEntry? {
    guard isFeed, channel.isNew, isLast || told.isDue else { return nil }
    channel.isNew = false
    scanner.report.withheld += channel.extras.withheld
    channel.extras.withheld = 0
    return told.news(channel.blogEntry())
  }
}

// MARK: Items

extension RSSFeed {
  private mutating func nextItem() throws -> RSSItem? {
    if isHolding { hold() }
    if let item = held.popLast() { return item }
    if let failure {
      self.failure = nil
      throw failure
    }
    guard !isFinished, let item = try readItem() else { return nil }
    item.note(in: &names)
    return item
  }

  private mutating func hold() {
    isHolding = false
    var bytes = 0
    do {
      while held.count < Self.heldItems, bytes < Self.heldBytes, let item = try readItem() {
        item.note(in: &names)
        bytes += Int(clamping: scanner.tokenOffset - item.offset)
        held.append(item)
      }
    } catch {
      isFinished = true
      failure = error
    }
    held.reverse()
  }

  /// The next whole item; what belongs to the channel is taken in on the way.
  private mutating func readItem() throws -> RSSItem? {
    while true {
      if isItemInHand {
        isItemInHand = false
        if let item = try itemInHand() { return item }
        continue
      }
      guard let token = try scanner.next() else { return try finish() }
      if case .start(let name) = token { try read(name) }
    }
  }

  private mutating func finish() throws -> RSSItem? {
    isFinished = true
    guard isFeed || scanner.isTruncated else { throw ExportError(.unrecognized, at: 0) }
    return nil
  }

  private mutating func itemInHand() throws -> RSSItem? {
    guard items < limits.entries else {
      throw ExportError(.tooManyEntries, at: scanner.tokenOffset)
    }
    items += 1
    let item = RSSItem(channel: channel, offset: scanner.tokenOffset)
    item.locator = "item " + String(items)
    switch try scanner.read(item, vocabulary) {
    case .whole: return item
    case .interrupted:
      isItemInHand = true
      return item
    case .cut: return nil
    }
  }

  /// Reads what is not inside an item.
  private mutating func read(_ name: XMLName) throws {
    switch vocabulary.frame(name) {
    case .item:
      isFeed = true
      isItemInHand = true
    case .rss:
      begin(version: scanner.attributes["version"]?.trimmed.nonEmpty)
    case .rdf: begin(version: versionOfRDF())
    case .channel: openChannel(name)
    default:
      // A stranger around the feed may hold one further down, so it is entered, not skipped.
      guard isFeed, !isPassedThrough(name) else { return }
      channel.isNew = true
      isItemInHand = try scanner.read(name, into: channel, vocabulary)
    }
  }

  private func isPassedThrough(_ name: XMLName) -> Bool {
    switch vocabulary.element(name) {
    case .items, .rdfSequence, .rdfEntry: true
    default: false
    }
  }

  private mutating func begin(version: String?) {
    // A second document in the file is another feed.
    if isChannelOpen { beginChannel() }
    isChannelOpen = false
    isFeed = true
    scanner.report.variant = scanner.report.variant ?? version
  }

  private mutating func beginChannel() {
    channel = RSSChannel()
    told.beginDocument()
  }

  private mutating func openChannel(_ name: XMLName) {
    if isChannelOpen { beginChannel() }
    isChannelOpen = true
    isFeed = true
    channel.isNew = true
    scanner.report.variant = scanner.report.variant ?? Self.version(ofChannel: name)
    if let home = scanner.attributes["HREF"]?.trimmed { channel.link = home }
    scanner.keepAttributes(
      named: "channel",
      besides: ["HREF", "rdf:about", "xml:base", "xml:lang"],
      into: &channel.extras
    )
    if let language = scanner.inheritance.language?.nonEmpty {
      _ = channel.language.offer(language, named: "xml:lang", rank: 0)
    }
  }

  /// The version that the namespace of names without a prefix belongs to.
  private mutating func versionOfRDF() -> String? {
    let name = scanner.scope.resolve("channel".utf8.span, isAttribute: false).name
    return Self.version(ofChannel: name)
  }

  /// The RDF versions are told by their namespace.
  private static func version(ofChannel name: XMLName) -> String? {
    for (prefix, version) in [("rss10:", "1.0"), ("rss090:", "0.90"), ("rss11:", "1.1")]
    where name.canonical.hasPrefix(prefix) {
      return version
    }
    return name.local == "CHANNEL" ? "CDF" : nil
  }
}
