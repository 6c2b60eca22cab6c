import Weblog

/// Makes a post of one item of a WordPress export.
struct WordPressPost {
  private let item: WordPressItem
  private let identity: WordPressIdentity
  /// Which of the item's ids and addresses are its own and not another item's as well.
  private let own: Own
  /// Notices that the item has earned.
  private(set) var trouble: [String] = []

  struct Own: Hashable {
    var id = true
    var guid = true
    var link = true
  }

  init(_ item: WordPressItem, _ identity: WordPressIdentity, own: Own) {
    self.item = item
    self.identity = identity
    self.own = own
  }

  /// The number that comments, files and other documents know the item by.
  var nativeID: NativeID? { own.id ? item.id.flatMap(identity.post) : nil }

  mutating func entry(by author: Author?) -> PostEntry {
    let type = WordPressPostType(item.type)
    var post = PostEntry(locator: item.locator, offset: item.offset)
    post.ext = item.extras
    post.kind = kind(type, &post.ext)
    post.status = status(&post.ext)
    post.visibility =
      item.status == "private" ? .private : item.hasPassword ? .password : .public
    post.title = item.title.map { MarkedText($0, .html) }
    post.slug = item.slug
    post.summary = (item.excerpt ?? item.description).map { MarkedText($0, .htmlWithLineEnds) }
    if item.excerpt != nil, let description = item.description {
      post.ext.append(Extra(name: "description", value: description))
    }
    post.content = item.content.map { MarkedText($0, .htmlWithLineEnds) }
    post.tags = item.tags
    post.authors = author.map { [$0] } ?? []
    post.media = media
    setDates(of: &post)
    setIDs(of: &post)
    setAddresses(of: &post)
    if item.parent != 0 {
      post.ext.append(Extra(name: "wp:post_parent", value: String(item.parent)))
    }
    return post
  }

  /// The file that the item is the record of.
  var file: Medium? {
    guard let written = item.attachmentURL ?? item.guid else { return nil }
    let url = RelativeAddress.resolved(written, against: identity.home)
    guard url.hasWebScheme else { return nil }
    return Medium(url: url, role: "attachment", title: item.title.map(WordPressText.name))
  }

  private var media: [Medium] {
    guard item.type == "attachment" else { return item.enclosures }
    return (file.map { [$0] } ?? []) + item.enclosures
  }

  private func kind(_ type: WordPressPostType, _ ext: inout [Extra]) -> PostKind {
    switch type {
    case .page: return .page
    case .attachment: return .attachment
    case .custom, .plumbing:
      ext.append(Extra(name: "wp:post_type", value: item.type ?? ""))
    case .post: break
    }
    switch item.postFormat {
    case nil: return .post
    case "link": return .link
    case "quote": return .quote
    case "image": return .photo
    case "audio": return .audio
    case "video": return .video
    case let format?:
      ext.append(Extra(name: "category/post_format", value: format))
      return .post
    }
  }

  private mutating func status(_ ext: inout [Extra]) -> PostStatus {
    switch item.status {
    case nil, "", "publish", "published", "inherit": return .published
    case "draft", "auto-draft": return .draft
    case "future": return .scheduled
    case "pending": return .pending
    case "private": return .private
    case "trash": return .trashed
    case let status?:
      // A state that nobody has described must not publish what its owner may have hidden.
      trouble.append("unknown-status")
      ext.append(Extra(name: "wp:status", value: status))
      return .draft
    }
  }

  private func setDates(of post: inout PostEntry) {
    let date = WordPressDate.joined(local: item.date, gmt: item.dateGMT)
    post.published = date.written ?? WordPressDate.joined(local: item.pubDate, gmt: .none).written
    post.publishedZoned = date.zoned
    if let lost = date.lost { post.ext.append(Extra(name: "wp:post_date", value: lost)) }
    let update = WordPressDate.joined(local: item.modified, gmt: item.modifiedGMT)
    post.updated = update.written
    post.updatedZoned = update.zoned
    if let lost = update.lost { post.ext.append(Extra(name: "wp:post_modified", value: lost)) }
  }

  private func setIDs(of post: inout PostEntry) {
    if let nativeID {
      post.nativeIDs.append(nativeID)
    } else if let id = item.id {
      post.ext.append(Extra(name: "wp:post_id", value: String(id)))
    }
    if let guid = item.guid {
      if own.guid, let id = identity.blog.nativeID(guid) {
        post.nativeIDs.append(id)
      } else {
        post.ext.append(Extra(name: "guid", value: guid))
      }
    }
    if let id = item.blogger.id, !post.nativeIDs.contains(id) { post.nativeIDs.append(id) }
  }
}

extension WordPressPost {
  private func setAddresses(of post: inout PostEntry) {
    var aliases: [String] = []
    if let link = item.link.map({ RelativeAddress.resolved($0, against: identity.home) }) {
      if !own.link || !link.hasWebScheme {
        post.ext.append(Extra(name: "link", value: link))
      } else if isPublic(post.status) {
        post.url = link
      } else {
        aliases.append(link)
      }
    }
    if let guid = item.guid, own.guid, guid.hasWebScheme, guid != item.attachmentURL,
      item.isPermaLink || identity.blog.isOwn(guid)
    {
      aliases.append(guid)
    }
    if let address = item.blogger.address { aliases.append(address) }
    for alias in aliases where alias != post.url && !post.urlAliases.contains(alias) {
      post.urlAliases.append(alias)
    }
  }

  /// Whether the item's link leads to it; that of a draft is where it would be seen by its author.
  private func isPublic(_ status: PostStatus) -> Bool {
    status == .published || status == .private || status == .scheduled
  }
}
