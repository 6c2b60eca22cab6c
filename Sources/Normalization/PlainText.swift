/// Reads a fragment of HTML as the text a person would see.
///
/// Block elements are kept apart by newlines (paragraphs, headings and the like by an empty line), `<br>`
/// is a newline, `<pre>` keeps its white space and everywhere else runs of it become one space, to
/// which no-break spaces count. Character references are decoded. Scripts, styles, templates,
/// frames and comments have no text; list bullets and image descriptions are not made up.
///
/// One pass, in time linear in the input whatever it holds. Markup that never ends is read as a
/// browser would where that keeps the words, and as text where it would lose them.
struct PlainText {
  private let input: [UInt8]
  private var position = 0
  private var output: [UInt8] = []
  /// Newlines owed before the next word; at most 2.
  private var owedLines = 0
  private var isSpaceOwed = false
  private var preformattedDepth = 0
  private var tags: TagScanner

  /// Line ends in the HTML are line ends of the text, and empty lines part paragraphs.
  private let keepsLineEnds: Bool

  /// The text of a fragment of HTML, without empty lines at its ends.
  static func reading(html: String, keepsLineEnds: Bool = false) -> String {
    var reader = PlainText(input: Array(html.utf8), keepsLineEnds: keepsLineEnds)
    return reader.read()
  }

  private init(input: [UInt8], keepsLineEnds: Bool) {
    self.input = input
    self.keepsLineEnds = keepsLineEnds
    tags = TagScanner(input: input)
    output.reserveCapacity(input.count)
  }

  private mutating func read() -> String {
    while position < input.count {
      switch input[position] {
      case UInt8(ascii: "<"): readMarkup()
      case UInt8(ascii: "&"): readReference()
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20: readWhiteSpace()
      case 0x00..<0x20: position += 1
      case 0xC2 where isNoBreakSpace: readNoBreakSpace()
      default: readWords()
      }
    }
    while let last = output.last, last == 0x20 || last == 0x0A || last == 0x09 {
      output.removeLast()
    }
    return String(decoding: output.drop { $0 == 0x0A }, as: UTF8.self)
  }
}

// MARK: Text

extension PlainText {
  /// Copies as far as nothing needs a decision; a single space between two words needs none.
  private mutating func readWords() {
    let start = position
    position = endOfWords(from: start)
    settleDebts()
    output.append(contentsOf: input[start..<position])
  }

  private func endOfWords(from start: Int) -> Int {
    let bytes = input.span
    var position = start + 1
    while position < bytes.count {
      if preformattedDepth == 0, bytes.count - position >= Self.block,
        Self.areWords(bytes, at: position)
      {
        // What a space at the end is worth depends on the byte after it.
        position += bytes[position + Self.block - 1] == 0x20 ? Self.block - 1 : Self.block
        continue
      }
      let end = min(position + Self.block, bytes.count)
      while position < end {
        guard let length = lengthOfWordPart(bytes, at: position) else { return position }
        position += length
      }
    }
    return position
  }

  /// - Returns: `nil` for a byte that needs a decision.
  @inline(__always)
  private func lengthOfWordPart(_ bytes: Span<UInt8>, at position: Int) -> Int? {
    let byte = bytes[position]
    if byte == 0x20 {
      let isSingle =
        preformattedDepth == 0 && position + 1 < bytes.count
        && Self.beginsWord(bytes[position + 1])
      return isSingle ? 2 : nil
    }
    if byte == 0xC2 { return position + 1 < bytes.count && bytes[position + 1] != 0xA0 ? 1 : nil }
    return Self.beginsWord(byte) ? 1 : nil
  }

  private static let block = 16

  /// Whether a block goes on with words and single spaces between them; the byte before it is part of the text.
  ///
  /// There is no branch in the loop, so that the compiler makes wide instructions of it.
  @inline(__always)
  private static func areWords(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    let before = bytes.extracting(index - 1..<index - 1 + Self.block)
    let block = bytes.extracting(index..<index + Self.block)
    var folded: UInt8 = 0
    for offset in 0..<Self.block {
      let byte = block[offset]
      // Zero only where a space follows a space.
      let spaces = (byte ^ 0x20) | (before[offset] ^ 0x20)
      folded |= (byte < 0x20 ? 1 : 0) | (byte == 0x26 ? 1 : 0) | (byte == 0x3C ? 1 : 0)
      folded |= (byte == 0xC2 ? 1 : 0) | (spaces == 0 ? 1 : 0)
    }
    return folded == 0
  }

