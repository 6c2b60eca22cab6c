/// The decoded text of a page, split into lines: bytes of UTF-8 and where each line begins and ends.
struct PageText {
  /// One line without its indent and its trailing white space.
  struct Line: Hashable {
    /// Bytes of the decoded text before the first that is not white space.
    var start: Int
    var end: Int
    /// Columns before `start`; a tab or a no-break space counts as one.
    var indent: Int

    var isBlank: Bool { start == end }
    var range: Range<Int> { start..<end }
  }

  let bytes: [UInt8]
  let lines: [Line]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = Self.split(bytes)
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func string(_ line: Line) -> String { string(line.range) }

  func slice(_ line: Line) -> ArraySlice<UInt8> { bytes[line.range] }

  /// Words of several lines as one text: each line trimmed, runs of blank lines made one.
  func paragraphs(_ lines: some Sequence<Line>) -> String {
    var text: [UInt8] = []
    var isApart = false
    for line in lines {
      if line.isBlank {
        isApart = true
        continue
      }
      if !text.isEmpty {
        text.append(UInt8(ascii: "\n"))
        if isApart { text.append(UInt8(ascii: "\n")) }
      }
      isApart = false
      text += bytes[line.range]
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The first line at or after an index that is not blank.
  func solid(from index: Int) -> Int? {
    var index = index
    while index < lines.count {
      if !lines[index].isBlank { return index }
      index += 1
    }
    return nil
  }

  private static func split(_ bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      lines.append(trimmed(bytes, start..<end))
      let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
      start = end + (isPair ? 2 : 1)
    }
    return lines
  }

  /// White space is the blank, the tab and the no-break space.
  static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Line {
    var start = range.lowerBound
    var end = range.upperBound
    var indent = 0
    while start < end {
      if bytes[start] == 0x20 || bytes[start] == 0x09 {
        start += 1
      } else if start + 1 < end, bytes[start] == 0xC2, bytes[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
      indent += 1
    }
    while end > start {
      if bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 {
        end -= 1
      } else if end - 2 >= start, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    return Line(start: start, end: end, indent: indent)
  }
}
