import Detection

/// Segments a page whose comments are items of a numbered list.
///
///     2 comments:
///
///       1. Text of a comment
///
///         More of it
///
///         ReplyDelete
///         Replies
///         1. Text of a reply
///
///           Delete
///       2. Next comment
///
/// A number opens a comment only at the exact indent of its level, after the foot of the comment before,
/// and above the last number of its list. Lists that commenters type never meet all three.
struct NumberedThread {
  private let page: PageText
  private let labels: FooterLabels?
  private var discussion: PageDiscussion
  private var state = State.closed
  private let firstThread: ListItem
  private var firstReply: ListItem?
  private var footIndents: (thread: Int?, reply: Int?)
  private var lastNumbers = (thread: 0, reply: 0)
  /// Lines that stand between a comment and its replies.
  private var headings: Set<ArraySlice<UInt8>> = []
  private var lastFoots: (thread: Int, reply: Int) = (-1, -1)

  private enum State {
    /// Between comments.
    case closed
    case inThread
    case inReply
  }

  /// - Returns: `nil` for a page without such a list.
  static func discussion(of page: PageText, labels: FooterLabels?) -> PageDiscussion? {
    guard let start = ListStart(page, labels: labels),
      let first = ListItem(page, start.firstItem)
    else { return nil }
    var thread = Self(page, labels, start, first)
    for index in start.firstItem..<page.lines.count { thread.read(index) }
    thread.finish()
    return thread.discussion
  }

  private init(_ page: PageText, _ labels: FooterLabels?, _ start: ListStart, _ first: ListItem) {
    self.page = page
    self.labels = labels
    firstThread = first
    discussion = PageDiscussion(variant: "indented", bodyEnd: start.bodyEnd)
    discussion.declared = start.declared
    discussion.hasHeadline = true
    for index in start.firstItem..<page.lines.count {
      switch mark(index) {
      case .thread:
        lastFoots.thread = index
        learnHeading(below: index)
      case .reply: lastFoots.reply = index
      default: continue
      }
    }
  }

  private mutating func read(_ index: Int) {
    let line = page.lines[index]
    switch state {
    case .closed: readBetween(index)
    case .inThread where isFoot(index, of: .inThread), .inReply where isFoot(index, of: .inReply):
      state = .closed
    case .inThread where labels == nil && opens(index) == .inThread:
      open(index, .thread)
    default:
      discussion.comments[discussion.comments.count - 1].lines.append(line)
    }
  }

  private mutating func readBetween(_ index: Int) {
    switch opens(index) {
    case .inThread: open(index, .thread)
    case .inReply: open(index, .reply)
    default: break
    }
  }

  private mutating func open(_ index: Int, _ mark: FooterLabels.Mark) {
    guard let item = ListItem(page, index) else { return }
    let expected = mark == .thread ? lastNumbers.thread + 1 : lastNumbers.reply + 1
    if item.number != expected { discussion.notices.append(("numbering-gap", index)) }
    if mark == .thread, isHeading(item, index) {
      lastNumbers = (item.number, 0)
      discussion.loseThread()
      return
    }
    discussion.append(mark, at: index, [item.text])
    if mark == .thread {
      lastNumbers = (item.number, 0)
      state = .inThread
    } else {
      lastNumbers.reply = item.number
      firstReply = firstReply ?? item
      state = .inReply
    }
  }

  private mutating func learnHeading(below foot: Int) {
    guard let heading = page.solid(from: foot + 1), ListItem(page, heading) == nil,
      mark(heading) == nil, isDeeperItem(page.solid(from: heading + 1))
    else { return }
    headings.insert(page.slice(page.lines[heading]))
  }

  private func isDeeperItem(_ index: Int?) -> Bool {
    guard let index, let item = ListItem(page, index) else { return false }
    return item.columns.start > firstThread.columns.start && !item.isAligned(with: firstThread)
  }

  /// `12. Replies`: the extractor dropped the comment itself and kept what stood below it.
  private func isHeading(_ item: ListItem, _ index: Int) -> Bool {
    let text = page.slice(item.text)
    guard isDeeperItem(page.solid(from: index + 1)) else { return false }
    return headings.contains(text)
      || (text.count < 64 && CommentLabels.repliesHeadings.contains(page.string(item.text)))
  }

  /// Which comment a line opens between two comments, if it opens one.
  private func opens(_ index: Int) -> State? {
    guard let item = ListItem(page, index), !isControl(item) else { return nil }
    if item.isAligned(with: firstThread) {
      guard labels != nil || state == .closed else {
        return item.number == lastNumbers.thread + 1 ? .inThread : nil
      }
      return item.number > lastNumbers.thread ? .inThread : nil
    }
    guard item.columns.start > firstThread.columns.start, lastNumbers.thread > 0,
      firstReply?.isAligned(with: item) ?? true
    else { return nil }
    return item.number > lastNumbers.reply ? .inReply : nil
  }

  /// `2. Reply` below a thread's replies is a button of the page.
  private func isControl(_ item: ListItem) -> Bool {
    labels?.mark(page.slice(item.text)) == .control
  }

  private func mark(_ index: Int) -> FooterLabels.Mark? {
    labels?.mark(page.slice(page.lines[index]))
  }

  private mutating func isFoot(_ index: Int, of level: State) -> Bool {
    guard let mark = mark(index), mark != .control else { return false }
    let indent = page.lines[index].indent
    if level == .inThread {
      guard mark == .thread, indent == footIndents.thread ?? indent,
        isFinal(index, indent, lastFoots.thread)
      else { return false }
      footIndents.thread = indent
    } else {
      let last = max(lastFoots.reply, lastFoots.thread)
      guard indent == footIndents.reply ?? indent, isFinal(index, indent, last) else {
        return false
      }
      footIndents.reply = indent
    }
    return true
  }

  /// Whether what follows a label can follow a comment, and not only a commenter's own line.
  private func isFinal(_ index: Int, _ indent: Int, _ last: Int) -> Bool {
    guard index < last, let next = page.solid(from: index + 1) else { return true }
    let line = page.lines[next]
    if line.indent < indent || opens(next) != nil || mark(next) == .control { return true }
    if let item = ListItem(page, next) { return isControl(item) }
    guard let second = page.solid(from: next + 1) else { return true }
    return opens(second) == .inReply
  }

  private mutating func finish() {
    guard state != .closed, labels != nil else { return }
    discussion.isPartial = true
    discussion.notices.append(("unfinished-comment", discussion.comments.last?.line))
  }
}
