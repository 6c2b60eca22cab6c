import Detection

/// Segments a page whose lines have lost their indents, where labels stand inside or beside a comment.
///
///     First line of a comment            First line of a commentReplyDelete
///     ReplyDeleteMore of it              More of it
///     First line of a reply              First line of a replyDelete
///     Delete
///
/// Wherever a label is glued, the text directly before it is the first line of its comment. What follows
/// is more of the same comment, up to the first line of the next.
struct FlattenedThread {
  private enum Token {
    case text(PageText.Line, at: Int)
    case mark(FooterLabels.Mark, at: Int)
  }

  private let page: PageText
  private let labels: FooterLabels
  private let placement: Placement

  /// Where the labels stand.
  enum Placement: String {
    case front = "flattened"
    case back = "flattened-labels-last"
    case standing = "flattened-labels-apart"
  }

  init(_ page: PageText, labels: FooterLabels, placement: Placement) {
    self.page = page
    self.labels = labels
    self.placement = placement
  }

  /// - Returns: `nil` when not one comment opens a thread.
  var discussion: PageDiscussion? {
    guard let first = page.lines.firstIndex(where: { mark(of: $0)?.mark == .thread }) else {
      return nil
    }
    let tokens = tokens(from: first)
    var discussion = PageDiscussion(variant: placement.rawValue, bodyEnd: first)
    discussion.bodyEnd = bodyEnd(first)
    read(tokens, into: &discussion)
    if let header = lastSolid(before: discussion.bodyEnd),
      let known = CommentHeader(page.slice(page.lines[header]))
    {
      discussion.declared = known.declared
      discussion.bodyEnd = header
    }
    return discussion
  }

  /// The first comment begins in the marked line itself, or in the one before it.
  private func bodyEnd(_ first: Int) -> Int {
    placement == .back && labels.mark(page.slice(page.lines[first])) == nil
      ? first : lastSolid(before: first) ?? first
  }

  private func lastSolid(before index: Int) -> Int? {
    page.lines[..<index].lastIndex { !$0.isBlank }
  }

  private func tokens(from first: Int) -> [Token] {
    var tokens: [Token] = []
    for index in bodyEnd(first)..<page.lines.count where !page.lines[index].isBlank {
      let line = page.lines[index]
      guard index >= first, let (mark, length) = mark(of: line) else {
        tokens.append(.text(line, at: index))
        continue
      }
      let text =
        placement == .back
        ? PageText.trimmed(page.bytes, line.start..<line.end - length)
        : PageText.trimmed(page.bytes, line.start + length..<line.end)
      if placement == .back, !text.isBlank { tokens.append(.text(text, at: index)) }
      tokens.append(.mark(mark, at: index))
      if placement != .back, !text.isBlank { tokens.append(.text(text, at: index)) }
    }
    return tokens
  }

  private func mark(of line: PageText.Line) -> (mark: FooterLabels.Mark, length: Int)? {
    let text = page.slice(line)
    if let whole = labels.mark(text), whole != .control { return (whole, text.count) }
    switch placement {
    case .front: return labels.front(text)
    case .back: return labels.back(text)
    case .standing: return nil
    }
  }

  private func read(_ tokens: [Token], into discussion: inout PageDiscussion) {
    var pending: (line: PageText.Line, index: Int)?
    for token in tokens {
      switch token {
      case .text(let line, let index):
        if let line = pending?.line { discussion.extendLast([line]) }
        pending = (line, index)
      case .mark(let mark, let index):
        if pending == nil { discussion.notices.append(("ambiguous-marker", index)) }
        discussion.append(mark, at: pending?.index ?? index, pending.map { [$0.line] } ?? [])
        pending = nil
      }
    }
    if let line = pending?.line { discussion.extendLast([line]) }
  }
}

extension PageDiscussion {
  /// Adds lines to the comment that came last.
  mutating func extendLast(_ lines: [PageText.Line]) {
    guard !comments.isEmpty else { return }
    comments[comments.count - 1].lines += lines
  }
}
