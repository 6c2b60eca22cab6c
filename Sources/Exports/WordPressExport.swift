import Weblog

/// WordPress's eXtended RSS (WXR), as WordPress and those that imitate it write it.
///
/// An RSS 2.0 document with elements of its own, whose prefix is `wp`:
///
///     rss/channel
///       title, link, description, language, wp:wxr_version, wp:base_site_url, wp:base_blog_url
///       wp:author, wp:category, wp:tag, wp:term          people and terms, each with its parts
///       item                                             post, page, attachment, or the site's plumbing
///         title, link, pubDate, dc:creator, guid, content:encoded, excerpt:encoded
///         wp:post_id, wp:post_date, wp:post_date_gmt, wp:status, wp:post_type, wp:post_parent …
///         category, wp:postmeta
///         wp:comment                                     with wp:comment_parent, 0 at the top
///
/// Versions 1.0 to 1.2 differ in what they add, not in what they mean. A post is handed over when its first
/// comment begins, so a discussion is never held in memory. `WordPressItem` holds one item,
/// `WordPressPost` makes the entry, `WordPressIdentity` the ids, `AttachmentIndex` brings files to posts.
struct WordPressExport: EntryReader {
  private let limits: ReadingLimits
  private let keepsCustomTypes: Bool
  private var scanner: XMLScanner
  private var channel = WordPressChannel()
  private var told = ToldBlog()
  private var identity = WordPressIdentity()
  private var names = NameCensus()
  private var attachments = AttachmentIndex()
  /// The blog whose numbers `attachments` knows.
  private var numberedBase = ""
  private var item: WordPressItem?
  private var itemDepth = 0
  /// The item is the root: one platform gave each post a file of its own.
  private var isFragment = false
  /// Entries made; those before `handedOver` are gone.
  private var waiting: [Entry] = []
  private var handedOver = 0
  private var entries = 0
  private var items = 0
  private var isRecognized = false
  private var isFinished = false
  private var dialect = "wordpress"

  /// Items of types that a theme or a plugin defines are kept, if they say something, or skipped.
  init(input: ByteInput, limits: ReadingLimits, keepsCustomTypes: Bool = true) {
    self.limits = limits
    self.keepsCustomTypes = keepsCustomTypes
    scanner = XMLScanner(input: input, limits: limits)
  }

  var report: ReadingReport {
    var report = scanner.report
    report.variant = dialect
    return report
  }

  mutating func next() throws -> Entry? {
    if handedOver == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      handedOver = 0
      while waiting.isEmpty, !isFinished { try advance() }
    }
    guard handedOver < waiting.count else { return nil }
    handedOver += 1
    return waiting[handedOver - 1]
  }

  /// Reads one token, or the element that it begins.
  private mutating func advance() throws {
    guard let token = try scanner.next() else { return try finish() }
    switch token {
    case .start(let name):
      if let item {
        try read(name, into: item)
      } else {
        try readOutside(name)
      }
    case .end: if scanner.depth < itemDepth { endItem() }
    default: break
    }
  }

  private mutating func finish() throws {
    isFinished = true
    guard isRecognized || scanner.isTruncated else { throw ExportError(.unrecognized, at: 0) }
    tellBlog(isLast: true)
  }

  /// Hands an entry over, and before it the blog if there is news of it.
  private mutating func tell(_ entry: Entry) {
    tellBlog()
    waiting.append(entry)
  }

  private mutating func tellBlog(isLast: Bool = false) {
    guard channel.isNew, isLast || told.isDue else { return }
    channel.isNew = false
    if let blog = told.news(channel.entry) { waiting.append(.blog(blog)) }
  }
}

extension WordPressExport {
  /// Reads what does not stand in an item.
  private mutating func readOutside(_ name: XMLName) throws {
    switch name.rssElement {
    case .rss, .rdf, .channel:
      isRecognized = true
      beginDocument()
    case .item: try beginItem()
    case nil where scanner.depth <= 2 && !Self.isOfChannel(name):
      // A stranger around the channel may hold it further down, so it is entered, not skipped.
      break
    default:
      isRecognized = isRecognized || name.canonical.hasPrefix("wp:")
      try scanner.read(name, into: channel)
      adopt(name)
    }
  }

  private mutating func adopt(_ name: XMLName) {
    switch name.rssElement {
    case .link, .baseSiteURL, .baseBlogURL:
      let told = channel.identity
      if told.base != nil { identity = told }
    default:
      if name.canonical == "generator" { recognize(channel.generator?.lowercased() ?? "") }
    }
  }

  private static func isOfChannel(_ name: XMLName) -> Bool {
    ["language", "generator", "image"].contains(name.canonical)
  }

  /// A document may follow another one, such as the next part of one export.
  private mutating func beginDocument() {
    tellBlog(isLast: true)
    told.beginDocument()
    channel = WordPressChannel()
    identity = WordPressIdentity()
  }

  private mutating func recognize(_ generator: String) {
    for known in ["squarespace", "posterous"] where generator.utf8.contains(known) {
      dialect = known
    }
  }

  private mutating func beginItem() throws {
    isRecognized = true
    try count()
    items += 1
    item = WordPressItem(number: items, offset: scanner.tokenOffset)
    itemDepth = scanner.depth
    isFragment = itemDepth == 1
  }

