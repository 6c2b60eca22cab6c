import Weblog

/// Reads the small parts that posts, comments and terms of a WordPress export are made of.
extension XMLScanner {
  /// Reads a custom field; the scanner is after its `.start`.
  ///
  /// - Returns: `nil` for bookkeeping, whose value is not even looked at, and for a field without a value.
  mutating func wordPressMeta() throws -> WordPressMeta? {
    let outside = depth - 1
    var key: String?
    var value = ""
    while let token = try next() {
      switch token {
      case .start(let name) where name.rssElement == .metaKey:
        let written = try textOfElement().trimmed
        guard !WordPressMeta.isPlumbing(written) else {
          if depth > outside { try skip(to: outside) }
          return nil
        }
        key = written
      case .start(let name) where name.rssElement == .metaValue: value = try textOfElement()
      case .end where depth <= outside:
        guard let key, !value.isEmpty else { return nil }
        return WordPressMeta(key: key, value: value)
      default: break
      }
    }
    return nil
  }

  private mutating func skip(to outside: Int) throws {
    while let token = try next() {
      if case .end = token, depth <= outside { return }
    }
  }

  /// Keeps the custom field ahead under a name that ends in its key.
  mutating func readMeta(named name: String, into extras: inout [Extra]) throws {
    guard let meta = try wordPressMeta() else { return }
    if meta.isSecret {
      report.withheld += 1
    } else {
      extras.append(Extra(name: name + "/" + meta.key, value: meta.value))
    }
  }

  /// The first piece of the element's character data, without a string of it being made.
  ///
  /// For fields of one word, which nobody interrupts. The end tag is left to the caller's loop: where it
  /// was forgotten, the next field is not taken for part of this one.
  mutating func withWordOfElement<Result>(_ read: (ArraySlice<UInt8>) -> Result) throws -> Result {
    while let token = try next() {
      switch token {
      case .text: return read(text.bytes)
      case .start, .end: return read([])
      default: break
      }
    }
    return read([])
  }

  mutating func wordOfElement() throws -> String {
    try withWordOfElement { String(decoding: $0, as: UTF8.self) }.trimmed
  }

  mutating func dateOfElement() throws -> WordPressDate {
    try withWordOfElement { WordPressDate($0) }
  }

  /// The number an element holds, or `nil` for anything else.
  mutating func numberOfElement() throws -> Int64? {
    try withWordOfElement { Self.number($0) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
    let word = bytes.drop(while: \.isXMLSpace)
    let isNegative = word.first == UInt8(ascii: "-")
    var number: Int64 = 0
    var rest = isNegative ? word.dropFirst() : word
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    for digit in digits { number = number * 10 + Int64(digit - 0x30) }
    rest = rest.dropFirst(digits.count)
    guard rest.allSatisfy(\.isXMLSpace) else { return nil }
    return isNegative ? -number : number
  }

  /// Whether the element holds anything; its text is something not to be kept.
  mutating func elementIsFilled() throws -> Bool {
    try withWordOfElement { $0.contains { !$0.isXMLSpace } }
  }

  /// Keeps an element nobody has a field for, with its attributes and the elements inside it.
  mutating func readForeign(_ name: XMLName, into extras: inout [Extra]) throws {
    let foreign = AtomEntry()
    try readExtra(named: name.canonical, into: foreign)
    report.withheld += foreign.withheld
    extras += foreign.extras
  }
}
