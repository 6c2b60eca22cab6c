import Weblog

/// The date header and the title above a post's body, in layouts that keep them.
struct Headline {
  private(set) var date: String?
  private(set) var title: String?
  /// Index of the first line of the body.
  private(set) var bodyStart = 0
  /// The date is a line that only its shape and place mark as one.
  private(set) var isGuessed = false

  /// Looks above the index of the first line that is no longer the post.
  init(_ page: PageText, before end: Int) {
    guard let dateLine = Self.dateLine(page, before: end) ?? guess(page, before: end) else {
      return
    }
    date = Self.plain(page, dateLine)
    bodyStart = dateLine + 1
    guard let titleLine = page.solid(from: dateLine + 1), titleLine < end else { return }
    title = Self.plain(page, titleLine)
    bodyStart = titleLine + 1
  }

  /// The first line that is a date and nothing else.
  ///
  /// Only short lines, such as the name of the blog, may stand above it.
  private static func dateLine(_ page: PageText, before end: Int) -> Int? {
    page.lines[..<min(end, reach)]
      .prefix { $0.end - $0.start <= 120 }
      .firstIndex { !$0.isBlank && CalendarDay(spelledOut: plain(page.string($0))) != nil }
  }

  /// A date in a language without a table: a short first line with a year, alone in its paragraph.
  private mutating func guess(_ page: PageText, before end: Int) -> Int? {
    guard let first = page.solid(from: 0), first + 1 < end, page.lines[first + 1].isBlank else {
      return nil
    }
    let text = page.string(page.lines[first])
    guard text.utf8.count <= 80,
      text.split(whereSeparator: { !$0.isNumber }).contains(where: Self.isYear)
    else { return nil }
    isGuessed = true
    return first
  }

  private static func isYear(_ digits: Substring) -> Bool {
    Int(digits).map { (1_990...2_100).contains($0) || (2_530...2_650).contains($0) } ?? false
  }

  private static func plain(_ page: PageText, _ index: Int) -> String {
    plain(page.string(page.lines[index]))
  }

  /// Markdown headings begin with number signs.
  private static func plain(_ text: String) -> String {
    let bare = text.drop { $0 == "#" }
    return bare.first == " " && bare.count < text.count ? String(bare.drop { $0 == " " }) : text
  }

  /// Lines that a page may print above its date.
  private static let reach = 40
}
