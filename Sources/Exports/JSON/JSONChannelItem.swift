import Weblog

/// Makes a post of one item of an RSS feed that is written as JSON.
///
/// The members have the names that the elements have in XML, prefixes included.
struct JSONChannelItem {
  private let home: BlogHome
  private var post: PostEntry
  private var extras = JSONExtras()
  private var guid: String?
  private var isPermalink = true
  private var description: String?
  private var markdown: String?
  private var originalLink: String?

  init(_ item: JSONItem, home: BlogHome) {
    self.home = home
    post = PostEntry(locator: item.locator, offset: item.offset)
    for member in item.value.members { take(member) }
    setContent()
    setAddress()
  }

  var made: JSONMade {
    var post = post
    post.ext = extras.list
    return JSONMade(post: post, withheld: extras.withheld, dropped: extras.dropped)
  }

  private mutating func take(_ member: JSONValue) {
    switch member.name {
    case "guid": takeGuid(JSONElement(member))
    case "category": takeCategories(member)
    case "enclosure": takeEnclosures(member)
    case "author", "dc:creator": takeAuthors(member)
    default:
      if let text = JSONElement(member).text, takeText(text, named: member.name) { return }
      extras.keep(member.name, member)
    }
  }

  /// - Returns: whether there is a field for a text of the name.
  private mutating func takeText(_ text: String, named name: String) -> Bool {
    switch name {
    case "title": post.title = Self.title(text)
    case "link": post.url = home.address(text)
    case "description": description = text
    case "content:encoded", "encoded": post.content = MarkedText(text, .html)
    case "source:markdown": markdown = text
    case "pubDate": post.published = text
    case "dc:date":
      guard post.published == nil else { return false }
      post.published = text
    case "dc:language", "language": post.language = text
    case "slash:comments": post.commentsDeclared = Int(text).flatMap { $0 >= 0 ? $0 : nil }
    case "feedburner:origLink": originalLink = home.address(text)
    default: return false
    }
    return true
  }

  /// A title with references in it was escaped for a reader that resolves them.
  private static func title(_ text: String) -> MarkedText {
    let hasReference = text.contains("&") && text.contains(";") && !text.contains("<")
    return MarkedText(text, hasReference ? .html : .plain)
  }

  private mutating func takeGuid(_ element: JSONElement) {
    guid = element.text
    isPermalink = element.attribute("isPermaLink")?.lowercased() != "false"
  }

  private mutating func takeCategories(_ member: JSONValue) {
    for category in member.list {
      guard let text = JSONElement(category).text else { continue }
      if !post.tags.suffix(200).contains(text) { post.tags.append(text) }
      if let domain = JSONElement(category).attribute("domain") {
        extras.keep("category/\(domain)", text)
      }
    }
  }

  private mutating func takeEnclosures(_ member: JSONValue) {
    for enclosure in member.list.map(JSONElement.init) {
      guard let url = home.address(enclosure.attribute("url") ?? enclosure.text) else { continue }
      let medium = Medium(
        url: url,
        role: "enclosure",
        type: enclosure.attribute("type"),
        bytes: JSONFeedItem.count(enclosure.attribute("length"))
      )
      post.media.append(medium)
    }
  }

  /// People taken of one item: each is compared with those before.
  private static let mostAuthors = 200

  private mutating func takeAuthors(_ member: JSONValue) {
    for written in member.list {
      let text = JSONElement(written).text
      guard post.authors.count < Self.mostAuthors else { return }
      guard let text else {
        post.authors += extras.authors(written, home: home)
        continue
      }
      let author = Author(name: extras.name(in: Mailbox(text)))
      if author != Author(), !post.authors.contains(author) { post.authors.append(author) }
    }
  }

  /// The description is a summary where there is a content beside it.
  private mutating func setContent() {
    if post.content == nil {
      post.content = description.map { MarkedText($0, .html) }
      description = nil
    }
    post.summary = description.map { MarkedText($0, .html) }
    if post.content == nil {
      post.content = markdown.map { MarkedText($0, .plain) }
    } else {
      extras.keep("source:markdown", markdown)
    }
  }

  private mutating func setAddress() {
    if let originalLink, originalLink != post.url {
      if let link = post.url { post.urlAliases.append(link) }
      post.url = originalLink
    }
    guard let guid else { return }
    if let native = home.nativeID(guid) {
      post.nativeIDs = [native]
    } else {
      extras.keep("guid", guid)
    }
    if isPermalink, guid.hasWebScheme { takePermalink(guid) }
  }

  private mutating func takePermalink(_ guid: String) {
    guard let url = post.url else {
      post.url = guid
      return
    }
    guard url != guid else { return }
    if home.isForeign(url), home.isOwn(guid) {
      extras.keep("link", url)
      post.url = guid
    } else {
      post.urlAliases.append(guid)
    }
  }
}
