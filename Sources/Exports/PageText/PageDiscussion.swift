/// One comment of a page, still in lines.
struct PageComment {
  var lines: [PageText.Line] = []
  /// 0 for a comment that opens a thread, 1 for a reply; `nil` where the page does not tell.
  var depth: Int?
  /// Ordinal of the comment that this one answers.
  var parent: Int?
  var author: String?
  var time: String?

  /// Index of its first line.
  let line: Int

  init(line: Int) { self.line = line }
}

/// What a segmenter made of a page: where the post ends, and the comments in the order of the page.
struct PageDiscussion {
  /// Name of the layout, as the ledger keeps it.
  var variant: String
  /// Index of the first line that is no longer the post.
  var bodyEnd: Int
  var comments: [PageComment] = []
  var declared: Int?
  /// The post above begins with a date header and a title.
  var hasHeadline = false
  var isPartial = false
  var notices: [(code: String, line: Int?)] = []
  private var latestThread: Int?

  init(variant: String, bodyEnd: Int) {
    self.variant = variant
    self.bodyEnd = bodyEnd
  }

  /// Forgets the latest thread: its first comment is missing, so that nobody knows what replies answer.
  mutating func loseThread() { latestThread = nil }

  /// Adds a comment whose foot says whether it opens a thread.
  ///
  /// A reply answers the latest comment at the top level; Blogger's threads are two levels deep.
  mutating func append(_ mark: FooterLabels.Mark, at line: Int, _ lines: [PageText.Line] = []) {
    var comment = PageComment(line: line)
    if mark == .reply {
      comment.depth = 1
      comment.parent = latestThread
      if latestThread == nil { notices.append(("parent-unknown", line)) }
    } else {
      comment.depth = 0
      latestThread = comments.count
    }
    comment.lines = lines
    comments.append(comment)
  }
}
