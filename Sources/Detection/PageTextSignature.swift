/// Recognizes plain text of a Blogspot page by what Blogger prints around its comments.
package enum PageTextSignature {
  /// - Parameter head: the first bytes of a document; no more than 1 MiB of them is looked at.
  /// - Returns: whether there is a comment header, a pair of labels, or comments that open with "… said...".
  package static func matches(head: [UInt8]) -> Bool {
    let text = SniffedText(Array(head.prefix(1 << 20))).bytes
    guard !text.prefix(4_096).contains(0), !isMarkup(text) else { return false }
    var clues = PageTextClues()
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      clues.read(line)
      if clues.areEnough { return true }
    }
    return clues.areEnoughAtEnd
  }

  /// XML, HTML and JSON are other formats, whatever words they hold.
  private static func isMarkup(_ text: [UInt8]) -> Bool {
    let solid = text.drop { $0 <= 0x20 }
    guard let first = solid.first else { return true }
    let second = solid.dropFirst().first { $0 > 0x20 } ?? 0
    switch first {
    case UInt8(ascii: "<"):
      return second == UInt8(ascii: "?") || second == UInt8(ascii: "!") || second >= 0x41
    case UInt8(ascii: "{"): return second == UInt8(ascii: "\"") || second == UInt8(ascii: "}")
    case UInt8(ascii: "["):
      return second == UInt8(ascii: "{") || second == UInt8(ascii: "\"")
    default: return false
    }
  }
}

/// What the lines of a text have shown so far.
private struct PageTextClues {
  private var foots = 0
  private var glued = 0
  private var sayings = 0
  private var times = 0
  private var statements = 0
  private var lines = 0
  private var hasHeader = false
  private var hasSilentHeader = false
  /// Lines that stood right above a numbered line with a smaller indent, and how often.
  private var feet: [[UInt8]: Int] = [:]
  private var mostFeet = 0
  private var before: (text: ArraySlice<UInt8>, indent: Int)?
  /// The first label, when it was a line of its own.
  private var control: [UInt8]?

  var areEnough: Bool {
    foots + glued >= 2 || hasHeader && foots + glued + sayings > 0
      || sayings >= 2 && times > 0 || mostFeet >= 3
  }

  /// A lone clue counts where nothing else does, in a text that is not a program's.
  var areEnoughAtEnd: Bool {
    let isProgram = statements * 5 > lines
    return areEnough || hasSilentHeader || hasHeader
      || !isProgram && (foots > 0 || glued > 0) || mostFeet >= 2
  }

  mutating func read(_ line: ArraySlice<UInt8>) {
    let solid = line.drop { $0 == 0x20 || $0 == 0x09 }
    guard let end = solid.lastIndex(where: { $0 > 0x20 }) else { return }
    let text = solid[...end]
    let last = text[end]
    lines += 1
    if [UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}")].contains(last) { statements += 1 }
    let indent = solid.startIndex - line.startIndex
    if text.count <= 80 { readShort(text, indent) }
    readGlued(text)
    before = (text, indent)
  }

  private mutating func readShort(_ text: ArraySlice<UInt8>, _ indent: Int) {
    readFoot(text)
    if Self.hasClock(text) { times += 1 }
    if Self.isSaying(text) { sayings += 1 }
    if CommentHeader.endsInColon(text), let header = CommentHeader(text) {
      hasHeader = hasHeader || header.declared != nil
      hasSilentHeader = hasSilentHeader || header.declared == 0
    }
    guard indent >= 2, Self.isNumbered(text), let before, before.indent > indent,
      before.text.count <= 64, feet.count < 10_000
    else { return }
    let count = feet[Array(before.text), default: 0] + 1
    feet[Array(before.text)] = count
    mostFeet = max(mostFeet, count)
  }

  private mutating func readFoot(_ text: ArraySlice<UInt8>) {
    let previous = control
    control = nil
    if let previous, Self.isDelete(text, after: previous) {
      foots += 1
      return
    }
    for index in LabelTable.beginning(text) {
      let pair = LabelTable.pairs[index]
      if text.elementsEqual(pair.both) || text.elementsEqual(pair.spaced) {
        foots += 1
        return
      }
      if text.elementsEqual(pair.reply) { control = pair.reply }
    }
  }

  private static func isDelete(_ text: ArraySlice<UInt8>, after reply: [UInt8]) -> Bool {
    LabelTable.ending(text).contains { index in
      let pair = LabelTable.pairs[index]
      return pair.reply == reply && text.elementsEqual(pair.delete)
    }
  }

  private mutating func readGlued(_ text: ArraySlice<UInt8>) {
    let isGlued =
      LabelTable.beginning(text).contains { index in
        let both = LabelTable.pairs[index].both
        return text.count > both.count && text.starts(with: both)
      }
      || LabelTable.ending(text).contains { index in
        let both = LabelTable.pairs[index].both
        return text.count > both.count && text.suffix(both.count).elementsEqual(both)
      }
    if isGlued { glued += 1 }
  }

  private static func hasClock(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 60, let colon = text.lastIndex(of: UInt8(ascii: ":")) else { return false }
    let after = text[(colon + 1)...].prefix(2)
    return after.count == 2 && after.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func isSaying(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.suffix(3).elementsEqual("...".utf8) || text.suffix(3).elementsEqual("…".utf8) else {
      return false
    }
    return CommentLabels.speaker(text) != nil
  }

  private static func isNumbered(_ text: ArraySlice<UInt8>) -> Bool {
    let digits = text.prefix { (0x30...0x39).contains($0) }
    return !digits.isEmpty && digits.count < 7
      && text.dropFirst(digits.count).first == UInt8(ascii: ".")
  }
}
