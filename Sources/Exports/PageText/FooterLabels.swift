import Detection

/// The two labels of one page in bytes, and how they stand in its lines.
struct FooterLabels {
  /// What a line says about comments, apart from any text on the same line.
  enum Mark: Hashable {
    /// Both labels: the foot of a comment at the top level.
    case thread
    /// The second label alone: the foot of a reply.
    case reply
    /// The first label alone: the control below a thread.
    case control
  }

  let reply: [UInt8]
  let delete: [UInt8]
  /// Both labels with nothing between them.
  let both: [UInt8]
  private let spaced: [UInt8]

  init(reply: [UInt8], delete: [UInt8]) {
    self.reply = reply
    self.delete = delete
    both = reply + delete
    spaced = reply + [0x20] + delete
  }

  init(_ pair: LabelTable.Pair) {
    self.init(reply: pair.reply, delete: pair.delete)
  }

  /// The mark that is a line's whole text.
  func mark(_ line: ArraySlice<UInt8>) -> Mark? {
    if line.isAll(delete) { return .reply }
    if line.isAll(both) || line.isAll(spaced) { return .thread }
    return line.isAll(reply) ? .control : nil
  }

  /// A mark glued to the front of other text, and its length in bytes.
  func front(_ line: ArraySlice<UInt8>) -> (mark: Mark, length: Int)? {
    if line.starts(with: both) { return (.thread, both.count) }
    guard line.starts(with: delete), isGlued(line.dropFirst(delete.count)) else { return nil }
    return (.reply, delete.count)
  }

  /// A mark glued to the end of other text, and its length in bytes.
  func back(_ line: ArraySlice<UInt8>) -> (mark: Mark, length: Int)? {
    if line.hasSuffix(both) { return (.thread, both.count) }
    guard line.hasSuffix(delete), let last = line.dropLast(delete.count).last, last != 0x20,
      last != 0x09, last != 0xA0
    else { return nil }
    return (.reply, delete.count)
  }

  /// Text glued to a label begins at once; `Delete it` and `Deleted` are words of a sentence.
  private func isGlued(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first else { return true }
    guard first != 0x20, first != 0x09, !Self.endings.contains(where: { rest.isWord($0) }) else {
      return false
    }
    return !(rest.starts(with: [0xC2, 0xA0]) || Self.stops.contains(first) && rest.count == 1)
  }

  private static let endings: [[UInt8]] = ["d", "s", "r", "n", "ing"].map { Array($0.utf8) }
  private static let stops = Set(".,;:!?)".utf8)
}

extension ArraySlice<UInt8> {
  /// Compares lengths and first bytes before anything else: nearly every line differs there.
  func isAll(_ text: [UInt8]) -> Bool {
    count == text.count && first == text.first && elementsEqual(text)
  }

  func hasSuffix(_ suffix: [UInt8]) -> Bool {
    count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
  }

  /// Whether the slice begins with a word that ends there.
  func isWord(_ word: [UInt8]) -> Bool {
    guard starts(with: word) else { return false }
    guard let next = dropFirst(word.count).first else { return true }
    return next < 0x80 && !(0x41...0x5A).contains(next & 0xDF) && !(0x30...0x39).contains(next)
  }
}
