/// Takes names and times out of the first lines of a page's comments, when nearly all of them have one.
///
/// One comment that begins with somebody's appointment at 10:00 is not a page with bylines.
struct BylineSearch {
  private let page: PageText

  init(_ page: PageText) { self.page = page }

  func strip(_ discussion: inout PageDiscussion) {
    let found = discussion.comments.prefix(Self.sample).map { match($0.lines) }
    let matches = found.count { $0 != nil }
    let isRule =
      matches * 10 >= found.count * 8 && found.contains { $0?.byline.hasDate == true }
      || matches == found.count && matches > 1
    if isRule { discussion.variant += "-bylines" }
    for index in discussion.comments.indices {
      let lines = discussion.comments[index].lines
      guard let match = isRule ? match(lines) : leftover(lines) else { continue }
      discussion.comments[index].author = match.author
      discussion.comments[index].time = match.byline.time
      discussion.comments[index].lines.removeFirst(match.length)
    }
  }

  /// Extractors that drop bylines leave some; no one types a name glued to a date, alone in a paragraph.
  private func leftover(
    _ lines: [PageText.Line]
  ) -> (byline: Byline, author: String?, length: Int)? {
    guard lines.count > 2, lines[1].isBlank, let byline = Byline(page.slice(lines[0])),
      byline.hasDate, byline.isGlued
    else { return nil }
    return (byline, byline.author, 1)
  }

  /// A byline stands in the first line or, its name above it, in the second.
  private func match(
    _ lines: [PageText.Line]
  ) -> (byline: Byline, author: String?, length: Int)? {
    let heads = lines.indices.lazy.filter { !lines[$0].isBlank }.prefix(3)
    if let linked = linked(lines) { return linked }
    var above: Int?
    for index in heads {
      if let byline = Byline(page.slice(lines[index])) {
        if let author = byline.author { return (byline, author, index + 1) }
        let name = above.map { page.string(lines[$0]) }
        return (byline, name, index + 1)
      }
      guard above == nil else { return nil }
      above = index
    }
    return nil
  }

  /// Markdown makes names and times links and begins with a picture, folded over several lines.
  private func linked(
    _ lines: [PageText.Line]
  ) -> (byline: Byline, author: String?, length: Int)? {
    guard let start = lines.firstIndex(where: { !$0.isBlank && !isPicture($0) }),
      let first = page.slice(lines[start]).first, start > 0 || first == UInt8(ascii: "[")
    else { return nil }
    let end = lines[start...].firstIndex { $0.isBlank } ?? lines.count
    guard end - start <= 12 else { return nil }
    let text = lines[start..<end].map { page.string($0) }.joined(separator: " ")
    guard let byline = Byline(ArraySlice(Self.withoutTargets(text).utf8)) else { return nil }
    return (byline, byline.author, end)
  }

  private func isPicture(_ line: PageText.Line) -> Bool {
    page.slice(line).starts(with: "![".utf8) && page.slice(line).last == UInt8(ascii: ")")
  }

  /// `[Ann](https://…)` reads `Ann`.
  private static func withoutTargets(_ text: String) -> String {
    var bare = ""
    var isTarget = false
    var rest = Substring(text)
    while let character = rest.popFirst() {
      if isTarget {
        isTarget = character != ")"
      } else if character == "]", rest.first == "(" {
        isTarget = true
      } else if character != "[" {
        bare.append(character)
      }
    }
    return bare
  }

  /// Comments looked at before any is changed.
  private static let sample = 50
}
