import Weblog

/// Makes a post or a comment of one Atom entry by Blogger.
struct BloggerItem {
  private let atom: AtomEntry
  /// The blog's home, by which ids are told that another platform's converter wrote.
  private let home: BlogHome
  /// Notices that the entry has earned.
  private(set) var trouble: [String] = []

  init(_ atom: AtomEntry, home: BlogHome) {
    self.atom = atom
    self.home = home
  }

  private enum Kind {
    case post, page, comment
  }

  /// - Returns: `nil` for an entry that is neither post nor comment.
  mutating func entry(_ identity: inout BloggerIdentity) -> Entry? {
    switch kind {
    case .post: .post(post(.post, &identity))
    case .page: .post(post(.page, &identity))
    case .comment: .comment(comment(&identity))
    case nil: refuse()
    }
  }

  private mutating func refuse() -> Entry? {
    trouble.append("unknown-kind")
    return nil
  }

  private var kind: Kind? {
    switch atom.kind ?? atom.blogger.type?.lowercased() {
    case "post": .post
    case "page": .page
    case "comment": .comment
    case nil: atom.inReplyTo == nil ? .post : .comment
    default: nil
    }
  }

  private mutating func post(_ kind: PostKind, _ identity: inout BloggerIdentity) -> PostEntry {
    var post = PostEntry(locator: atom.locator, offset: atom.offset)
    post.kind = kind
    post.status = postStatus()
    post.title = atom.title
    post.language = atom.language
    post.summary = atom.summary ?? atom.blogger.metaDescription.flatMap(Self.text)
    post.content = atom.content
    post.published = atom.published
    post.updated = atom.updated
    post.authors = atom.authors + atom.contributors
    post.tags = tags
    post.nativeIDs = nativeID(atom.id, &identity).map { [$0] } ?? []
    post.path = atom.blogger.filename?.nonEmpty
    let addresses = addresses
    post.url = addresses.first
    post.urlAliases = Array(addresses.dropFirst())
    post.media = atom.media + atom.enclosures
    post.commentsDeclared = atom.total.flatMap { $0 >= 0 ? $0 : nil }
    post.ext = extras(isNamed: !post.nativeIDs.isEmpty) {
      $0.relation == "enclosure" || ($0.isPage && $0.isAbsolute)
    }
    return post
  }

  private mutating func comment(_ identity: inout BloggerIdentity) -> CommentEntry {
    let id = nativeID(atom.id, &identity)
    let post = postOfComment(&identity)
    var comment = CommentEntry(locator: atom.locator, offset: atom.offset, post: post)
    comment.nativeIDs = id.map { [$0] } ?? []
    comment.parent = id.flatMap { parent(of: $0, &identity) }
    comment.depth = comment.parent == nil ? 0 : nil
    comment.author = atom.authors.first ?? atom.contributors.first
    comment.published = atom.published
    comment.content = atom.content ?? atom.summary
    comment.status = commentStatus()
    let isAnswer = comment.parent != nil
    comment.ext = extras(isNamed: id != nil) { isAnswer && $0.relation == "related" }
    return comment
  }

  private static func text(_ words: String) -> MarkedText? {
    words.isEmpty ? nil : MarkedText(words, .plain)
  }
}

extension BloggerItem {
  private mutating func postStatus() -> PostStatus {
    if let trashed = atom.blogger.trashed, !trashed.isEmpty { return .trashed }
    if atom.isDraft { return .draft }
    switch atom.blogger.status?.uppercased() {
    case nil, "", "LIVE", "PUBLISHED": return .published
    case "DRAFT": return .draft
    case "SCHEDULED": return .scheduled
    case "TRASHED", "SOFT_TRASHED", "DELETED": return .trashed
    default:
      // A state nobody has described must not publish what its owner may have hidden.
      trouble.append("unknown-status")
      return .draft
    }
  }

  private mutating func commentStatus() -> CommentStatus {
    if isRemovalStub { return .deleted }
    if let trashed = atom.blogger.trashed, !trashed.isEmpty { return .trashed }
    switch atom.blogger.status?.uppercased() {
    case nil, "", "LIVE", "PUBLISHED", "APPROVED": return .approved
    case "SPAM", "SPAM_COMMENT": return .spam
    case "TRASHED", "SOFT_TRASHED": return .trashed
    case "DELETED", "EMPTIED", "REMOVED": return .deleted
    case "PENDING": return .pending
    case let state? where state.hasPrefix("AWAITING"): return .pending
    default:
      trouble.append("unknown-status")
      return .pending
    }
  }

