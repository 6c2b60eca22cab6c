/// Finds where a piece of markup ends, in time linear in the input over all calls.
///
/// Every search that can fail is made to fail at most once: what the first failure teaches, that no
/// `>` or no quote follows any more, answers all later questions.
struct TagScanner {
  enum Markup {
    /// The `<` is only a less-than sign.
    case text
    /// A comment, a declaration or an instruction, up to `end`.
    case nothing(end: Int)
    case tag(HTMLElement, isEnd: Bool, end: Int)
  }

  private let input: [UInt8]
  /// -1 when there is none; looked for when the first `<` is met.
  private lazy var lastGreaterThan = Self.lastIndex(of: UInt8(ascii: ">"), in: input.span)
  /// Quotes and apostrophes are looked for until one search has failed.
  private var areQuotesLeft = true
  private var areApostrophesLeft = true
  /// Quotes are believed until a tag with balanced ones turns out never to end.
  private var areQuotesHonoured = true
  private var areCommentsClosed = true
  /// Elements without text that no end tag follows any more.
  private var unclosed: Set<String> = []

  init(input: [UInt8]) {
    self.input = input
  }

  /// Tells what the `<` at an index begins.
  mutating func markup(at start: Int) -> Markup {
    guard start < lastGreaterThan else { return .text }
    switch input[start + 1] {
    case UInt8(ascii: "/"):
      guard Self.isLetter(input[start + 2]) else { return bogusComment(from: start + 2) }
      return tag(nameStart: start + 2, isEnd: true)
    case UInt8(ascii: "!"): return declaration(at: start)
    case UInt8(ascii: "?"): return bogusComment(from: start + 2)
    case let byte where Self.isLetter(byte): return tag(nameStart: start + 1, isEnd: false)
    default: return .text
    }
  }

  /// Where reading goes on after the start tag of an element without text: behind its end tag.
  ///
  /// Where that is missing, the rest of a script or a style is code, and the rest of all others is
  /// words.
  mutating func endOfHidden(_ name: String, from start: Int) -> Int {
    if !unclosed.contains(name) {
      if let end = endTag(name, from: start) { return end }
      unclosed.insert(name)
    }
    return ["script", "style"].contains(name) ? input.count : start
  }

  private func endTag(_ name: String, from start: Int) -> Int? {
    var position = start
    while let less = index(of: UInt8(ascii: "<"), from: position) {
      position = less + 1
      let end = position + 1 + name.utf8.count
      guard end <= input.count, input[position] == UInt8(ascii: "/"),
        input[(position + 1)..<end].lazy.map({ $0 | 0x20 }).elementsEqual(name.utf8),
        end == input.count || !Self.isNameByte(input[end])
      else { continue }
      return index(of: UInt8(ascii: ">"), from: end).map { $0 + 1 } ?? input.count
    }
    return nil
  }
}

extension TagScanner {
  /// Where a byte stands last; -1 when nowhere.
  private static func lastIndex(of byte: UInt8, in bytes: Span<UInt8>) -> Int {
    var index = bytes.count - 1
    while index >= 0, bytes[index] != byte { index -= 1 }
    return index
  }

  /// A plain loop over a span: the collection's own search takes twice as long.
  private func index(of byte: UInt8, from start: Int) -> Int? {
    let bytes = input.span
    var position = start
    while position < bytes.count {
      if bytes[position] == byte { return position }
      position += 1
    }
    return nil
  }
}

// MARK: Tags

extension TagScanner {
  private mutating func tag(nameStart: Int, isEnd: Bool) -> Markup {
    var nameEnd = nameStart
    while nameEnd < input.count, Self.isNameByte(input[nameEnd]) { nameEnd += 1 }
    guard let close = closeOfTag(from: nameEnd) else { return .text }
    let element = HTMLElement(name: input[nameStart..<nameEnd])
    return .tag(element, isEnd: isEnd, end: close + 1)
  }

  private mutating func closeOfTag(from start: Int) -> Int? {
    if areQuotesHonoured {
      if let close = closeHonouringQuotes(from: start) { return close }
      areQuotesHonoured = false
    }
    return index(of: UInt8(ascii: ">"), from: start)
  }

  private mutating func closeHonouringQuotes(from start: Int) -> Int? {
    let input = input
    let bytes = input.span
    var position = start
    var isValueNext = false
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: ">"): return position
      case UInt8(ascii: "="): isValueNext = true
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20: break
      case UInt8(ascii: "\"") where isValueNext && areQuotesLeft:
        if let end = index(of: byte, from: position + 1) {
          position = end
        } else {
          areQuotesLeft = false
        }
        isValueNext = false
      case UInt8(ascii: "'") where isValueNext && areApostrophesLeft:
        if let end = index(of: byte, from: position + 1) {
          position = end
        } else {
          areApostrophesLeft = false
        }
        isValueNext = false
      default: isValueNext = false
      }
      position += 1
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x20, UInt8(ascii: "/"), UInt8(ascii: ">"): false
    default: true
    }
  }
}

// MARK: Comments

extension TagScanner {
  private mutating func declaration(at start: Int) -> Markup {
    let body = start + 4
    guard body <= input.count, input[start + 2] == UInt8(ascii: "-"),
      input[start + 3] == UInt8(ascii: "-")
    else { return bogusComment(from: start + 2) }
    for empty in [">", "->"] where input[body...].starts(with: empty.utf8) {
      return .nothing(end: body + empty.utf8.count)
    }
    guard areCommentsClosed, let end = endOfComment(from: body) else {
      areCommentsClosed = false
      return bogusComment(from: body)
    }
    return .nothing(end: end)
  }

  /// Looks for `-->` or `--!>`.
  private func endOfComment(from start: Int) -> Int? {
    var position = start
    while let close = index(of: UInt8(ascii: ">"), from: position) {
      let before = input[start..<close]
      if before.suffix(2).elementsEqual("--".utf8) || before.suffix(3).elementsEqual("--!".utf8) {
        return close + 1
      }
      position = close + 1
    }
    return nil
  }

  /// What begins like a declaration and is none ends at the next `>`, as does a comment that is
  /// never closed: a browser would drop all that follows.
  private func bogusComment(from start: Int) -> Markup {
    .nothing(end: index(of: UInt8(ascii: ">"), from: start).map { $0 + 1 } ?? input.count)
  }
}
