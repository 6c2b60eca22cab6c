import Weblog

/// One comment of a WordPress export, as its elements have it.
struct WordPressComment {
  let offset: Int64
  /// Counted from 1 within its item.
  let number: Int
  var id: Int64?
  var author = Author()
  var date: WordPressDate = .none
  var dateGMT: WordPressDate = .none
  var content: String?
  var approved = "1"
  var type = ""
  /// 0 at the top level.
  var parent: Int64 = 0
  var blogger: NativeID?
  var extras: [Extra] = []

  init(offset: Int64, number: Int) {
    self.offset = offset
    self.number = number
  }

  /// Whether the state is one that nobody has described.
  var isStatusUnknown: Bool { status == nil }

  private var status: CommentStatus? {
    switch approved {
    case "", "1", "approve", "approved": .approved
    case "0", "hold", "pending": .pending
    case "spam": .spam
    case "trash", "post-trashed": .trashed
    default: nil
    }
  }

  private var kind: CommentKind? {
    switch type {
    case "", "comment": .comment
    case "pingback": .pingback
    case "trackback": .trackback
    default: nil
    }
  }

  func entry(
    in item: WordPressItem,
    of post: PostReference,
    _ identity: WordPressIdentity
  ) -> CommentEntry {
    let locator = item.locator + ", comment " + String(number)
    var entry = CommentEntry(locator: locator, offset: offset, post: post)
    let native = id.flatMap(identity.comment)
    entry.nativeIDs = [native, blogger].compactMap(\.self)
    entry.parent = parent == 0 ? nil : identity.comment(parent).map { .native($0) }
    entry.depth = parent == 0 ? 0 : nil
    entry.kind = kind ?? .comment
    // A state that nobody has described must not publish what the owner may have hidden.
    entry.status = status ?? .pending
    entry.author = author == Author() ? nil : author
    let told = WordPressDate.joined(local: date, gmt: dateGMT)
    entry.published = told.written
    entry.publishedZoned = told.zoned
    entry.content = content.map { MarkedText($0, .htmlWithLineEnds) }
    entry.ext = extras
    if let lost = told.lost { entry.ext.append(Extra(name: "wp:comment_date", value: lost)) }
    if native == nil { entry.ext += unnamed }
    if kind == nil { entry.ext.append(Extra(name: "wp:comment_type", value: type)) }
    if status == nil { entry.ext.append(Extra(name: "wp:comment_approved", value: approved)) }
    return entry
  }

  /// Numbers that no blog is known for.
  private var unnamed: [Extra] {
    var extras: [Extra] = []
    if let id { extras.append(Extra(name: "wp:comment_id", value: String(id))) }
    if parent != 0 { extras.append(Extra(name: "wp:comment_parent", value: String(parent))) }
    return extras
  }
}
