package import Weblog

/// Brings the entries of one document into normal form, in the order in which they stand in it.
///
/// It remembers what the document has said of its blog, so that drafts and others without an address
/// know where they belong. It never looks at another post.
package struct Normalizer {
  /// Private addresses and secrets left out so far.
  package private(set) var withheld = 0

  private let rank: SourceRank
  private var document: BlogClaim
  /// How ids with the platform's number seen last begin, and its slug: one document seldom holds two.
  private var known: (head: String, slug: String)?
  private var hosts = SlugMemory()
  private var secrets = SecretNames()

  /// Begins a document.
  ///
  /// - Parameters:
  ///   - rank: How much its kind of source is trusted.
  ///   - directory: Display name of the first-level inbox directory that it was in.
  package init(rank: SourceRank, directory: String?) {
    self.rank = rank
    document = BlogClaim(directory: directory.flatMap(BlogSlug.directory))
  }

  package mutating func normalize(_ entry: Entry) -> NormalForm {
    switch entry {
    case .blog(let entry): normalize(entry)
    case .post(let entry): .post(normalize(entry))
    case .comment(let entry): .comment(normalize(entry))
    case .medium(let entry): .medium(normalize(entry))
    }
  }
}

// MARK: Blog

extension Normalizer {
  private mutating func normalize(_ entry: BlogEntry) -> NormalForm {
    var blog = Blog()
    blog.title = entry.title.flatMap(Text.line)
    blog.subtitle = entry.subtitle.flatMap(Text.line)
    blog.url = entry.url.flatMap { address($0) }
    blog.nativeIDs = nativeIDs(entry.nativeIDs)
    blog.language = entry.language.flatMap(Text.line)
    blog.authors = authors(entry.authors)
    blog.ext = extras(entry.ext)
    if let host = blog.url.flatMap({ hosts.slug(of: $0) }) { document.host = host }
    if let platform = platform(of: blog.nativeIDs) { document.platform = platform }
    return .blog(blog, document)
  }

  /// The slug of the number that Blogger gave to the blog, alone or at the head of a post's.
  private mutating func platform(of ids: [NativeID]) -> String? {
    for id in ids where id.space == "blogger" {
      if let known, id.id.utf8.starts(with: known.head.utf8) { return known.slug }
      var bytes = id.id.utf8[...]
      if bytes.starts(with: "blog-".utf8) { bytes = bytes.dropFirst(5) }
      bytes = bytes.prefix { $0 != UInt8(ascii: ".") }
      guard !bytes.isEmpty, bytes.allSatisfy(DateReading.isDigit) else { continue }
      let number = String(Substring(bytes))
      let slug = BlogSlug.platform("blogger", id: number)
      known = (number + ".", slug)
      return slug
    }
    return nil
  }

  /// A post's own address decides over what the document says of the blog, but not in a feed: its items may
  /// link to anywhere.
  private mutating func claim(
    origin: String? = nil,
    address: String?,
    ids: [NativeID]
  ) -> BlogClaim {
    var claim = document
    let home = origin ?? (rank == .feed && document.host != nil ? nil : address)
    if let host = home.flatMap({ hosts.slug(of: $0) }) { claim.host = host }
    if let platform = platform(of: ids) { claim.platform = platform }
    return claim
  }
}

// MARK: Post

extension Normalizer {
  private mutating func normalize(_ entry: PostEntry) -> NormalPost {
    var post = Post()
    post.kind = entry.kind
    post.status = entry.status
    post.visibility = entry.visibility
    post.title = entry.title.flatMap(Text.line)
    post.language = entry.language.flatMap(Text.line)
    post.summary = entry.summary.flatMap(Text.line)
    post.tags = distinct(entry.tags.compactMap(Text.line))
    post.nativeIDs = nativeIDs(entry.nativeIDs)
    post.authors = authors(entry.authors)
    post.commentsDeclared = entry.commentsDeclared.flatMap { $0 < 0 ? nil : $0 }
    post.ext = extras(entry.ext)
    setAddresses(of: &post, from: entry)
    setDates(of: &post, from: entry)
    post.media = distinct(entry.media.compactMap { medium($0) })
    post.contentHTML = html(entry.content)
    post.contentText = entry.content.map(Text.reading) ?? ""
    let claim = claim(
      origin: entry.originURL.flatMap { address($0) },
      address: post.url,
      ids: post.nativeIDs
    )
    return NormalPost(post: post, blog: claim, rank: rank, locator: entry.locator)
  }

  private mutating func setAddresses(of post: inout Post, from entry: PostEntry) {
    post.url = published(entry.url, named: "url", orKeptIn: &post)
    for alias in entry.urlAliases {
      guard let alias = published(alias, named: "url_alias", orKeptIn: &post) else { continue }
      if alias != post.url, !post.urlAliases.contains(alias) { post.urlAliases.append(alias) }
    }
    post.path = entry.path.flatMap(Text.line).map { $0.hasPrefix("/") ? $0 : "/" + $0 }
    post.slug =
      entry.slug.flatMap(Text.line) ?? post.url.flatMap(Address.lastSegment(of:))
      ?? post.path.flatMap(Address.lastSegment(ofPath:))
  }

  /// An address that leads nowhere by itself is kept among the extras, as written.
  private mutating func published(
    _ raw: String?,
    named name: String,
    orKeptIn post: inout Post
  ) -> String? {
    guard let raw = raw.flatMap(Text.line) else { return nil }
    if let address = address(raw) { return address }
    if isPublishable(raw) { post.ext.append(Extra(name: name, value: raw)) }
    return nil
  }

