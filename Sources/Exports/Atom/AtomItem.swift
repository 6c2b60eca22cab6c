import Weblog

/// Makes a post or a comment of one Atom entry.
struct AtomItem {
  let atom: AtomEntry
  /// Whether the entry answers another one.
  let isComment: Bool
  /// The entry's own page.
  let url: String?
  private let aliases: [String]
  /// The home of the blog that the entry comes from.
  private let home: BlogHome
  private let head: AtomHead
  private let commentAddress: WordPressAddress?

  init(_ atom: AtomEntry, in head: AtomHead) {
    atom.resolveAddresses(against: head.base)
    self.atom = atom
    self.head = head
    let pages = atom.links.filter(\.isPage)
    commentAddress = ([atom.id] + pages.map(\.href)).lazy.map(WordPressAddress.init)
      .first { $0.comment != nil }
    isComment = atom.inReplyTo != nil || commentAddress != nil
    home = BlogHome(atom.source?.homePage ?? head.home)
    var seen: Set<String> = []
    let addresses = pages.filter(\.isAbsolute).map(\.href).filter { seen.insert($0).inserted }
    if let original = atom.extras.first(where: { $0.name == Self.original })?.value {
      url = original
      aliases = addresses.filter { $0 != original }
    } else if let permalink = atom.permalink(besides: addresses.first, home: home) {
      url = permalink
      aliases = []
    } else {
      url = addresses.first
      aliases = Array(addresses.dropFirst())
    }
  }

  private static let original = "feedburner:origLink"

  func entry(_ census: AtomCensus) -> Entry {
    isComment ? .comment(comment(census)) : .post(post(census))
  }

  /// The same for an entry and its later revisions: Atom lets a feed hold several of one entry.
  var fingerprint: Int {
    var hasher = Hasher()
    hasher.combine(atom.id)
    hasher.combine(atom.links.first(where: \.isPage)?.href)
    hasher.combine(atom.title?.text)
    hasher.combine(published)
    return hasher.finalize()
  }

  /// The home page of a WordPress blog that the entry, a comment, tells.
  var discussionSite: String? { commentAddress?.home }

  /// Whether the entry is a comment on the post at an address.
  func discusses(_ page: String) -> Bool {
    let addresses = [atom.inReplyTo?.href].compactMap(\.self) + atom.links.map(\.href)
    return isComment && addresses.contains { Self.page(of: $0) == page }
  }
}

extension AtomEntry {
  fileprivate var homePage: String? { links.first { $0.isPage && $0.isAbsolute }?.href }

  /// The entry's page where its link leads elsewhere or nowhere: a blog that comments on links writes it as the
  /// related link, or as the id.
  fileprivate func permalink(besides link: String?, home: BlogHome) -> String? {
    guard link.map(home.isOwn) != true else { return nil }
    let related = link.flatMap { _ in links.first { $0.relation == "related" }?.href }
    return [related, id].compactMap(\.self).first { address in
      guard home.isOwn(address), let page = CanonicalAddress(address) else { return false }
      return !(page.path.isEmpty && page.query.isEmpty)
    }
  }
}

// MARK: Posts

extension AtomItem {
  private func post(_ census: AtomCensus) -> PostEntry {
    var post = PostEntry(locator: atom.locator, offset: atom.offset)
    post.status = atom.isDraft ? .draft : .published
    post.title = atom.title
    post.language = (atom.contentLanguage ?? atom.language)?.nonEmpty
    post.summary = atom.summary
    post.content = atom.content
    post.published = published
    post.updated = atom.updated
    post.authors = authors
    post.tags = tags
    post.nativeIDs = postID(census).map { [$0] } ?? []
    post.url = url.flatMap { census.trusts(page: $0) ? $0 : nil }
    post.urlAliases = aliases.filter(census.trusts(page:))
    if url == nil { post.path = path }
    post.originURL = atom.source?.homePage.flatMap { $0 == head.home ? nil : $0 }
    post.media = atom.media + atom.enclosures
    post.commentsDeclared = commentsDeclared
    post.ext = extras(of: post)
    return post
  }

  private func postID(_ census: AtomCensus) -> NativeID? {
    census.trusts(id: atom.id) ? home.nativeID(atom.id) : nil
  }

  private var published: String? { atom.published ?? atom.issued ?? atom.created }

  private var authors: [Author] {
    let all = [atom.authors, atom.creators, atom.source?.authors ?? [], head.inherited]
    return all.first { !$0.isEmpty } ?? []
  }

  private var tags: [String] {
    var tags: [String] = []
    for category in atom.categories {
      let tag = (category.label ?? category.term).trimmed
      if !tag.isEmpty, !tags.suffix(200).contains(tag) { tags.append(tag) }
    }
    return tags
  }

  /// Where the document names no host, the path says what it can; one with parameters would not.
  private var path: String? {
    let page = atom.links.first { $0.isPage && $0.href.hasPrefix("/") && !$0.href.hasPrefix("//") }
    return page.flatMap { $0.href.utf8.contains(UInt8(ascii: "?")) ? nil : $0.href }
  }

