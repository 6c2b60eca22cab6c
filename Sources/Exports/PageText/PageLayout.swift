import Detection

/// Decides which of the layouts a page has, from what its lines show, and segments it.
struct PageLayout {
  private let page: PageText

  init(_ page: PageText) { self.page = page }

  var discussion: PageDiscussion {
    var discussion = segmented ?? silent
    if ["indented", "footed"].contains(discussion.variant) {
      BylineSearch(page).strip(&discussion)
    }
    PageClosing(page).strip(&discussion)
    return discussion
  }

  private var segmented: PageDiscussion? {
    let labels = LabelSearch(page).labels
    guard !isSilent(labels) else { return nil }
    if let classic = ClassicThread(page, labels: labels).discussion { return classic }
    if let numbered = NumberedThread.discussion(of: page, labels: labels) { return numbered }
    guard let labels else { return nil }
    let placement = placement(of: labels)
    if placement == .standing, let footed = FootedThread(page, labels: labels).discussion {
      return footed
    }
    return FlattenedThread(page, labels: labels, placement: placement).discussion
  }

  /// Threads decide: their label is too long to end or begin an ordinary line by chance.
  private func placement(of labels: FooterLabels) -> FlattenedThread.Placement {
    var front = 0
    var back = 0
    for line in page.lines where line.end - line.start > labels.both.count {
      let text = page.slice(line)
      guard labels.mark(text) == nil else { continue }
      if text.starts(with: labels.both) { front += 1 }
      if text.hasSuffix(labels.both) { back += 1 }
    }
    return front == 0 && back == 0 ? .standing : front >= back ? .front : .back
  }

  /// A last header that says there are no comments is right unless comments follow.
  private func isSilent(_ labels: FooterLabels?) -> Bool {
    guard let header = page.lines.lastIndex(where: { CommentHeader(page.slice($0)) != nil }),
      CommentHeader(page.slice(page.lines[header]))?.declared == 0
    else { return false }
    return !page.lines[header...].contains { line in
      labels.map { page.slice(line).starts(with: $0.both) } ?? false
    }
  }

  /// A page whose comments are absent.
  private var silent: PageDiscussion {
    let header = page.lines.lastIndex { CommentHeader(page.slice($0)) != nil }
    var discussion = PageDiscussion(variant: "no-comments", bodyEnd: header ?? page.lines.count)
    discussion.declared = header.flatMap { CommentHeader(page.slice(page.lines[$0]))?.declared }
    discussion.hasHeadline = true
    return discussion
  }
}
