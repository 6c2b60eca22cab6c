/// Reading whole elements. Each call begins after a `.start` token and ends after its `.end`, or at
/// the end of the document, which `isTruncated` then tells.
extension XMLScanner {
  /// The character data of the element and of the elements inside it.
  mutating func textOfElement() throws -> String {
    let outside = depth - 1
    var result = ""
    while let token = try next() {
      switch token {
      case .text:
        if result.isEmpty { result = text.string } else { result += text.string }
        try check(result.utf8.count)
      case .end where depth <= outside: return result
      default: break
      }
    }
    return result
  }

  mutating func skipElement() throws {
    let outside = depth - 1
    while let token = try next() {
      if case .end = token, depth <= outside { return }
    }
  }

  /// The inside of the element written as HTML: what an `xhtml` construct holds.
  ///
  /// Prefixes of elements are left out, so an XHTML prefix of the document's own choosing makes no difference;
  /// nor is the one `div` that has to wrap such content part of it.
  mutating func markupOfElement() throws -> String {
    var markup = XMLMarkupText()
    return try markupOfElement(after: &markup, outside: depth - 1)
  }

  /// The rest of an element whose beginning is in `markup` already; the element ends at depth `outside`.
  mutating func markupOfElement(
    after markup: inout XMLMarkupText,
    outside: Int
  ) throws -> String {
    while let token = try next() {
      switch token {
      case .text: markup.append(text: text.bytes)
      case .start(let name): markup.start(name, attributes)
      case .end(let name):
        if depth <= outside { return markup.unwrapped }
        markup.end(name)
      default: break
      }
      try check(markup.count)
    }
    return markup.unwrapped
  }

  func check(_ bytes: Int) throws {
    guard bytes <= limits.nodeBytes else { throw ExportError(.nodeTooLarge, at: window.offset) }
  }
}
