import Weblog

/// Recognises items that are comments, and makes comments of them.
///
/// WordPress gives every comment the guid and the link `PAGE#comment-34`, whatever language its feed
/// speaks; a feed by Blogger names the post in `thr:in-reply-to`.
struct RSSComment {
  private let item: RSSItem
  private let names: RepeatedNames
  private let post: PostReference
  /// What the comment is called by the page it stands on.
  private let number: String?

  /// - Returns: `nil` for an item that is a post.
  init?(_ item: RSSItem, _ names: RepeatedNames, _ identity: inout BloggerIdentity) {
    self.item = item
    self.names = names
    if let target = item.inReplyTo, let post = Self.post(target, &identity) {
      self.post = post
      number = nil
      return
    }
    let named = item.guid.flatMap(Self.number)
    guard named != nil || item.guid == nil || item.channel.isAtCommentsAddress,
      let page = item.link ?? item.guid
    else { return nil }
    number = named ?? Self.number(of: page)
    guard number != nil || item.channel.isAtCommentsAddress else { return nil }
    let address = RelativeAddress.resolved(page, against: item.channel.home)
    post = Self.post(on: address)
  }

  func comment(_ identity: inout BloggerIdentity) -> CommentEntry {
    var comment = CommentEntry(locator: item.locator, offset: item.offset, post: post)
    comment.author = item.authors.list.first
    comment.published = item.published.value
    comment.content = item.content.value ?? item.summary.value
    comment.ext = item.extras.list
    comment.nativeIDs = nativeIDs(&identity)
    comment.parent = parent(comment.nativeIDs.first)
    keepRest(in: &comment)
    return comment
  }

  private func keepRest(in comment: inout CommentEntry) {
    let summary = item.content.value == nil ? nil : item.summary.value
    if let summary, !Self.isExcerpt(summary.text, of: item.content.value?.text ?? "") {
      comment.ext.append(Extra(name: "description", value: summary.text))
    }
    if let title = item.title.value, !Self.isExcerpt(title.text, of: comment.content?.text ?? "") {
      comment.ext.append(Extra(name: "title", value: title.text))
    }
    if let link = item.link { comment.ext.append(Extra(name: "link", value: link)) }
    if let guid = item.guid, comment.nativeIDs.isEmpty {
      comment.ext.append(Extra(name: "guid", value: guid))
    }
    if let updated = item.updated.value {
      comment.ext.append(Extra(name: "updated", value: updated))
    }
  }

  /// Title or description of a comment may be its beginning once more, without markup.
  private static func isExcerpt(_ summary: String, of content: String) -> Bool {
    let letters = summary.telling
    return !letters.isEmpty && content.telling.starts(with: letters.prefix(60))
  }
}

// MARK: Identity

extension RSSComment {
  private func nativeIDs(_ identity: inout BloggerIdentity) -> [NativeID] {
    let numbered = [item.guid, item.link].compactMap(\.self).first { Self.number(of: $0) != nil }
    if let numbered, let number, let address = WordPressAddress(numbered) {
      return [address.commentID(number)]
    }
    guard let guid = item.guid ?? item.link, !names.isRepeated(guid: guid),
      let id = RSSPost.nativeID(guid, home: item.channel.home, &identity)
    else { return [] }
    return [id]
  }

  /// WordPress writes before an answer which comment it answers: `In reply to <a href="PAGE#comment-12">Ann</a>.`,
  /// in the language of the blog.
  private func parent(_ id: NativeID?) -> CommentReference? {
    guard let id, let number, let content = item.content.value?.text,
      let answered = Self.numberOfAnswered(in: content, answering: item.link ?? item.guid ?? ""),
      answered != number, id.id.hasSuffix(number)
    else { return nil }
    return .native(NativeID(space: id.space, id: id.id.dropLast(number.utf8.count) + answered))
  }

  private static func numberOfAnswered(in content: String, answering own: String) -> String? {
    let head = content.utf8.prefix(600)
    let begun = head.starts(with: "<p>".utf8) ? head.dropFirst(3) : head
    guard let tag = begun.firstIndex(of: UInt8(ascii: "<")), begun[tag...].starts(with: linkStart),
      begun[..<tag].count < 80, !begun[..<tag].isEmpty
    else { return nil }
    let address = begun[tag...].dropFirst(linkStart.count).prefix { !"\"'".utf8.contains($0) }
    let after = begun[address.endIndex...].dropFirst(2).drop { $0 != UInt8(ascii: ">") }
    guard after.dropFirst().starts(with: ".".utf8) else { return nil }
    let written = String(Substring(address))
    return page(of: written).elementsEqual(page(of: own)) ? number(of: written) : nil
  }

  private static let linkStart = Array("<a href=\"".utf8)
}

// MARK: Addresses

extension RSSComment {
  /// The `34` at the end of `http://example.org/a-post/#comment-34`.
  private static func number(of address: String) -> String? {
    guard let sign = address.utf8.lastIndex(of: UInt8(ascii: "#")), address.hasWebScheme else {
      return nil
    }
    let fragment = address.utf8[sign...].dropFirst()
    guard fragment.starts(with: "comment-".utf8) else { return nil }
    let number = fragment.dropFirst(8)
    guard !number.isEmpty, number.count <= 64, number.allSatisfy(isLetterOrDigit) else {
      return nil
    }
    return String(Substring(number))
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func post(on address: String) -> PostReference {
    if let numbered = WordPressAddress(address) { return .native(numbered.postID()) }
    return .url(String(Substring(page(of: address))))
  }

  /// The address of the post: no fragment, and not one of the pages that long discussions are cut into.
  private static func page(of address: String) -> Substring.UTF8View {
    var page = address.utf8.prefix { $0 != UInt8(ascii: "#") }
    if let question = page.lastIndex(of: UInt8(ascii: "?")),
      page[question...].starts(with: "?cpage=".utf8)
    {
      page = page[..<question]
    }
    let isSlash = { (byte: UInt8) in byte == UInt8(ascii: "/") }
    guard page.last.map(isSlash) ?? false,
      let start = page.dropLast().lastIndex(of: UInt8(ascii: "/")),
      page[start...].dropFirst().starts(with: "comment-page-".utf8)
    else { return page }
    return page[...start]
  }

  /// The post that Blogger says a comment belongs to.
  private static func post(
    _ target: AtomEntry.ReplyTarget,
    _ identity: inout BloggerIdentity
  ) -> PostReference? {
    if let reference = target.reference?.nonEmpty,
      let id = RSSPost.nativeID(reference, home: nil, &identity)
    {
      return .native(id)
    }
    guard let href = target.href?.nonEmpty else { return nil }
    return .url(String(Substring(href.utf8.prefix { !"?#".utf8.contains($0) })))
  }
}

extension String {
  /// The letters of ASCII and everything beyond it near the beginning, without tags and references.
  fileprivate var telling: [UInt8] {
    var letters: [UInt8] = []
    var end: UInt8?
    for byte in utf8.prefix(1_000) {
      if let closer = end {
        if byte == closer || byte.isXMLSpace && closer == UInt8(ascii: ";") { end = nil }
      } else if byte == UInt8(ascii: "<") {
        end = UInt8(ascii: ">")
      } else if byte == UInt8(ascii: "&") {
        end = UInt8(ascii: ";")
      } else if byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) {
        letters.append(byte)
      }
    }
    return letters
  }
}
