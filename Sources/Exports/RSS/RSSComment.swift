import Weblog

/// Recognises items that are comments, and makes comments of them.
///
/// WordPress gives every comment the guid and the link `PAGE#comment-34`, whatever language its feed
/// speaks; a feed by Blogger names the post in `thr:in-reply-to`.
struct RSSComment {
  private let item: RSSItem
  private let names: NameCensus
  private let post: PostReference
  /// What the comment is called by the page it stands on.
  private let number: Substring?

  /// - Returns: `nil` for an item that is a post.
  init?(_ item: RSSItem, _ names: NameCensus) {
    self.item = item
    self.names = names
    if let target = item.inReplyTo, let post = Self.post(target, item.channel.home) {
      self.post = post
      number = nil
      return
    }
    let named = item.guid.flatMap(Self.comment(on:))
    guard named != nil || item.guid == nil || item.channel.isAtCommentsAddress,
      let page = item.link ?? item.guid
    else { return nil }
    number = named ?? Self.comment(on: page)
    guard number != nil || item.channel.isAtCommentsAddress else { return nil }
    let address = WordPressAddress(RelativeAddress.resolved(page, against: item.channel.home.base))
    post = address.postID.map { .native($0) } ?? .url(address.page)
  }

  func comment() -> CommentEntry {
    var comment = CommentEntry(locator: item.locator, offset: item.offset, post: post)
    comment.author = item.authors.list.first
    comment.published = item.published.value
    comment.content = item.content.value ?? item.summary.value
    comment.ext = item.extras.list
    comment.nativeIDs = nativeIDs()
    comment.parent = parent(comment.nativeIDs.first)
    keepRest(in: &comment)
    return comment
  }

  private func keepRest(in comment: inout CommentEntry) {
    let summary = item.content.value == nil ? nil : item.summary.value
    if let summary, !Self.isExcerpt(summary.text, of: item.content.value?.text ?? "") {
      comment.ext.append(Extra(name: "description", value: summary.text))
    }
    if let excerpt = item.excerpt {
      comment.ext.append(Extra(name: "summary", value: excerpt.text))
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
  private func nativeIDs() -> [NativeID] {
    let addresses = [item.guid, item.link].compactMap(\.self).map(WordPressAddress.init)
    if number != nil, let id = addresses.first(where: { $0.comment != nil })?.commentID {
      return [id]
    }
    guard let guid = item.guid ?? item.link, !names.isRepeated(.id(guid)),
      let id = item.channel.home.nativeID(guid)
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
    return .native(NativeID(space: id.space, id: "\(id.id.dropLast(number.utf8.count))\(answered)"))
  }

  private static func numberOfAnswered(in content: String, answering own: String) -> Substring? {
    let head = content.utf8.prefix(600)
    let begun = head.starts(with: "<p>".utf8) ? head.dropFirst(3) : head
    guard let tag = begun.firstIndex(of: UInt8(ascii: "<")), begun[tag...].starts(with: linkStart),
      begun[..<tag].count < 80, !begun[..<tag].isEmpty
    else { return nil }
    let address = begun[tag...].dropFirst(linkStart.count).prefix { !"\"'".utf8.contains($0) }
    let after = begun[address.endIndex...].dropFirst(2).drop { $0 != UInt8(ascii: ">") }
    guard after.dropFirst().starts(with: ".".utf8) else { return nil }
    let answered = WordPressAddress(String(Substring(address)))
    return answered.page == WordPressAddress(own).page ? answered.comment : nil
  }

  private static let linkStart = Array("<a href=\"".utf8)
}

// MARK: Addresses

extension RSSComment {
  private static func comment(on address: String) -> Substring? {
    WordPressAddress(address).comment
  }

  /// The post that Blogger says a comment belongs to.
  private static func post(_ target: AtomEntry.ReplyTarget, _ home: BlogHome) -> PostReference? {
    if let id = target.reference.flatMap(home.nativeID) { return .native(id) }
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
