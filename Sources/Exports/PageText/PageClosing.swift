import Detection

/// Keeps what a page prints below its comments out of the last comment.
struct PageClosing {
  private let page: PageText

  init(_ page: PageText) { self.page = page }

  func strip(_ discussion: inout PageDiscussion) {
    guard var lines = discussion.comments.last?.lines else { return }
    if let closing = lines.firstIndex(where: { isClosing($0) }) {
      lines.removeSubrange(closing...)
    }
    while let last = lines.last, last.isBlank || isNavigation(last) { lines.removeLast() }
    discussion.comments[discussion.comments.count - 1].lines = lines
  }

  private func isClosing(_ line: PageText.Line) -> Bool {
    !line.isBlank && line.end - line.start < 80 && CommentLabels.closings.contains(folded(line))
  }

  private func isNavigation(_ line: PageText.Line) -> Bool {
    guard line.end - line.start < 120 else { return false }
    let text = folded(line)
    return CommentLabels.navigation.contains(text)
      || CommentLabels.navigationOpenings.contains { text.hasPrefix($0) }
  }

  private func folded(_ line: PageText.Line) -> String {
    page.string(line).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
