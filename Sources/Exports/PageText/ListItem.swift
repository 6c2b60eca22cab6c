import Detection

/// A line that begins with a number, a full stop and a blank, as items of numbered lists do.
struct ListItem {
  let number: Int
  /// Columns before the number, and before the full stop after it: lists are aligned at one or the other.
  let columns: (start: Int, stop: Int)
  /// The words after the number.
  let text: PageText.Line

  /// Whether two items can belong to one list.
  func isAligned(with other: Self) -> Bool {
    columns.start == other.columns.start || columns.stop == other.columns.stop
  }

  init?(_ page: PageText, _ index: Int) {
    let line = page.lines[index]
    var number = 0
    var position = line.start
    while position < line.end, (0x30...0x39).contains(page.bytes[position]) {
      guard position - line.start < 7 else { return nil }
      number = number * 10 + Int(page.bytes[position] - 0x30)
      position += 1
    }
    guard position > line.start, position < line.end, page.bytes[position] == UInt8(ascii: "."),
      position + 1 == line.end || page.bytes[position + 1] == 0x20
    else { return nil }
    self.number = number
    columns = (line.indent, line.indent + position - line.start)
    text = PageText.trimmed(page.bytes, position + 1..<line.end)
  }
}

/// Where a page's numbered comments begin: the last header with a first item under it.
struct ListStart {
  let firstItem: Int
  let bodyEnd: Int
  let declared: Int?

  init?(_ page: PageText, labels: FooterLabels?) {
    let last = labels.map { labels in
      page.lines.lastIndex { labels.mark(page.slice($0)) == .thread } ?? -1
    }
    var known: Self?
    var guessed: Self?
    var bare: Self?
    var before: Int?
    var firstFoot = Int.max
    for index in page.lines.indices where !page.lines[index].isBlank {
      defer { before = index }
      if last == nil || index < last ?? 0, let item = ListItem(page, index) {
        if let header = before.flatMap({ Self(page, header: $0, item: index) }) {
          if CommentHeader(page.slice(page.lines[header.bodyEnd])) != nil {
            known = header
          } else if labels != nil, item.number == 1 {
            guessed = header
          }
        } else if item.number == 1, item.columns.start >= 2, firstFoot == Int.max, labels != nil {
          bare = Self(firstItem: index, bodyEnd: index, declared: nil)
        }
      }
      if firstFoot == Int.max, labels?.mark(page.slice(page.lines[index])) == .thread {
        firstFoot = index
      }
    }
    guard let start = known ?? guessed ?? bare else { return nil }
    self = start
  }

  private init(firstItem: Int, bodyEnd: Int, declared: Int?) {
    self.firstItem = firstItem
    self.bodyEnd = bodyEnd
    self.declared = declared
  }

  /// Takes any short line with a number or a colon over a deeper first item: templates reword headers.
  private init?(_ page: PageText, header: Int, item: Int) {
    let line = page.lines[header]
    let text = page.slice(line)
    guard line.indent < page.lines[item].indent, text.count <= 120,
      ListItem(page, header) == nil
    else { return nil }
    let known = CommentHeader(text)
    let number = CommentHeader.number(in: text)
    guard known != nil || number != nil || CommentHeader.endsInColon(text) else { return nil }
    self.init(firstItem: item, bodyEnd: header, declared: known == nil ? number : known?.declared)
  }
}