  /// Whether the sentence that stands in for a removed comment is all there is.
  private var isRemovalStub: Bool {
    guard let words = atom.content?.text.utf8.drop(while: \.isXMLSpace), words.count < 200 else {
      return false
    }
    return words.starts(with: "This comment has been removed by ".utf8)
      || words.starts(with: "This post has been removed by ".utf8)
  }

  /// A term may hold several labels, one to a line.
  private var tags: [String] {
    var tags: [String] = []
    for category in atom.categories where Self.isLabelScheme(category.scheme) {
      for label in Self.labels(of: category.term)
      where !label.isEmpty && !tags.suffix(200).contains(label) {
        tags.append(label)
      }
    }
    return tags
  }

  private static func labels(of term: String) -> [String] {
    // What ends a line is a control character or beyond ASCII.
    guard term.utf8.contains(where: { $0 < 0x20 || $0 >= 0x80 }) else { return [term.trimmed] }
    return term.split(whereSeparator: \.isNewline).map(\.trimmed)
  }

  private static func isLabelScheme(_ scheme: String) -> Bool {
    scheme.isEmpty || scheme == "http://www.blogger.com/atom/ns#"
      || scheme.hasPrefix("tag:blogger.com,1999:blog-")
  }

  /// The address of the post first.
  ///
  /// A feed that went through FeedBurner tells it beside its own link.
  private var addresses: [String] {
    let original = atom.extras.first { $0.name == "feedburner:origLink" }?.value
    let pages = atom.links.filter { $0.isPage && $0.isAbsolute }.map(\.href)
    var seen: Set<String> = []
    return ([original].compactMap(\.self) + pages).filter { seen.insert($0).inserted }
  }
}

// MARK: Identity

extension BloggerItem {
  private func nativeID(_ written: String, _ identity: inout BloggerIdentity) -> NativeID? {
    identity.nativeID(written) ?? home.nativeID(written)
  }

  private mutating func postOfComment(_ identity: inout BloggerIdentity) -> PostReference {
    if let parent = atom.blogger.parent?.nonEmpty, let id = nativeID(parent, &identity) {
      return .native(id)
    }
    if let reference = atom.inReplyTo?.reference?.nonEmpty, let id = nativeID(reference, &identity)
    {
      return .native(id)
    }
    let page = atom.links.first { $0.isPage && $0.isAbsolute }?.href
    if let address = atom.inReplyTo?.href?.nonEmpty ?? page {
      return .url(String(Self.path(of: address)))
    }
    trouble.append("comment-without-post")
    return .preceding
  }

  /// The comment answered: named outright in a Takeout, else the number that the related link ends in.
  private func parent(of id: NativeID, _ identity: inout BloggerIdentity) -> CommentReference? {
    if let parent = atom.blogger.inReplyTo?.nonEmpty {
      return nativeID(parent, &identity).map { .native($0) }
    }
    guard let link = atom.links.first(where: { $0.relation == "related" }) else { return nil }
    let isSlash = { (byte: UInt8) in byte == UInt8(ascii: "/") }
    let number = Self.path(of: link.href).utf8.reversed().drop(while: isSlash)
      .prefix { !isSlash($0) }
    return BloggerIdentity.comment(number.reversed(), besides: id).map { .native($0) }
  }

  /// The address without its parameters and fragment.
  private static func path(of address: String) -> Substring {
    Substring(address.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
  }

  /// Everything that has no field of its own: foreign elements, links, other categories.
  private func extras(isNamed: Bool, besides isConsumed: (AtomLink) -> Bool) -> [Extra] {
    var extras = atom.extras.filter { $0.name != "feedburner:origLink" }
    if !isNamed, !atom.id.isEmpty { extras.append(Extra(name: "atom:id", value: atom.id)) }
    if trouble.contains("unknown-status"), let status = atom.blogger.status, !status.isEmpty {
      extras.append(Extra(name: "blogger:status", value: status))
    }
    if let trashed = atom.blogger.trashed, !trashed.isEmpty {
      extras.append(Extra(name: "blogger:trashed", value: trashed))
    }
    for link in atom.links where !link.isOfInterface && !isConsumed(link) {
      extras.append(Extra(name: "atom:link/\(link.relation)", value: link.href))
    }
    for category in atom.categories
    where !Self.isLabelScheme(category.scheme) && !category.scheme.hasSuffix("#kind") {
      extras.append(Extra(name: "atom:category/\(category.scheme)", value: category.term))
    }
    return extras
  }
}
