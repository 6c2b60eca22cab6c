import Weblog

/// Reading the kinds of element that feeds are made of.
extension XMLScanner {
  /// The words of an element, and whether they are markup: elements of their own, or escaped ones.
  struct MixedText {
    var text: String
    /// It holds elements that nobody escaped; its text is HTML then.
    var isNaked = false
    /// An item began inside, and is in hand now: the element was never closed.
    var isInterrupted = false
  }

  /// Reads an element that should hold text, and may hold markup that nobody escaped.
  mutating func mixedText() throws -> MixedText {
    let outside = depth - 1
    var words = TrimmedText()
    while let token = try next() {
      switch token {
      case .text:
        words.append(text.bytes)
        try checkSize(words.count)
      case .start(let name) where name.rssElement == .item:
        return MixedText(text: words.string, isInterrupted: true)
      case .start(let name): return try markup(after: words.all, from: name, outside: outside)
      case .end where depth <= outside: return MixedText(text: words.string)
      default: break
      }
    }
    return MixedText(text: words.string)
  }

  /// Writes on as markup what began as text; the scanner is after the first element's `.start`.
  private mutating func markup(
    after words: [UInt8],
    from first: XMLName,
    outside: Int
  ) throws -> MixedText {
    var markup = XMLMarkupText()
    if !words.isEmpty { markup.append(text: words[...]) }
    markup.start(first, attributes)
    while let token = try next() {
      switch token {
      case .text: markup.append(text: text.bytes)
      case .start(let name) where name.rssElement == .item:
        return MixedText(text: markup.unwrapped.trimmed, isNaked: true, isInterrupted: true)
      case .start(let name): markup.start(name, attributes)
      case .end(let name):
        if depth <= outside { return MixedText(text: markup.unwrapped.trimmed, isNaked: true) }
        markup.end(name)
      default: break
      }
      try checkSize(markup.count)
    }
    return MixedText(text: markup.unwrapped.trimmed, isNaked: true)
  }

  private func checkSize(_ bytes: Int) throws {
    guard bytes <= limits.nodeBytes else { throw ExportError(.nodeTooLarge, at: tokenOffset) }
  }

  /// A title: text, or HTML where it shows.
  mutating func titleText() throws -> MarkedText { TitleMarkup.marked(try mixedText()) }

  /// The text of an element and of those inside it, without the white space around.
  mutating func trimmedText() throws -> String {
    let outside = depth - 1
    var words = TrimmedText()
    while let token = try next() {
      switch token {
      case .text:
        words.append(text.bytes)
        try checkSize(words.count)
      case .end where depth <= outside: return words.string
      default: break
      }
    }
    return words.string
  }

  /// An address as text, resolved against the base in force.
  mutating func addressText() throws -> String {
    let base = inheritance.base
    let written = try trimmedText()
    return base == nil ? written : RelativeAddress.resolved(written, against: base)
  }

  /// A person: text, or elements for the name, the address of a page and that of a mailbox.
  mutating func person(withheldIn extras: inout RSSExtras) throws -> Author {
    let outside = depth - 1
    var author = Author()
    var words = ""
    reading: while let token = try next() {
      switch token {
      case .text:
        words += text.string
        try checkSize(words.utf8.count)
      case .start(let part):
        switch part.local {
        case "name": author.name = extras.name(in: try trimmedText())
        case "uri", "url": author.url = try addressText().nonEmpty
        case "email": _ = extras.name(in: try trimmedText())
        default: break
        }
      case .end where depth <= outside: break reading
      default: break
      }
    }
    if author.name == nil { author.name = extras.name(in: words.trimmed) }
    if author.url == nil, let page = author.name, page.hasWebScheme {
      (author.name, author.url) = (nil, page)
    }
    return author
  }
}

extension XMLScanner {
  /// Keeps an element nobody has a field for: its attributes, its text, and the elements inside it.
  ///
  /// - Returns: whether an item began inside, which is then in hand: the element was never closed.
  mutating func readExtra(
    named name: String,
    into extras: inout RSSExtras,
    _ vocabulary: RSSVocabulary
  ) throws -> Bool {
    let outside = depth - 1
    var path = [name]
    keepAttributes(named: name, into: &extras)
    while let token = try next() {
      switch token {
      case .start(let inner):
        if vocabulary.element(inner) == .item { return true }
        guard path.count < Self.maximumExtraDepth else {
          try skipElement()
          continue
        }
        path.append("\(path.last ?? name)/\(vocabulary.extraName(inner))")
        keepAttributes(named: path.last ?? name, into: &extras)
      case .text: keepText(named: path.last ?? name, into: &extras)
      case .end:
        path.removeLast()
        if depth <= outside || path.isEmpty { return false }
      default: break
      }
    }
    return false
  }

  /// Names grow with the nesting; beyond this they say nothing to anybody.
  private static let maximumExtraDepth = 16

  private func keepText(named name: String, into extras: inout RSSExtras) {
    let words = text.string.trimmed
    extras.keep(name, Self.resolved(words, of: name, against: inheritance.base))
  }

  /// Reads an element of a known shape, whose parts hold text: their attributes, and their words or markup.
  ///
  /// - Returns: whether an item began inside, which is then in hand: the element was never closed.
  mutating func readParts(
    named name: String,
    into extras: inout RSSExtras,
    _ vocabulary: RSSVocabulary
  ) throws -> Bool {
    let outside = depth - 1
    keepAttributes(named: name, into: &extras)
    while let token = try next() {
      switch token {
      case .start(let part):
        if vocabulary.element(part) == .item { return true }
        let key = "\(name)/\(vocabulary.extraName(part))"
        keepAttributes(named: key, into: &extras)
        let base = inheritance.base
        let words = try mixedText()
        extras.keep(key, Self.resolved(words.text, of: key, against: base))
        if words.isInterrupted { return true }
      case .text: keepText(named: name, into: &extras)
      case .end where depth <= outside: return false
      default: break
      }
    }
    return false
  }

  /// Keeps attributes that have no field.
  func keepAttributes(
    named name: String,
    besides taken: [String] = [],
    into extras: inout RSSExtras
  ) {
    for attribute in attributes.list where !taken.contains(attribute.name.canonical) {
      let key = attribute.name.canonical
      let value = attributes.value(of: attribute).trimmed
      extras.keep("\(name)@\(key)", Self.resolved(value, of: key, against: inheritance.base))
    }
  }

  /// An address that the document gives a base for is kept in full.
  private static func resolved(
    _ value: String,
    of name: String,
    against base: String?
  ) -> String {
    guard let base, !value.isEmpty else { return value }
    let last = name.utf8.reversed().prefix { !"/@:".utf8.contains($0) }
    guard addressNames.contains(String(decoding: last.reversed(), as: UTF8.self).lowercased())
    else { return value }
    return RelativeAddress.resolved(value, against: base)
  }

  private static let addressNames: Set<String> = [
    "url", "link", "href", "docs", "comments", "comment", "commentrss", "resource", "src",
  ]
}
