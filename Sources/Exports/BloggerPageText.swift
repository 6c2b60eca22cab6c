import Weblog

/// Reads plain text that an extractor made of a Blogspot page: one post, then the comments under it.
///
/// No extractor marks what is a comment; Blogger's own labels do. Under a comment that opens a thread stand
/// two (`Reply` and `Delete`, in the language of the blog), under a reply only the second. Extractors
/// differ in what they keep around the labels:
///
///     Layout                     Keeps                                              Labels
///     indented                   date, title, comment header, numbers, indents      on a line of their own
///     indented-bylines           the same, and names and times of comments          on a line of their own
///     flattened                  lines                                              glued before the second line
///     flattened-labels-last      lines                                              glued after the first line
///     flattened-labels-apart     lines                                              between first and second line
///     footed, footed-bylines     header, perhaps names and times                    under each comment
///     classic                    `Ann said...`, times                               none
///     no-comments                header                                             none
///
/// A number of comments that the page declares is kept beside the number found, and neither is corrected.
/// Places in the text are offsets in the decoded document.
struct BloggerPageText: EntryReader {
  private let input: ByteInput
  private let limits: ReadingLimits
  private var contents: Contents?
  private var position = 0
  private(set) var report = ReadingReport()

  private struct Contents {
    let page: PageText
    let discussion: PageDiscussion
  }

  init(input: ByteInput, limits: ReadingLimits) {
    self.input = input
    self.limits = limits
  }

  mutating func next() throws -> Entry? {
    guard let contents else { return .post(try read()) }
    guard position < contents.discussion.comments.count else { return nil }
    guard position < limits.entries else {
      throw ExportError(.tooManyEntries, at: Int64(contents.page.bytes.count))
    }
    defer { position += 1 }
    return .comment(comment(position, of: contents))
  }

  private mutating func read() throws -> PostEntry {
    let text = try document()
    guard text.count(where: { $0 == 0x0A || $0 == 0x0D }) <= Self.mostLines else {
      throw ExportError(.documentTooLarge, at: 0)
    }
    let page = PageText(text)
    guard page.lines.contains(where: { !$0.isBlank }) else { throw ExportError(.empty, at: 0) }
    let discussion = PageLayout(page).discussion
    contents = Contents(page: page, discussion: discussion)
    account(for: discussion, of: page)
    return post(above: discussion, of: page)
  }

  /// No page has as many; more would take memory out of proportion to the bytes.
  private static let mostLines = 4_000_000

  /// The whole text, and the notices of its encoding.
  private mutating func document() throws -> [UInt8] {
    var transcoder = Transcoder(input)
    var text: [UInt8] = []
    while true {
      let chunk = try transcoder.next()
      guard !chunk.isEmpty else { break }
      guard chunk.count <= limits.wholeDocumentBytes - text.count else {
        throw ExportError(.documentTooLarge, at: Int64(limits.wholeDocumentBytes))
      }
      text += chunk
    }
    report.encoding = transcoder.evidence?.encoding.rawValue ?? report.encoding
    for notice in transcoder.notices {
      report.note(notice.code, at: notice.firstOffset, count: notice.count)
    }
    return text
  }

  private mutating func account(for discussion: PageDiscussion, of page: PageText) {
    report.variant = discussion.variant
    report.commentsDeclared = discussion.declared
    report.isPartial = discussion.isPartial
    for (code, line) in discussion.notices {
      report.note(code, at: line.map { Int64(page.lines[$0].start) })
    }
    if let declared = discussion.declared, declared != discussion.comments.count {
      report.note("count-differs", at: Int64(offset(discussion.bodyEnd, in: page)))
    }
  }

  private mutating func post(above discussion: PageDiscussion, of page: PageText) -> PostEntry {
    var start = 0
    var post = PostEntry(locator: "line 1", offset: 0)
    if discussion.hasHeadline {
      let headline = Headline(page, before: discussion.bodyEnd)
      post.published = headline.date
      post.title = headline.title.map { MarkedText($0, .plain) }
      if headline.isGuessed { report.note("date-unread", at: 0) }
      start = headline.bodyStart
    }
    let body = page.lines[min(start, discussion.bodyEnd)..<discussion.bodyEnd]
    post.content = MarkedText(page.paragraphs(body), .plain)
    post.commentsDeclared = discussion.declared
    return post
  }

  private func comment(_ ordinal: Int, of contents: Contents) -> CommentEntry {
    let comment = contents.discussion.comments[ordinal]
    var entry = CommentEntry(
      locator: "line \(comment.line + 1)",
      offset: Int64(offset(comment.line, in: contents.page)),
      post: .preceding
    )
    entry.depth = comment.depth
    entry.parent = comment.parent.map { .ordinal($0) }
    entry.author = comment.author.map { Author(name: $0) }
    entry.published = comment.time
    entry.content = MarkedText(contents.page.paragraphs(comment.lines), .plain)
    return entry
  }

  private func offset(_ line: Int, in page: PageText) -> Int {
    line < page.lines.count ? page.lines[line].start : page.bytes.count
  }
}
