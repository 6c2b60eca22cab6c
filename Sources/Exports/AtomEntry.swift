import Weblog

/// One entry of an Atom feed, or the feed's own head, element by element, before anyone says what it is.
///
/// Elements that Atom, its threading and publishing extensions or Blogger define have a field; whatever
/// else there is goes to `extras` in source order. A class, because so many fields are dear to copy and
/// several readers look at them.
final class AtomEntry {
  var locator = ""
  var offset: Int64 = 0
  var language: String?
  var id = ""
  var title: MarkedText?
  /// `subtitle` of a feed.
  var subtitle: MarkedText?
  var summary: MarkedText?
  var content: MarkedText?
  var published: String?
  var updated: String?
  var links: [AtomLink] = []
  var categories: [Category] = []
  var authors: [Author] = []
  var media: [Medium] = []
  var isDraft = false
  /// `thr:in-reply-to`.
  var inReplyTo: ReplyTarget?
  /// `thr:total`.
  var total: Int?
  /// Elements of Blogger's own vocabulary.
  var blogger = BloggerFields()
  /// OpenSearch's `totalResults`.
  var totalResults: Int?
  var generator: String?
  var extras: [Extra] = []
  /// E-mail addresses left out.
  var withheld = 0

  /// The texts of Blogger's own elements; what else it writes is kept as extras.
  struct BloggerFields: Hashable {
    var type: String?
    var status: String?
    var trashed: String?
    var parent: String?
    var inReplyTo: String?
    var filename: String?
    var metaDescription: String?
  }

  struct Category: Hashable {
    var scheme: String
    var term: String
  }

  struct ReplyTarget: Hashable {
    var reference: String?
    var href: String?
  }

  /// The `kind` that a classic export gives each of its entries: `post`, `comment`, `settings` ….
  private(set) lazy var kind: String? = {
    let kinds = categories.lazy.filter { $0.scheme == "http://schemas.google.com/g/2005#kind" }
    guard let term = kinds.first?.term, let sign = term.utf8.lastIndex(of: UInt8(ascii: "#"))
    else { return kinds.first?.term }
    return String(term[term.utf8.index(after: sign)...])
  }()

  func keep(_ name: String, _ value: String) {
    guard !value.isEmpty, extras.count < Self.maximumExtras else { return }
    extras.append(Extra(name: name, value: value))
  }

  /// Unknown elements and attributes kept of one entry.
  private static let maximumExtras = 10_000
}