  private static func beginsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case ...0x20, UInt8(ascii: "<"), UInt8(ascii: "&"), 0xC2: false
    default: true
    }
  }

  private var isNoBreakSpace: Bool {
    position + 1 < input.count && input[position + 1] == 0xA0
  }

  private mutating func readNoBreakSpace() {
    position += 2
    space()
  }

  private mutating func readWhiteSpace() {
    let byte = input[position]
    position += 1
    whiteSpace(byte, isBeforeLineFeed: position < input.count && input[position] == 0x0A)
  }

  private mutating func whiteSpace(_ byte: UInt8, isBeforeLineFeed: Bool = false) {
    guard preformattedDepth > 0, byte != 0x0C else {
      let endsLine = byte == 0x0A || (byte == 0x0D && !isBeforeLineFeed)
      return keepsLineEnds && endsLine ? endLine() : space()
    }
    if byte == 0x0D && isBeforeLineFeed { return }
    settleDebts()
    output.append(byte == 0x0D ? 0x0A : byte)
  }

  private mutating func space() {
    if preformattedDepth > 0 {
      settleDebts()
      output.append(0x20)
    } else {
      isSpaceOwed = true
    }
  }

  /// Writes the separator that the next word needs.
  ///
  /// Nothing is owed before the first word, and a newline is worth a space.
  private mutating func settleDebts() {
    if owedLines > 0 {
      dropTrailingSpaces()
      if !output.isEmpty { output.append(0x0A) }
      if owedLines > 1, !output.isEmpty { output.append(0x0A) }
      owedLines = 0
    } else if isSpaceOwed, let last = output.last, last != 0x0A {
      output.append(0x20)
    }
    isSpaceOwed = false
  }

  private mutating func dropTrailingSpaces() {
    while let last = output.last, last == 0x20 || last == 0x0A { output.removeLast() }
  }

  private mutating func readReference() {
    guard let reference = CharacterReference(in: input, at: position) else {
      settleDebts()
      output.append(UInt8(ascii: "&"))
      position += 1
      return
    }
    position = reference.end
    switch reference.text.unicodeScalars.first?.value {
    case 0xA0: space()
    case let white? where [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(white):
      whiteSpace(UInt8(truncatingIfNeeded: white))
    case let control? where control < 0x20: break
    default:
      settleDebts()
      output.append(contentsOf: reference.text.utf8)
    }
  }
}

// MARK: Markup

extension PlainText {
  private mutating func readMarkup() {
    switch tags.markup(at: position) {
    case .text:
      settleDebts()
      output.append(UInt8(ascii: "<"))
      position += 1
    case .nothing(let end): position = end
    case .tag(let element, let isEnd, let end):
      position = end
      apply(element, isEnd: isEnd)
    }
  }

  private mutating func apply(_ element: HTMLElement, isEnd: Bool) {
    switch element {
    case .inline: break
    case .lineBreak: endLine()
    case .cell: isSpaceOwed = true
    case .block: owe(lines: 1)
    case .paragraph: owe(lines: 2)
    case .preformatted: applyPreformatted(isEnd: isEnd)
    case .hidden(let name): if !isEnd { position = tags.endOfHidden(name, from: position) }
    }
  }

  private mutating func endLine() { owe(lines: min(owedLines + 1, 2)) }

  private mutating func owe(lines: Int) {
    if preformattedDepth > 0 {
      settleDebts()
      output.append(0x0A)
    } else {
      owedLines = max(owedLines, lines)
    }
  }

  private mutating func applyPreformatted(isEnd: Bool) {
    guard !isEnd else {
      preformattedDepth = max(0, preformattedDepth - 1)
      owedLines = 2
      return
    }
    owedLines = 2
    preformattedDepth += 1
    if position < input.count, input[position] == 0x0D { position += 1 }
    if position < input.count, input[position] == 0x0A { position += 1 }
  }
}
