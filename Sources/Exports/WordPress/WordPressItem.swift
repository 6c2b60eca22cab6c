import Weblog

/// One item of a WordPress export, element by element, before anyone says what it is.
///
/// A class, because so many fields are dear to copy.
final class WordPressItem {
  /// Counted from 1 within the document.
  let number: Int
  let offset: Int64
  var title: String?
  var link: String?
  var guid: String?
  var isPermaLink = false
  var creator: String?
  var pubDate: WordPressDate = .none
  var description: String?
  var content: String?
  var excerpt: String?
  var id: Int64?
  var date: WordPressDate = .none
  var dateGMT: WordPressDate = .none
  var modified: WordPressDate = .none
  var modifiedGMT: WordPressDate = .none
  var slug: String?
  var status: String?
  var type: String?
  var parent: Int64 = 0
  var hasPassword = false
  var attachmentURL: String?
  var tags: [String] = []
  /// `link` for the post format `post-format-link`.
  var postFormat: String?
  /// `_thumbnail_id`; 0 for none.
  var featured: Int64 = 0
  var enclosures: [Medium] = []
  var blogger = BloggerOrigin()
  /// Relative addresses are a habit of one platform, as is this field of its own.
  var hasPassthrough = false
  var extras: [Extra] = []

  /// Comments read before enough was known of the item to hand it over.
  private(set) var held: [WordPressComment] = []
  private var heldBytes = 0
  var comments = 0
  var fate: Fate = .undecided
  /// Something was said of the item after it had been handed over.
  var hasLateFields = false

  enum Fate: Hashable {
    case undecided
    /// Handed over; comments name it so.
    case told(PostReference)
    case skipped
  }

  init(number: Int, offset: Int64) {
    self.number = number
    self.offset = offset
  }

  var locator: String { "item " + String(number) }

  /// Whether the elements that decide whether and to whom an item is shown have been read.
  var isClassified: Bool { type != nil && status != nil }

  func keep(_ name: String, _ value: String) {
    guard !value.isEmpty, extras.count < Self.maximumExtras,
      name.utf8.count <= Extra.longestName
    else { return }
    extras.append(Extra(name: name, value: value))
  }

  func hold(_ comment: WordPressComment) {
    held.append(comment)
    heldBytes += comment.content?.utf8.count ?? 0
  }

  func letGo() { held = [] }

  /// Whether comments have waited long enough for an item that does not say what it is.
  var isOverdue: Bool { held.count >= Self.mostHeld || heldBytes >= Self.mostHeldBytes }

  private static let mostHeld = 512
  private static let mostHeldBytes = 4 << 20

  func tag(_ name: String) {
    guard !name.isEmpty, !tags.suffix(200).contains(name) else { return }
    tags.append(name)
  }

  /// Unknown elements and custom fields kept of one item.
  private static let maximumExtras = 10_000
}
