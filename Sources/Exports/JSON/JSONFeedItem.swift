import Weblog

/// Makes a post of one item of a JSON Feed.
///
/// | Member | Becomes |
/// |---|---|
/// | `id` | native id; the address too where it is one and `url` is missing |
/// | `url` | address; `external_url` only where there is no other, else an extra |
/// | `title`, `summary` | plain text |
/// | `content_html`, `content_text` | content; the text is the same in other words and dropped beside HTML |
/// | `image`, `banner_image` | featured media |
/// | `date_published`, `date_modified` | dates as written |
/// | `authors`, else `author` | authors |
/// | `tags`, `language`, `attachments` | tags, language, enclosures |
/// | anything else | extras, by the path of its names |
struct JSONFeedItem {
  private let home: JSONHome
  private var post: PostEntry
  private var extras = JSONExtras()
  private var id: String?
  private var externalURL: String?
  private var contentText: String?
  /// Feeds of version 1.1 repeat the first author under the name that version 1.0 had.
  private var legacyAuthor: JSONValue?

  init(_ item: JSONItem, home: JSONHome) {
    self.home = home
    post = PostEntry(locator: item.locator, offset: item.offset)
    for member in item.value.members { take(member) }
    setAddress()
    if post.content == nil { post.content = contentText.map { MarkedText($0, .plain) } }
    if post.authors.isEmpty, let author = legacyAuthor {
      post.authors = extras.authors(author, home: home)
    }
  }

  var made: JSONMade {
    var post = post
    post.ext = extras.list
    return JSONMade(post: post, withheld: extras.withheld, dropped: extras.dropped)
  }

  private mutating func take(_ member: JSONValue) {
    switch member.name {
    case "id" where member.text != nil: id = member.text?.trimmed.nonEmpty
    case "url" where member.text != nil: post.url = home.address(member.text)
    case "external_url" where member.text != nil: externalURL = home.address(member.text)
    case "authors": post.authors = extras.authors(member, home: home)
    case "author": legacyAuthor = member
    case "tags": takeTags(member)
    case "attachments": takeAttachments(member)
    default:
      if let text = member.text, takeText(text, named: member.name) { return }
      extras.keep(member.name, member)
    }
  }

  /// - Returns: whether there is a field for a text of the name.
  private mutating func takeText(_ text: String, named name: String) -> Bool {
    switch name {
    case "title": post.title = text.trimmed.nonEmpty.map { MarkedText($0, .plain) }
    case "summary": post.summary = text.trimmed.nonEmpty.map { MarkedText($0, .plain) }
    case "content_html": post.content = text.nonEmpty.map { MarkedText($0, .html) }
    case "content_text": contentText = text.nonEmpty
    case "date_published": post.published = text.trimmed.nonEmpty
    case "date_modified": post.updated = text.trimmed.nonEmpty
    case "language": post.language = text.trimmed.nonEmpty
    case "image", "banner_image": takeImage(text)
    default: return false
    }
    return true
  }

  private mutating func takeImage(_ text: String) {
    guard let url = home.address(text) else { return }
    let image = Medium(url: url, role: "featured")
    if !post.media.contains(image) { post.media.append(image) }
  }

  private mutating func takeTags(_ member: JSONValue) {
    var seen: Set<String> = []
    for tag in member.list {
      if let text = tag.text?.trimmed.nonEmpty {
        if seen.insert(text).inserted { post.tags.append(text) }
      } else {
        extras.keep("tags", tag)
      }
    }
  }

  private mutating func takeAttachments(_ member: JSONValue) {
    for attachment in member.list {
      var medium = Medium(url: "", role: "enclosure")
      for part in attachment.members {
        switch part.name {
        case "url": medium.url = home.address(part.text) ?? ""
        case "mime_type": medium.type = part.text?.trimmed.nonEmpty
        case "title": medium.title = part.text?.trimmed.nonEmpty
        case "size_in_bytes": medium.bytes = Self.count(part.text)
        default: extras.keep("attachments/\(part.name)", part)
        }
      }
      if !medium.url.isEmpty { post.media.append(medium) }
    }
  }

  /// A positive number, of whose fraction nobody wants to know.
  static func count(_ text: String?) -> Int? {
    guard let text = text?.trimmed else { return nil }
    let number = Int(text) ?? Double(text).flatMap { Int(exactly: $0.rounded(.down)) }
    return number.flatMap { $0 > 0 ? $0 : nil }
  }

  private mutating func setAddress() {
    if let id {
      if let native = home.nativeID(id) { post.nativeIDs = [native] } else { extras.keep("id", id) }
    }
    if let id, JSONHome.isWebAddress(id) {
      if let url = post.url, url != id, home.isElsewhere(url), home.isAtHome(id) {
        extras.keep("url", url)
        post.url = id
      }
      post.url = post.url ?? id
    }
    if post.url == nil { post.url = externalURL } else { extras.keep("external_url", externalURL) }
  }
}
