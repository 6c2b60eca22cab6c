import Weblog

/// Reads the texts of both vintages of Atom.
///
/// Atom 1.0 says in `type` how a text is written. Atom 0.3 has a media type in `type` and in `mode` whether
/// it stands there as `xml`, `escaped` or as `base64`. Elements where none belong are kept as markup.
extension XMLScanner {
  /// A text construct; a language of its own, and a base that its links need, are kept as extras.
  mutating func atomText(named name: XMLName, of entry: AtomEntry) throws -> MarkedText {
    if let language = inheritance.language?.nonEmpty, language != entry.language {
      entry.keep("\(name.canonical)@xml:lang", language)
    }
    let base = inheritance.base
    let text = try markedText(AtomTextType(attributes["type"]))
    if let base, text.markup == .html, RelativeLinks.areIn(text.text) {
      entry.keep("\(name.canonical)@xml:base", base)
    }
    return text
  }

  mutating func readContent(into entry: AtomEntry) throws {
    let written = attributes["type"]?.trimmed ?? ""
    let type = AtomTextType(written)
    entry.contentBase = inheritance.base
    entry.contentLanguage = inheritance.language
    let source = attributes["src"]?.trimmed.nonEmpty
    if !AtomTextType.usual.contains(written.lowercased()) {
      entry.keep("atom:content@type", written)
    }
    if let source {
      keepOutOfLine(RelativeAddress.resolved(source, against: inheritance.base), written, in: entry)
    }
    let text = try markedText(type)
    let isBlank = text.text.utf8.allSatisfy(\.isXMLSpace)
    if type == .foreign {
      keepForeign(text.text, in: entry)
    } else if source == nil || !isBlank {
      entry.content = text
    }
  }

  /// Content that is elsewhere: a medium where it is one, and its address in any case.
  private func keepOutOfLine(_ address: String, _ type: String, in entry: AtomEntry) {
    entry.keep("atom:content@src", address)
    let isMedium = ["audio/", "image/", "video/"].contains { type.lowercased().hasPrefix($0) }
    if isMedium { entry.media.append(Medium(url: address, role: "enclosure", type: type)) }
  }

  /// Content of a media type that is no text is kept apart.
  private mutating func keepForeign(_ text: String, in entry: AtomEntry) {
    let words = text.trimmed
    guard !words.isEmpty else { return }
    note("content-not-text", at: entry.offset)
    entry.keep("atom:content", words)
  }

  private mutating func markedText(_ type: AtomTextType) throws -> MarkedText {
    switch attributes["mode"]?.trimmed.lowercased() {
    case "base64": return try base64Text(type)
    case "escaped": return MarkedText(try textOfElement(), type.markup)
    case "xml": return try inlineText(type, isEscaped: true)
    default: break
    }
    if type == .bytes { return try base64Text(type) }
    // HTML around which nobody wrote a mode is escaped even between tags that are not.
    return try inlineText(type, isEscaped: type != .html)
  }

  private mutating func base64Text(_ type: AtomTextType) throws -> MarkedText {
    let written = try textOfElement()
    guard let text = Base64.text(written) else { return MarkedText(written, .plain) }
    return MarkedText(text, type.markup)
  }

  /// Reads text, or markup as soon as there is an element in it.
  private mutating func inlineText(_ type: AtomTextType, isEscaped: Bool) throws -> MarkedText {
    if type == .markup { return MarkedText(try markupOfElement(), .html) }
    let outside = depth - 1
    var words = ""
    while let token = try next() {
      switch token {
      case .text:
        if words.isEmpty { words = text.string } else { words += text.string }
        try check(words.utf8.count)
      case .start(let name):
        var markup = XMLMarkupText(areTextsEscaped: isEscaped)
        markup.append(text: Array(words.utf8)[...])
        markup.start(name, attributes)
        return MarkedText(try markupOfElement(after: &markup, outside: outside), .html)
      case .end where depth <= outside: return MarkedText(words, type.markup)
      default: break
      }
    }
    return MarkedText(words, type.markup)
  }
}