  private func setDates(of post: inout Post, from entry: PostEntry) {
    post.publishedRaw = entry.published.flatMap(Text.line)
    post.updatedRaw = entry.updated.flatMap(Text.line)
    let published = (entry.publishedZoned ?? post.publishedRaw).map { Timestamp($0) }
    post.publishedAt = published?.instant
    post.publishedOn = published?.day
    post.updatedAt = (entry.updatedZoned ?? post.updatedRaw).flatMap { Timestamp($0).instant }
  }

  private mutating func normalize(_ entry: MediumEntry) -> NormalPost {
    var post = Post()
    post.nativeIDs = nativeIDs([entry.post])
    post.media = [medium(entry.medium)].compactMap(\.self)
    return NormalPost(post: post, blog: document, rank: .stub, locator: entry.locator)
  }

  private mutating func medium(_ medium: Medium) -> Medium? {
    var medium = medium
    guard let url = address(medium.url) ?? Text.line(medium.url) else { return nil }
    medium.url = url
    medium.type = medium.type.flatMap(Text.line)
    medium.title = medium.title.flatMap(Text.line)
    medium.bytes = medium.bytes.flatMap { $0 < 0 ? nil : $0 }
    return medium
  }
}

// MARK: Comment

extension Normalizer {
  private mutating func normalize(_ entry: CommentEntry) -> NormalComment {
    var comment = Comment()
    comment.kind = entry.kind
    comment.status = entry.status
    comment.author = entry.author.flatMap { author($0) }
    comment.publishedRaw = entry.published.flatMap(Text.line)
    let published = (entry.publishedZoned ?? comment.publishedRaw).map { Timestamp($0) }
    comment.publishedAt = published?.instant
    comment.publishedOn = published?.day
    comment.contentHTML = html(entry.content)
    comment.contentText = entry.content.map(Text.reading) ?? ""
    comment.nativeIDs = nativeIDs(entry.nativeIDs)
    comment.ext = extras(entry.ext)
    let post = reference(entry.post)
    return NormalComment(
      comment: comment,
      post: post.reference,
      parent: entry.parent,
      depth: entry.depth,
      blog: claim(address: post.address, ids: post.ids),
      rank: rank,
      locator: entry.locator
    )
  }

  private mutating func reference(
    _ post: PostReference
  ) -> (reference: PostReference, address: String?, ids: [NativeID]) {
    switch post {
    case .preceding: return (post, nil, [])
    case .native(let id): return (post, document.host == nil ? Self.home(in: id) : nil, [id])
    case .url(let raw):
      let address = address(raw) ?? raw
      return (.url(address), address, [])
    }
  }
}

// MARK: Parts

extension Normalizer {
  /// The home page that a number of WordPress names: `example.org/blog?p=12`.
  private static func home(in id: NativeID) -> String? {
    guard id.space == "wordpress", let end = id.id.utf8.firstIndex(of: UInt8(ascii: "?")) else {
      return nil
    }
    return "http://" + id.id[..<end] + "/"
  }

  private func html(_ content: MarkedText?) -> String? {
    guard let content, content.markup != .plain else { return nil }
    let html = Text.cleaned(content.text)
    return html.isEmpty ? nil : html
  }

  private mutating func address(_ raw: String) -> String? {
    guard let cleaned = Address.cleaned(raw) else { return nil }
    if cleaned.hadCredentials { withheld += 1 }
    return cleaned.text
  }

  private mutating func isPublishable(_ text: String) -> Bool {
    guard Privacy.isPrivate(text) else { return true }
    withheld += 1
    return false
  }

  private mutating func withoutMailAddresses(_ text: String) -> String? {
    let rest = Privacy.withoutMailAddresses(text)
    withheld += rest.count
    return rest.text
  }

  private mutating func authors(_ authors: [Author]) -> [Author] {
    distinct(authors.compactMap { author($0) })
  }

  private mutating func author(_ author: Author) -> Author? {
    let name = author.name.flatMap(Text.line).flatMap { withoutMailAddresses($0) }
      .flatMap { isPublishable($0) ? $0 : nil }
    let id = author.nativeID.flatMap(Text.line).flatMap { isPublishable($0) ? $0 : nil }
    let url = author.url.flatMap(Text.line).flatMap { isPublishable($0) ? address($0) : nil }
    guard name != nil || url != nil || id != nil else { return nil }
    return Author(name: name, url: url, nativeID: id)
  }

  /// An id is never withheld: `12@example.org` in a feed numbers a post and reaches nobody.
  private func nativeIDs(_ ids: [NativeID]) -> [NativeID] {
    distinct(ids.compactMap { id in Text.line(id.id).map { NativeID(space: id.space, id: $0) } })
  }

  private mutating func extras(_ extras: [Extra]) -> [Extra] {
    extras.compactMap { extra in
      guard !isWithheld(extra) else {
        withheld += 1
        return nil
      }
      let value = withoutMailAddresses(Text.cleaned(extra.value))
      return Extra(name: extra.name, value: value ?? "")
    }
  }

  /// Whether something must not be stored because of what it is or of the field it stood in.
  private mutating func isWithheld(_ extra: Extra) -> Bool {
    !extra.value.isEmpty && (Privacy.isPrivate(extra.value) || secrets.contain(extra.name))
  }

  private func distinct<Element: Hashable>(_ elements: [Element]) -> [Element] {
    guard elements.count > 1 else { return elements }
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }
}
