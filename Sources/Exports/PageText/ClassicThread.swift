import Detection

/// Segments a page of a theme without threads, where a phrase opens each comment and its time closes it.
///
///     Ann said...
///     Text of a comment
///     4 February 2014 at 10:00
///
/// Such a theme prints replies like any other comment, so their depth is unknown.
struct ClassicThread {
  private let page: PageText
  private let labels: FooterLabels?

  init(_ page: PageText, labels: FooterLabels?) {
    self.page = page
    self.labels = labels
  }

  /// - Returns: `nil` when no comment is opened by such a phrase.
  var discussion: PageDiscussion? {
    let header = page.lines.lastIndex { CommentHeader(page.slice($0)) != nil }
    let openings = page.lines.indices.filter {
      $0 > header ?? -1 && CommentLabels.speaker(page.slice(page.lines[$0])) != nil
    }
    guard let first = openings.first, header != nil || openings.count > 1 else { return nil }
    var discussion = PageDiscussion(variant: "classic", bodyEnd: header ?? first)
    discussion.declared = header.flatMap { CommentHeader(page.slice(page.lines[$0]))?.declared }
    discussion.hasHeadline = true
    discussion.notices.append(("depth-unknown", first))
    for (opening, end) in zip(openings, openings.dropFirst() + [page.lines.count]) {
      discussion.comments.append(comment(opening, end))
    }
    return discussion
  }

  private func comment(_ opening: Int, _ end: Int) -> PageComment {
    var comment = PageComment(line: opening)
    comment.author = CommentLabels.speaker(page.slice(page.lines[opening]))
    var lines = page.lines[opening + 1..<end]
    if let time = time(in: lines) {
      comment.time = page.string(lines[time])
      let isBelow = lines[..<time].contains { !$0.isBlank }
      lines = isBelow ? lines[..<time] : lines[(time + 1)...]
    }
    comment.lines = lines.filter { labels?.mark(page.slice($0)) == nil }
    return comment
  }

  /// The last line that is a date and a clock time and nothing else.
  private func time(in lines: ArraySlice<PageText.Line>) -> Int? {
    lines.lastIndex { line in
      guard let byline = Byline(page.slice(line)) else { return false }
      return byline.hasDate && byline.author == nil
    }
  }
}
