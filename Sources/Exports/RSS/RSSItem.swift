import Weblog

/// One item of a feed, element by element, before anyone says what it is.
///
/// A class, because so many fields are dear to copy and items are held back until the names in the
/// document are known.
final class RSSItem {
  let channel: RSSChannel
  var locator = ""
  let offset: Int64
  var language: String?
  /// `xml:base` as it holds for the item, and for its content.
  var base: String?
  var contentBase: String?
  /// `rdf:about`: the identity of an item in RSS 1.0.
  var about: String?
  var guid: String?
  var isPermalink = true
  var link: String?
  /// Atom's link of relation `alternate`.
  var alternate: String?
  /// `feedburner:origLink`, behind which `link` is only a counter of clicks.
  var originalLink: String?
  var title = Ranked<MarkedText>()
  var content = Ranked<MarkedText>()
  var summary = Ranked<MarkedText>()
  var published = Ranked<String>()
  var updated = Ranked<String>()
  var authors = RSSAuthors()
  var tags: [String] = []
  var media: [Medium] = []
  /// The medium whose element is open, and how deep that is.
  var openMedium: (index: Int, depth: Int)?
  var commentsDeclared: Int?
  var inReplyTo: AtomEntry.ReplyTarget?
  /// Where the feed is from which the item was taken over.
  var sourceURL: String?
  var extras = RSSExtras()

  init(channel: RSSChannel, offset: Int64) {
    self.channel = channel
    self.offset = offset
  }

  /// Two items with the same one are the same item said twice.
  var fingerprint: Int {
    var hasher = Hasher()
    hasher.combine(guid ?? about)
    hasher.combine(link)
    hasher.combine(title.value?.text)
    hasher.combine(published.value)
    return hasher.finalize()
  }
}

extension RSSItem {
  func offerTitle(_ text: MarkedText, named name: String, rank: Int) {
    guard !text.text.isEmpty else { return }
    keep(title.offer(text, named: name, rank: rank))
  }

  func offerContent(_ text: String, named name: String, rank: Int) {
    guard !text.isEmpty else { return }
    keep(content.offer(MarkedText(text, .html), named: name, rank: rank))
  }

  func offerSummary(_ text: MarkedText, named name: String, rank: Int) {
    guard !text.text.isEmpty else { return }
    keep(summary.offer(text, named: name, rank: rank))
  }

  func offerPublished(_ time: String, named name: String, rank: Int) {
    guard !time.isEmpty, let loser = published.offer(time, named: name, rank: rank),
      loser.value != published.value
    else { return }
    extras.keep(loser.name, loser.value)
  }

  func offerUpdated(_ time: String, named name: String, rank: Int) {
    guard !time.isEmpty, let loser = updated.offer(time, named: name, rank: rank) else { return }
    extras.keep(loser.name, loser.value)
  }

  func offerAuthor(_ author: Author, named name: String, rank: Int) {
    authors.offer(author, named: name, rank: rank, losersTo: &extras)
  }

  /// The last of several links counts; the others are kept.
  func takeLink(_ address: String) {
    guard !address.isEmpty, address != link else { return }
    if let link { extras.keep("link", link) }
    link = address
  }

  func takeTag(_ tag: String) {
    if !tag.isEmpty, tags.count < Self.maximumTags { tags.append(tag) }
  }

  /// Tags kept of one item.
  private static let maximumTags = 1_000

  private func keep(_ loser: Ranked<MarkedText>.Loser?) {
    guard let loser, loser.value.text != content.value?.text, loser.value != title.value else {
      return
    }
    extras.keep(loser.name, loser.value.text)
  }
}
