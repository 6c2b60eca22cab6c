import Detection
import Weblog

/// Blogger's Atom: the classic export, the `feed.atom` of a Takeout, and the feeds of a live blog.
///
/// All three are one `atom:feed` whose entries are posts, pages and comments, told apart by
///
/// - the `kind` category in a classic export, which also holds settings and the template;
/// - `blogger:type` (`POST`, `PAGE`, `COMMENT`) in a Takeout, with `blogger:status`, `blogger:trashed`,
///   `blogger:filename` (the path of the post; the link element is empty), `blogger:parent` (post of a
///   comment) and `blogger:inReplyTo` (comment that it answers);
/// - nothing in a live feed: an entry with `thr:in-reply-to` is a comment, the others are posts.
///
/// `BloggerItem` makes the entries; `BloggerIdentity` the ids, which are the same in all three.
struct BloggerAtom: EntryReader {
  private let format: Format
  private let limits: ReadingLimits
  private var scanner: XMLScanner
  private var identity: BloggerIdentity
  private let head = AtomEntry()
  /// Where the first link to a page leads, of the head or, in a document without one there, of an item.
  private var home: BlogHome?
  private var blog = BlogEntry()
  /// The feed's head has said something since the blog was last described.
  private var isHeadNew = false
  private var told = ToldBlog()
  /// Waits while the blog is told first.
  private var waiting: Entry?
  private var feedDepth = 0
  private var entries = 0
  private var posts = 0
  private var comments = 0
  private var isFinished = false

  init(format: Format, input: ByteInput, limits: ReadingLimits) {
    self.format = format
    self.limits = limits
    scanner = XMLScanner(input: input, limits: limits)
    identity = BloggerIdentity(isMixed: format == .bloggerTakeout)
  }

  var report: ReadingReport {
    var report = scanner.report
    // A classic export counts settings and comments along, so its total declares nothing.
    if format == .bloggerFeed {
      report.declare(head.totalResults, isOfComments: posts == 0 && comments > 0)
    }
    return report
  }

  mutating func next() throws -> Entry? {
    if let entry = waiting {
      waiting = nil
      return entry
    }
    let entry = isFinished ? nil : try nextItem()
    guard isHeadNew, entry == nil || told.isDue else { return entry }
    describeBlog()
    guard let blog = told.news(blog) else { return entry }
    waiting = entry
    return .blog(blog)
  }
}

extension BloggerAtom {
  /// The next post or comment; what belongs to the feed itself is taken in on the way.
  private mutating func nextItem() throws -> Entry? {
    while let token = try scanner.next() {
      switch token {
      case .start(let name) where name.element == .feed:
        feedDepth = scanner.depth
        head.language = scanner.attributes["xml:lang"] ?? head.language
        isHeadNew = true
        home = nil
      case .start(let name) where name.element == .entry:
        if let entry = try readEntry() { return entry }
      case .start(let name):
        // A stranger around the feed may hold one further down, so it is entered, not skipped.
        guard feedDepth > 0 else { continue }
        isHeadNew = true
        try scanner.read(name, into: head)
        if name.element == .link { learnHome(from: head.links.last) }
      default: break
      }
    }
    return try finish()
  }

  private mutating func finish() throws -> Entry? {
    isFinished = true
    guard feedDepth > 0 || entries > 0 || scanner.isTruncated else {
      throw ExportError(.unrecognized, at: 0)
    }
    return nil
  }

  private mutating func readEntry() throws -> Entry? {
    guard entries < limits.entries else {
      throw ExportError(.tooManyEntries, at: scanner.tokenOffset)
    }
    entries += 1
    guard let entry = try scanner.atomEntry() else { return nil }
    entry.locator = "entry " + String(entries)
    scanner.report.withheld += entry.withheld
    switch entry.kind {
    case "post", "page", "comment": return item(of: entry)
    case "settings": takeSetting(entry)
    case "template": scanner.report.skipped += 1
    default:
      guard BloggerSettings.isSetting(id: entry.id) else { return item(of: entry) }
      takeSetting(entry)
    }
    return nil
  }

  private mutating func item(of entry: AtomEntry) -> Entry? {
    learnHome(from: entry.links.first { $0.isPage && $0.isAbsolute })
    var item = BloggerItem(entry, home: home ?? BlogHome(nil))
    let result = item.entry(&identity)
    for code in item.trouble { scanner.note(code, at: entry.offset) }
    switch result {
    case .post: posts += 1
    case .comment: comments += 1
    default: scanner.report.skipped += 1
    }
    return result
  }

  private mutating func learnHome(from link: AtomLink?) {
    guard home == nil, let link, link.isPage, link.isAbsolute else { return }
    home = BlogHome(link.href)
  }

  private mutating func takeSetting(_ entry: AtomEntry) {
    scanner.report.skipped += 1
    let (extra, withheld) = BloggerSettings.summary(of: entry)
    scanner.report.withheld += withheld
    guard let extra else { return }
    isHeadNew = true
    head.keep(extra.name, extra.value)
    if extra.name.hasSuffix("/BLOG_LOCALE"), head.language == nil {
      head.language = BloggerSettings.language(ofLocale: extra.value)
    }
  }

  private mutating func describeBlog() {
    isHeadNew = false
    scanner.report.withheld += head.withheld
    head.withheld = 0
    blog.title = head.title
    blog.subtitle = head.subtitle.flatMap { $0.text.isEmpty ? nil : $0 }
    blog.url = head.links.first { $0.isPage && $0.isAbsolute }?.href
    blog.nativeIDs = BloggerIdentity.blog(head.id).map { [$0] } ?? []
    blog.language = head.language
    blog.authors = head.authors
    blog.ext = head.extras
  }
}
