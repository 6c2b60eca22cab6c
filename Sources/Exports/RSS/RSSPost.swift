import Weblog

/// Makes a post of one item.
struct RSSPost {
  private let item: RSSItem
  private let names: RepeatedNames
  private let home: String?
  /// Notices that the item has earned.
  private(set) var trouble: [String] = []
  private var extras: [Extra]

  init(_ item: RSSItem, _ names: RepeatedNames) {
    self.item = item
    self.names = names
    home = item.channel.home
    extras = item.extras.list
  }

  mutating func post(_ identity: inout BloggerIdentity) -> PostEntry {
    var post = PostEntry(locator: item.locator, offset: item.offset)
    post.title = item.title.value
    post.language = item.language
    post.content = item.content.value ?? item.summary.value
    post.summary = item.content.value == nil ? nil : item.summary.value
    post.published = item.published.value
    post.updated = item.updated.value
    post.authors = item.authors.list
    post.tags = item.tags
    post.media = media()
    post.commentsDeclared = item.commentsDeclared
    post.nativeIDs = nativeIDs(&identity)
    setAddresses(of: &post)
    keepBase(of: post)
    post.ext = extras
    return post
  }

  private mutating func keep(_ name: String, _ value: String) {
    extras.append(Extra(name: name, value: value))
  }

  /// The content is kept as written; where its addresses are relative to anything but the item's own
  /// page, that must be told.
  private mutating func keepBase(of post: PostEntry) {
    guard let base = item.contentBase, post.content != nil, base != post.url else { return }
    keep("xml:base", base)
  }

  private func media() -> [Medium] {
    guard !item.media.isEmpty else { return [] }
    var seen: Set<String> = []
    return item.media.compactMap { medium in
      var medium = medium
      medium.url = RelativeAddress.resolved(medium.url, against: home)
      return seen.insert("\(medium.role) \(medium.url)").inserted ? medium : nil
    }
  }
}

// MARK: Identity

extension RSSPost {
  private var isGUIDRepeated: Bool {
    (item.guid ?? item.about).map(names.isRepeated(guid:)) ?? false
  }

  private mutating func nativeIDs(_ identity: inout BloggerIdentity) -> [NativeID] {
    var ids: [NativeID] = []
    for written in [item.guid, item.about] {
      guard let written else { continue }
      if isGUIDRepeated {
        keep("guid", written)
      } else if let id = Self.nativeID(written, home: home, &identity) {
        if !ids.contains(id) { ids.append(id) }
      } else {
        keep("guid", written)
      }
    }
    if isGUIDRepeated { trouble.append("repeated-guid") }
    return ids
  }

  static func nativeID(
    _ guid: String,
    home: String?,
    _ identity: inout BloggerIdentity
  ) -> NativeID? {
    if guid.hasPrefix("tag:blogger.com,1999:blog-"), let id = identity.nativeID(guid),
      id.space == "blogger"
    {
      return id
    }
    return GlobalID.nativeID(guid, home: home)
  }

  private mutating func setAddresses(of post: inout PostEntry) {
    let link = ownLink()
    let permalink = permalink
    post.url = link ?? permalink
    if let link, let permalink, isForeign(link), !isForeign(permalink) {
      post.url = permalink
      keep("link", link)
    } else if let link {
      post.originURL = origin(of: link)
    }
    let others = [permalink, item.originalLink == nil ? nil : item.link]
    for case let alias? in others where alias != post.url && !post.urlAliases.contains(alias) {
      post.urlAliases.append(alias)
    }
  }

  /// The item's link in full, unless it leads to the home page or from several items to one place.
  private mutating func ownLink() -> String? {
    guard let written = item.originalLink ?? item.link ?? item.alternate else { return nil }
    let link = RelativeAddress.resolved(written, against: home)
    if let raw = item.link, item.originalLink == nil, names.isRepeated(link: raw) {
      trouble.append("repeated-link")
    } else if !isHome(link) {
      return link
    }
    keep("link", link)
    return nil
  }

  private func isHome(_ link: String) -> Bool {
    guard let home else { return false }
    let isSlash = { (byte: UInt8) in byte == UInt8(ascii: "/") }
    let page = link.utf8.reversed().drop(while: isSlash)
    return page.elementsEqual(home.utf8.reversed().drop(while: isSlash))
  }

  private var permalink: String? {
    guard !isGUIDRepeated else { return nil }
    if item.isPermalink, let guid = item.guid, guid.hasWebScheme { return guid }
    guard item.link == nil, let about = item.about, about.hasWebScheme else { return nil }
    return about
  }

  private func isForeign(_ address: String) -> Bool {
    guard let host = home.flatMap(WebHost.init) else { return false }
    return WebHost(address).map { $0 != host } ?? false
  }

  /// The blog that an item was taken over from, if its link leads there; any page of it tells which it is.
  private func origin(of link: String) -> String? {
    guard let source = item.sourceURL, isForeign(source), WebHost(source) == WebHost(link) else {
      return nil
    }
    return link
  }
}
