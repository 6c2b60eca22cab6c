/// A fragment of HTML in the one form that all its spellings share.
///
/// Names are lower case, attributes sorted and quoted alike, an element that ends itself has no slash, an
/// escaped character is the character, white space is collapsed, and a bare `div` around everything is
/// left out. Written without a look at the reader it judges.
struct MarkupForm: Equatable {
  private enum Piece: Equatable {
    case tag(String)
    case text(String)
  }

  private var pieces: [Piece] = []

  init(_ html: String) {
    var rest = html[...]
    var text = ""
    while let first = rest.first {
      if first == "<", let end = Self.endOfTag(rest) {
        add(text: text)
        text = ""
        pieces.append(.tag(Self.tag(rest[rest.index(after: rest.startIndex)..<end])))
        rest = rest[rest.index(after: end)...]
      } else {
        text.append(first)
        rest = rest.dropFirst()
      }
    }
    add(text: text)
  }

  /// What a person sees, in one line.
  var words: String {
    let texts = pieces.map { piece in
      if case .text(let text) = piece { text } else { "" }
    }
    return Comparison.line(texts.joined())
  }

  static func == (left: Self, right: Self) -> Bool { left.trimmed == right.trimmed }

  private var trimmed: [Piece] {
    let trimmed: [Piece] = pieces.compactMap { piece in
      guard case .text(let text) = piece else { return piece }
      let line = Comparison.line(text)
      return line.isEmpty ? nil : .text(line)
    }
    let divisions = trimmed.filter { [.tag("div"), .tag("/div")].contains($0) }
    guard divisions.count == 2, trimmed.first == .tag("div"), trimmed.last == .tag("/div") else {
      return trimmed
    }
    return Array(trimmed.dropFirst().dropLast())
  }

  private mutating func add(text: String) {
    if !text.isEmpty { pieces.append(.text(Self.unescaped(text))) }
  }
}

extension MarkupForm {
  /// The closing bracket of a tag, which is none of those inside quotes.
  private static func endOfTag(_ text: Substring) -> String.Index? {
    guard let second = text.dropFirst().first, second.isLetter || "/!".contains(second) else {
      return nil
    }
    var quote: Character?
    for index in text.indices {
      switch (text[index], quote) {
      case (let character, let open?): if character == open { quote = nil }
      case ("\"", nil), ("'", nil): quote = text[index]
      case (">", nil): return index
      default: break
      }
    }
    return nil
  }

  private static func tag(_ text: Substring) -> String {
    var rest = text
    let name = rest.prefix { !$0.isWhitespace }.lowercased()
    rest = rest.dropFirst(name.count)
    var attributes: [String] = []
    while let attribute = nextAttribute(&rest) { attributes.append(attribute) }
    let words = ([name] + attributes.sorted()).joined(separator: " ")
    return words.hasSuffix("/") && words.count > 1 ? String(words.dropLast()) : words
  }

  private static func nextAttribute(_ rest: inout Substring) -> String? {
    rest = rest.drop { $0.isWhitespace || $0 == "/" }
    guard !rest.isEmpty else { return nil }
    let name = rest.prefix { !$0.isWhitespace && $0 != "=" }
    rest = rest.dropFirst(name.count).drop(while: \.isWhitespace)
    guard rest.first == "=" else { return name.lowercased() }
    rest = rest.dropFirst().drop(while: \.isWhitespace)
    let value = value(&rest)
    return "\(name.lowercased())=\"\(unescaped(String(value)))\""
  }

  private static func value(_ rest: inout Substring) -> Substring {
    if let quote = rest.first, quote == "\"" || quote == "'" {
      rest = rest.dropFirst()
      let value = rest.prefix { $0 != quote }
      rest = rest.dropFirst(value.count + 1)
      return value
    }
    let value = rest.prefix { !$0.isWhitespace }
    rest = rest.dropFirst(value.count)
    return value
  }

  private static let names = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]

  private static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let first = rest.first {
      if first == "&", let end = rest.prefix(12).firstIndex(of: ";"),
        let character = character(rest[rest.index(after: rest.startIndex)..<end])
      {
        result += character
        rest = rest[rest.index(after: end)...]
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private static func character(_ reference: Substring) -> String? {
    if let named = names[String(reference)] { return named }
    guard reference.hasPrefix("#") else { return nil }
    let digits = reference.dropFirst()
    let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }
}