  private var commentsDeclared: Int? {
    let counts = [atom.total] + atom.links.filter { $0.relation == "replies" }.map(\.count)
    return counts.compactMap(\.self).first { $0 >= 0 }
  }

  private func extras(of post: PostEntry) -> [Extra] {
    var extras = AtomExtras(atom.extras.filter { $0.name != Self.original })
    if post.nativeIDs.isEmpty { extras.keep("atom:id", atom.id) }
    keepDates(in: &extras)
    if post.authors != atom.creators {
      for creator in atom.creators { extras.keep("dc:creator", creator.name) }
    }
    extras.keep(people: atom.contributors, as: "atom:contributor")
    let addresses = Set([post.url, post.path].compactMap(\.self) + post.urlAliases)
    for link in atom.links where link.relation != "enclosure" {
      extras.keep(
        link,
        isConsumed: addresses.contains(link.href),
        title: atom.title?.text.trimmed
      )
    }
    extras.keep(atom.categories, areTags: true)
    extras.keep(atom.generator)
    if let source = atom.source { extras.keep(source: source) }
    keepBase(in: &extras)
    return extras.list
  }

  private func keepDates(in extras: inout AtomExtras) {
    if atom.published != nil { extras.keep("atom:issued", atom.issued) }
    if atom.published != nil || atom.issued != nil { extras.keep("atom:created", atom.created) }
  }

  private func keepBase(in extras: inout AtomExtras) {
    guard let base = atom.contentBase, base != url, let text = atom.content,
      text.markup == .html, RelativeLinks.areIn(text.text)
    else { return }
    extras.keep("xml:base", base)
  }
}

// MARK: Comments

extension AtomItem {
  private func comment(_ census: AtomCensus) -> CommentEntry {
    let root = atom.inReplyTo.map(census.threads.root)
    var comment = CommentEntry(
      locator: atom.locator,
      offset: atom.offset,
      post: postReference(root)
    )
    let isTrusted = census.trusts(id: atom.id)
    comment.nativeIDs = isTrusted ? commentID.map { [$0] } ?? [] : []
    comment.parent = parent(census).map { .native($0) }
    comment.depth = atom.inReplyTo != nil && comment.parent == nil ? 0 : nil
    comment.status = atom.isDraft ? .pending : .approved
    comment.author = atom.authors.first ?? atom.creators.first ?? atom.source?.authors.first
    comment.published = published
    comment.content = atom.content ?? atom.summary
    comment.ext = extras(of: comment)
    return comment
  }

  private var commentID: NativeID? {
    WordPressAddress(atom.id).commentID ?? home.nativeID(atom.id)
  }

  /// The post by what the first comment of the thread answers, else by the comment's own address.
  private func postReference(_ root: AtomEntry.ReplyTarget?) -> PostReference {
    if let reference = root?.reference, reference != atom.id {
      let answered = WordPressAddress(reference)
      if answered.comment != nil { return Self.post(on: answered) }
      if let id = home.nativeID(reference) { return .native(id) }
    }
    if let href = root?.href { return .url(Self.page(of: href)) }
    if let commentAddress { return Self.post(on: commentAddress) }
    return .preceding
  }

  private static func post(on address: WordPressAddress) -> PostReference {
    let page = address.page
    return address.home == nil ? .url(page) : .native(NativeID(space: "guid", id: page))
  }

  /// The page of a post, by its own address or one of its comments'.
  private static func page(of address: String) -> String {
    let known = WordPressAddress(address)
    return known.comment == nil ? address : known.page
  }

  /// The comment answered: one of this document, or one by its shape.
  private func parent(_ census: AtomCensus) -> NativeID? {
    guard let reference = atom.inReplyTo?.reference, reference != atom.id else { return nil }
    let address = WordPressAddress(reference)
    if address.comment != nil { return address.commentID ?? home.nativeID(reference) }
    guard census.threads.isComment(reference), census.trusts(id: reference) else { return nil }
    return home.nativeID(reference)
  }

  private func extras(of comment: CommentEntry) -> [Extra] {
    var extras = AtomExtras(atom.extras)
    extras.keep("atom:title", atom.title?.text)
    if comment.nativeIDs.isEmpty { extras.keep("atom:id", atom.id) }
    if atom.content != nil { extras.keep("atom:summary", atom.summary?.text) }
    if atom.updated != comment.published { extras.keep("atom:updated", atom.updated) }
    keepDates(in: &extras)
    for author in atom.authors.dropFirst() { extras.keep("atom:author/name", author.name) }
    extras.keep(people: atom.contributors, as: "atom:contributor")
    for link in atom.links { extras.keep(link) }
    extras.keep(atom.categories, areTags: false)
    if let source = atom.source { extras.keep(source: source) }
    extras.keep(atom.inReplyTo, isConsumed: true)
    keepBase(in: &extras)
    return extras.list
  }
}
