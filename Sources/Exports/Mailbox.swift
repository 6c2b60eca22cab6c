/// A person as feeds write one: `me@example.com (Ann)`, `Ann <me@example.com>`, `Ann (me@example.com)`.
///
/// Only the name is taken; the addresses are counted.
struct Mailbox {
  /// The words without the addresses; `nil` if nothing is left.
  private(set) var name: String?
  /// Addresses left out.
  ///
  /// The placeholder that a platform writes for everybody is none.
  private(set) var withheld = 0

  init(_ text: String) {
    guard text.utf8.contains(UInt8(ascii: "@")) else {
      name = text.trimmed.nonEmpty
      return
    }
    var kept: [UInt8] = []
    var word: [UInt8] = []
    for byte in text.utf8 {
      if Self.endsWord(byte) {
        append(&word, to: &kept)
        kept.append(byte)
      } else {
        word.append(byte)
      }
    }
    append(&word, to: &kept)
    name = withheld > 0 || kept.count < text.utf8.count ? Self.name(kept) : text.trimmed.nonEmpty
  }

  private init(name: String) { self.name = name }

  /// A text of any kind, which is kept whole unless it is short enough for a person's name and address.
  init(extra text: String) {
    guard text.utf8.count <= Self.longestExtra, text.utf8.contains(UInt8(ascii: "@")) else {
      self.init(name: text)
      return
    }
    self.init(text)
  }

  /// Bytes of an extra that is not taken for prose.
  private static let longestExtra = 320

  /// Whether an address is the one that Blogger writes for everybody.
  static func isPlaceholder(_ address: String) -> Bool {
    address.lowercased() == "noreply@blogger.com"
  }

  /// Keeps a word unless it is an address.
  private mutating func append(_ word: inout [UInt8], to kept: inout [UInt8]) {
    defer { word.removeAll(keepingCapacity: true) }
    let text = String(decoding: word, as: UTF8.self)
    guard text.isEmailAddress else {
      kept += word
      return
    }
    if !Self.isPlaceholder(text) { withheld += 1 }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte.isXMLSpace || "()<>[],;\"".utf8.contains(byte)
  }

  /// What is left, without the brackets and the punctuation that belonged to the address.
  private static func name(_ kept: [UInt8]) -> String? {
    var name: [UInt8] = []
    for byte in kept {
      if byte.isXMLSpace, name.last.map(\.isXMLSpace) ?? true { continue }
      let opener: UInt8? =
        switch byte {
        case UInt8(ascii: ")"): UInt8(ascii: "(")
        case UInt8(ascii: ">"): UInt8(ascii: "<")
        case UInt8(ascii: "]"): UInt8(ascii: "[")
        case UInt8(ascii: "\""): byte
        default: nil
        }
      if let opener, name.last == opener { name.removeLast() } else { name.append(byte) }
    }
    return String(decoding: withoutFrame(name[...]), as: UTF8.self).nonEmpty
  }

  private static func withoutFrame(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while let first = rest.first, let last = rest.last {
      if first.isXMLSpace || ",;".utf8.contains(first) {
        rest.removeFirst()
      } else if last.isXMLSpace || ",;".utf8.contains(last) {
        rest.removeLast()
      } else if rest.count > 1, isFrame(first, last) {
        rest = rest.dropFirst().dropLast()
      } else {
        break
      }
    }
    return rest
  }

  private static func isFrame(_ first: UInt8, _ last: UInt8) -> Bool {
    (first == UInt8(ascii: "(") && last == UInt8(ascii: ")"))
      || (first == UInt8(ascii: "\"") && last == UInt8(ascii: "\""))
  }
}
