import Detection

/// Segments a page without indents that keeps names and times over the comments and labels under them.
///
///     2 comments:
///     Ann 4 February 2014 at 10:00       Ann
///     Text of a comment                  4 February 2014 at 10:00
///     Reply Delete                       Text of a comment
///     Replies                            Reply
///     Bo 4 February 2014 at 11:00        Delete
///     Text of a reply
///     Delete
struct FootedThread {
  private let page: PageText
  private let labels: FooterLabels

  init(_ page: PageText, labels: FooterLabels) {
    self.page = page
    self.labels = labels
  }

  /// - Returns: `nil` when comments have neither a header over them all nor bylines of their own.
  var discussion: PageDiscussion? {
    let foots = foots
    guard let first = foots.first, let start = start(before: first.lines.lowerBound) else {
      return nil
    }
    var discussion = PageDiscussion(variant: "footed", bodyEnd: start.bodyEnd)
    discussion.declared = start.declared
    discussion.hasHeadline = true
    var position = start.firstLine
    for foot in foots where foot.lines.lowerBound >= position {
      let lines = opening(position, before: foot.lines.lowerBound)..<foot.lines.lowerBound
      if !lines.isEmpty {
        discussion.append(foot.mark, at: lines.lowerBound, Array(page.lines[lines]))
      }
      position = foot.lines.upperBound
    }
    return discussion.comments.isEmpty ? nil : discussion
  }

  /// Lines that close a comment.
  ///
  /// `Reply` and `Delete` on two lines are one foot.
  private var foots: [(mark: FooterLabels.Mark, lines: Range<Int>)] {
    var foots: [(mark: FooterLabels.Mark, lines: Range<Int>)] = []
    var index = 0
    while index < page.lines.count {
      defer { index += 1 }
      switch labels.mark(page.slice(page.lines[index])) {
      case .control:
        guard let next = page.solid(from: index + 1),
          labels.mark(page.slice(page.lines[next])) == .reply
        else { continue }
        foots.append((.thread, index..<next + 1))
        index = next
      case .thread: foots.append((.thread, index..<index + 1))
      case .reply: if !foots.isEmpty { foots.append((.reply, index..<index + 1)) }
      case nil: continue
      }
    }
    return foots
  }

  /// Skips the heading and the buttons between two comments.
  private func opening(_ position: Int, before foot: Int) -> Int {
    var index = position
    while let solid = page.solid(from: index), solid < foot {
      let text = page.slice(page.lines[solid])
      guard
        labels.mark(text) == .control
          || (text.count < 64
            && CommentLabels.repliesHeadings.contains(String(decoding: text, as: UTF8.self)))
      else { return solid }
      index = solid + 1
    }
    return foot
  }

  private func start(before foot: Int) -> (bodyEnd: Int, firstLine: Int, declared: Int?)? {
    for index in stride(from: foot - 1, through: 0, by: -1) {
      if let header = CommentHeader(page.slice(page.lines[index])) {
        return (index, index + 1, header.declared)
      }
    }
    for index in stride(from: foot - 1, through: 0, by: -1) where !page.lines[index].isBlank {
      guard let byline = Byline(page.slice(page.lines[index])), byline.hasDate else { continue }
      guard byline.author == nil else { return (index, index, nil) }
      let name = page.lines[..<index].lastIndex { !$0.isBlank } ?? index
      return (name, name, nil)
    }
    return nil
  }
}
