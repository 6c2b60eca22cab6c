import Weblog

/// One entry of an Atom feed, or the feed's own head, element by element, before anyone says what it is.
///
/// Elements that Atom, its threading and publishing extensions or Blogger define have a field; whatever
/// else there is goes to `extras` in source order. A class, because so many fields are dear to copy and
/// several readers look at them.
final class AtomEntry {
  var locator = ""
  var offset: Int64 = 0
  /// `xml:lang` as it holds at the entry.
  var language: String?
  var id = ""
  var title: MarkedText?
  /// `subtitle` of a feed.
  var subtitle: MarkedText?
  var summary: MarkedText?
  var content: MarkedText?
  /// `xml:base` and `xml:lang` as they hold at the content.
  var contentBase: String?
  var contentLanguage: String?
  var published: String?
  /// When Atom 0.3 says the entry was published.
  var issued: String?
  /// When Atom 0.3 says the entry was first written.
  var created: String?
  var updated: String?
  var links: [AtomLink] = []
  var categories: [Category] = []
  var authors: [Author] = []
  var contributors: [Author] = []
  /// `dc:creator`.
  var creators: [Author] = []
  var media: [Medium] = []
  var isDraft = false
  /// `thr:in-reply-to`.
  var inReplyTo: ReplyTarget?
  /// `thr:total`.
  var total: Int?
  /// What is left of the head of the feed that the entry was taken over from.
  var source: AtomEntry?
  /// Elements of Blogger's own vocabulary.
  var blogger = BloggerFields()
  /// OpenSearch's `totalResults`.
  var totalResults: Int?
  var generator: Generator?
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
    var label: String?
  }

  struct ReplyTarget: Hashable {
    var reference: String?
    var href: String?
    var source: String?
    var type: String?
  }

  struct Generator: Hashable {
    var name: String
    var uri: String?
    var version: String?
  }

  /// The `kind` that a classic export gives each of its entries: `post`, `comment`, `settings` ….
  private(set) lazy var kind: String? = {
    let kinds = categories.lazy.filter { $0.scheme == "http://schemas.google.com/g/2005#kind" }
    guard let term = kinds.first?.term, let sign = term.utf8.lastIndex(of: UInt8(ascii: "#"))
    else { return kinds.first?.term }
    return String(term[term.utf8.index(after: sign)...])
  }()

  func keep(_ name: String, _ value: String) {
    guard !value.isEmpty, extras.count < Self.maximum, name.utf8.count <= Extra.longestName
    else { return }
    extras.append(Extra(name: name, value: value))
  }

  func add(_ link: AtomLink) {
    if links.count < Self.maximum { links.append(link) }
  }

  func add(_ category: Category) {
    if categories.count < Self.maximum { categories.append(category) }
  }

  /// Links, categories, and unknown elements and attributes kept of one entry.
  private static let maximum = 10_000

  /// Bytes of text, roughly.
  var weight: Int {
    let texts = [title, summary, content].reduce(0) { $0 + ($1?.text.utf8.count ?? 0) }
    return extras.reduce(texts) { $0 + $1.value.utf8.count } + 64 * links.count
  }
}

extension AtomEntry {
  /// Makes addresses absolute for which the document names no base.
  func resolveAddresses(against base: String?) {
    guard let base else { return }
    func resolve(_ address: inout String) {
      address = RelativeAddress.resolved(address, against: base)
    }
    for index in links.indices { resolve(&links[index].href) }
    for index in media.indices { resolve(&media[index].url) }
    for index in authors.indices where authors[index].url != nil {
      authors[index].url = authors[index].url.map { RelativeAddress.resolved($0, against: base) }
    }
    source?.resolveAddresses(against: base)
  }
}

extension AtomEntry {
  /// The files that links of relation `enclosure` lead to.
  var enclosures: [Medium] {
    links.filter { $0.relation == "enclosure" }.map { link in
      Medium(
        url: link.href,
        role: "enclosure",
        type: link.type,
        bytes: link.length.flatMap { Int($0.trimmed) }.flatMap { $0 > 0 ? $0 : nil },
        title: link.title
      )
    }
  }
}