  private mutating func count() throws {
    guard entries < limits.entries else {
      throw ExportError(.tooManyEntries, at: scanner.tokenOffset)
    }
    entries += 1
  }

  private mutating func read(_ name: XMLName, into item: WordPressItem) throws {
    switch name.rssElement {
    case .item:
      // The end of the last one was forgotten.
      endItem()
      try beginItem()
    case .wpComment: try readComment(of: item)
    default:
      if item.fate != .undecided, !item.hasLateFields {
        item.hasLateFields = true
        scanner.note("late-field", at: scanner.tokenOffset)
      }
      try scanner.read(name, into: item)
    }
  }

  private mutating func readComment(of item: WordPressItem) throws {
    try count()
    if item.fate == .undecided, item.isClassified || item.isOverdue { settle(item) }
    guard item.fate != .skipped else {
      scanner.report.skipped += 1
      return try scanner.skipElement()
    }
    item.comments += 1
    guard let comment = try scanner.wordPressComment(number: item.comments) else { return }
    if comment.isStatusUnknown { scanner.note("unknown-status", at: comment.offset) }
    if case .told(let post) = item.fate {
      tell(.comment(comment.entry(in: item, of: post, identity)))
    } else {
      item.hold(comment)
    }
  }
}

extension WordPressExport {
  private mutating func endItem() {
    itemDepth = 0
    guard let item else { return }
    self.item = nil
    if item.fate == .undecided || (item.hasLateFields && item.fate != .skipped) { settle(item) }
  }

  /// Decides what becomes of an item, and hands it over with the comments that waited for it.
  private mutating func settle(_ item: WordPressItem) {
    noteDialect(of: item)
    guard isKept(item) else { return skip(item) }
    identity.learn(guid: item.guid, link: item.link)
    var maker = WordPressPost(item, identity, own: own(item))
    var post = maker.entry(by: author(of: item))
    for code in maker.trouble { scanner.note(code, at: item.offset) }
    let number = maker.nativeID == nil ? nil : item.id
    if let number, item.type != "attachment" {
      post.media += attachments.media(ofPost: number, featured: item.featured)
    }
    let reference: PostReference = post.nativeIDs.first.map { .native($0) } ?? .preceding
    item.fate = .told(reference)
    tell(.post(post))
    if let number, item.type == "attachment", let file = maker.file {
      tell(file, of: item, number: number)
    }
    for comment in item.held { tell(.comment(comment.entry(in: item, of: reference, identity))) }
    item.letGo()
  }

  /// Hands a file over to the posts before it that it belongs to.
  private mutating func tell(_ file: Medium, of item: WordPressItem, number: Int64) {
    let owners = attachments.posts(ofAttachment: number, parent: item.parent, file: file)
    for (post, medium) in owners {
      guard let id = identity.post(post) else { continue }
      tell(.medium(MediumEntry(locator: item.locator, post: id, medium: medium)))
    }
  }

  private mutating func author(of item: WordPressItem) -> Author? {
    guard let login = item.creator else { return nil }
    if login.isEmailAddress { scanner.report.withheld += 1 }
    return channel.author(login)
  }

  private func isKept(_ item: WordPressItem) -> Bool {
    let isSilent = item.content == nil && item.excerpt == nil && item.description == nil
    // The editor makes one whenever it is opened.
    if item.status == "auto-draft", isSilent { return false }
    switch WordPressPostType(item.type) {
    case .post, .page, .attachment: return true
    case .plumbing: return false
    case .custom:
      return keepsCustomTypes && !(isSilent && item.enclosures.isEmpty && item.featured == 0)
    }
  }

  private mutating func skip(_ item: WordPressItem) {
    item.fate = .skipped
    scanner.report.skipped += 1 + item.held.count
    item.letGo()
    if item.status != "auto-draft" { scanner.note("skipped-post-type", at: item.offset) }
  }

  private mutating func own(_ item: WordPressItem) -> WordPressPost.Own {
    let address = (item.link ?? item.guid ?? item.title ?? "").hashValue
    let owner = item.id?.hashValue ?? address
    let base = identity.base ?? ""
    if base != numberedBase {
      numberedBase = base
      attachments = AttachmentIndex()
    }
    var own = WordPressPost.Own()
    if let id = item.id { own.id = names.note(.id("\(base)?p=\(id)"), of: address) }
    if let guid = item.guid { own.guid = names.note(.id(guid), of: owner) }
    if let link = item.link { own.link = names.note(.page(link), of: owner) }
    for (isOwn, code) in [(own.id, "repeated-id"), (own.guid, "repeated-guid")] where !isOwn {
      scanner.note(code, at: item.offset)
    }
    return own
  }

  /// Where the generator is not named, habits give the platform away.
  private mutating func noteDialect(of item: WordPressItem) {
    guard dialect == "wordpress" else { return }
    if item.hasPassthrough || (item.guid == nil && item.link?.hasPrefix("/") == true) {
      dialect = "squarespace"
    } else if isFragment || item.link?.utf8.contains(".posterous.com/") == true {
      dialect = "posterous"
    }
  }
}

extension String.UTF8View {
  /// Whether a short ASCII text is part of this one.
  fileprivate func contains(_ text: String) -> Bool {
    var rest = self[...]
    while let first = text.utf8.first, let place = rest.firstIndex(of: first) {
      rest = rest[place...]
      if rest.starts(with: text.utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
