import Weblog

/// Collects what a feed says beyond the fields there are, as text under the path of its names.
///
/// `{"_blog": {"about": "…", "tags": ["a", "b"]}}` is `_blog/about` and twice `_blog/tags`.
struct JSONExtras {
  private(set) var list: [Extra] = []
  /// E-mail addresses left out.
  var withheld = 0
  /// Values left out because they are too deep, too many or have names too long.
  private(set) var dropped = 0

  private static let maximumExtras = 10_000
  private static let maximumDepth = 16

  mutating func keep(_ name: String, _ text: String?) {
    guard let text, !text.isEmpty else { return }
    guard list.count < Self.maximumExtras, name.utf8.count <= Extra.longestName else {
      dropped += 1
      return
    }
    guard let text = self.name(in: Mailbox(extra: text)) else { return }
    list.append(Extra(name: name, value: text))
  }

  /// Keeps everything inside a value.
  mutating func keep(_ name: String, _ value: JSONValue, depth: Int = 0) {
    guard value.kind == .object || value.kind == .array else { return keep(name, value.text) }
    guard depth < Self.maximumDepth, name.utf8.count <= Extra.longestName else {
      dropped += 1
      return
    }
    let isObject = value.kind == .object
    for child in value.members {
      keep(isObject ? "\(name)/\(child.name)" : name, child, depth: depth + 1)
    }
  }

  /// The name, where addresses beside it are counted.
  mutating func name(in mailbox: Mailbox) -> String? {
    withheld += mailbox.withheld
    return mailbox.name
  }

  /// Reads authors of any shape: an object, a name, or a list of such.
  mutating func authors(_ value: JSONValue, home: BlogHome) -> [Author] {
    value.list.compactMap { author($0, home: home) }
  }

  private mutating func author(_ value: JSONValue, home: BlogHome) -> Author? {
    var author = Author()
    if let text = value.text { author.name = name(in: Mailbox(text)) }
    for member in value.members {
      switch member.name {
      case "name": author.name = member.text.flatMap { name(in: Mailbox($0)) }
      case "url": author.url = personAddress(member.text, home: home)
      case "email": if member.text?.trimmed.nonEmpty != nil { withheld += 1 }
      default: keep("author/\(member.name)", member)
      }
    }
    author.nativeID = author.url.flatMap(BloggerIdentity.profile)
    return author == Author() ? nil : author
  }

  private mutating func personAddress(_ text: String?, home: BlogHome) -> String? {
    guard let text = text?.trimmed.nonEmpty else { return nil }
    guard !text.isEmailAddress else {
      withheld += 1
      return nil
    }
    return home.address(text)
  }
}
