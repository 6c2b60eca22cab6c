import Weblog

/// Tells whether a title is plain text or a fragment of HTML that was escaped along.
///
/// RSS does not say. A title counts as HTML where it holds a character reference (`AT&amp;T`), an element that
/// is opened and closed (`<b>…</b>`), or a `<br>` or `<img …>`. A lone `<`, `&` or tag is text: `Using <T>`,
/// `How to style <div>`, `Q&A`.
enum TitleMarkup {
  static func marked(_ words: XMLScanner.MixedText) -> MarkedText {
    MarkedText(words.text, words.isNaked || isHTML(words.text) ? .html : .plain)
  }

  private static func isHTML(_ text: String) -> Bool {
    let bytes = text.utf8.span
    var opened: [Range<Int>] = []
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: "&"), isReference(bytes, at: index) { return true }
      guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else { continue }
      let isEnd = bytes[index + 1] == UInt8(ascii: "/")
      let name = name(in: bytes, from: index + (isEnd ? 2 : 1))
      guard !name.isEmpty, opened.count < maximumOpened else { continue }
      if isEnd {
        let isMatched = opened.contains { matches(bytes, $0, name) }
        if isMatched { return true }
      } else if isVoid(bytes.extracting(name)) {
        return true
      } else {
        opened.append(name)
      }
    }
    return false
  }

  /// Opening tags remembered: no title has more.
  private static let maximumOpened = 32

  private static func name(in bytes: Span<UInt8>, from start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count, isLetterOrDigit(bytes[end]) { end += 1 }
    guard end < bytes.count, end > start, !isDigit(bytes[start]) else { return start..<start }
    let isOver = bytes[end] == UInt8(ascii: ">") || bytes[end] == UInt8(ascii: "/")
    return isOver || bytes[end].isXMLSpace ? start..<end : start..<start
  }

  private static func matches(_ bytes: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool
  {
    guard left.count == right.count else { return false }
    for offset in 0..<left.count
    where bytes[left.lowerBound + offset] | 0x20 != bytes[right.lowerBound + offset] | 0x20 {
      return false
    }
    return true
  }

  private static func isVoid(_ name: Span<UInt8>) -> Bool {
    switch name.count {
    case 2: name[0] | 0x20 == UInt8(ascii: "b") && name[1] | 0x20 == UInt8(ascii: "r")
    case 3:
      name[0] | 0x20 == UInt8(ascii: "i") && name[1] | 0x20 == UInt8(ascii: "m")
        && name[2] | 0x20 == UInt8(ascii: "g")
    default: false
    }
  }

  /// Whether `&…;` stands for a character, with its semicolon.
  private static func isReference(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    var end = start + 1
    let isNumber = end < bytes.count && bytes[end] == UInt8(ascii: "#")
    if isNumber { end += 1 }
    let first = end
    while end < bytes.count, end - first <= HTMLEntities.longestName, isLetterOrDigit(bytes[end]) {
      end += 1
    }
    guard end > first, end < bytes.count, bytes[end] == UInt8(ascii: ";") else { return false }
    if isNumber { return isDigit(bytes[first]) || bytes[first] | 0x20 == UInt8(ascii: "x") }
    var name: [UInt8] = []
    for index in first..<end { name.append(bytes[index]) }
    return HTMLEntities.lookup(name[...]) != nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
