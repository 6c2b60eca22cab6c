import Weblog

/// Reads XML as a stream of tokens: tolerant, bounded, and exact on well-formed input.
///
/// Well-formed documents read as a conforming parser reads them. Everything else is survived: each
/// kind of trouble is a counted notice with the offset of its first place in the decoded document,
/// and the readable part goes on. There are no external entities. Memory is bounded by the largest
/// token and the nesting, never by the document.
///
///     while let token = try scanner.next() {
///       if case .start(let name) = token, name.canonical == "atom:entry" { … }
///     }
struct XMLScanner {
  let limits: ReadingLimits
  var window: ByteWindow
  /// The words of a `.text`, `.comment`, `.instruction` or `.doctype` token.
  var text = ByteBuffer()
  /// The attributes of a `.start` token.
  var attributes = XMLAttributes()
  /// Bytes of the decoded document before the token in hand.
  private(set) var tokenOffset: Int64 = 0
  /// The document ended inside an element or a tag.
  private(set) var isTruncated = false
  /// Notices so far.
  ///
  /// A reader that keeps its own account in here has one report for both.
  var report = ReadingReport()

  var scope = XMLScope()
  var entities = XMLEntities()
  /// The start tag ahead, where it has the usual shape.
  var plainTag = XMLPlainTag()
  /// Up to this place of the document a `<` ends every quoted value.
  var quotesDistrustedUpTo: Int64 = 0
  /// `xml:base` and `xml:lang` of the open elements.
  var inheritance = XMLInheritance()
  private var openElements: [OpenElement] = []
  /// Qualified names of the open elements, one after the other, to compare end tags with.
  private var openNames: [UInt8] = []
  private var pendingEnds = 0
  private var pendingMarkup: XMLMarkup?
  private var hadRoot = false
  private var isFinished = false

  private struct OpenElement {
    var name: XMLName
    var nameStart: Int
  }

  init(input: ByteInput, limits: ReadingLimits = ReadingLimits()) {
    self.limits = limits
    window = ByteWindow(input)
  }

  /// Elements open after the token in hand.
  var depth: Int { openElements.count }
}

extension XMLScanner {
  /// - Returns: the next token, or `nil` at the end of the document.
  /// - Throws: `ExportError` at a limit, or whatever the byte input throws.
  mutating func next() throws -> XMLToken? {
    if pendingEnds > 0 {
      pendingEnds -= 1
      return close()
    }
    text.removeAll()
    tokenOffset = window.offset
    while !isFinished {
      let markup = try pendingMarkup ?? scanCharacters()
      pendingMarkup = nil
      if markup == .cdata {
        try scanCDATA()
        continue
      }
      if !text.isEmpty, isWorthTelling() {
        pendingMarkup = markup
        return .text
      }
      text.removeAll()
      tokenOffset = window.offset
      if let token = try scan(markup) { return token }
    }
    return nil
  }

  /// White space between documents is nobody's text; anything else there is said and handed over.
  private mutating func isWorthTelling() -> Bool {
    guard openElements.isEmpty else { return true }
    guard text.bytes.contains(where: { !$0.isXMLSpace }) else { return false }
    note("text-outside-root", at: tokenOffset)
    return true
  }

  private mutating func scan(_ markup: XMLMarkup) throws -> XMLToken? {
    switch markup {
    case .startTag(let length): return try scanStartTag(length)
    case .usualEndTag(let length): return endLastElement(length)
    case .endTag(let length): return scanEndTag(length)
    case .comment: return try scanComment()
    case .instruction: return try scanInstruction()
    case .doctype: return try scanDoctype()
    case .declaration: try skipDeclaration()
    case .cdata: break
    case .end(let isCut): finish(isCut: isCut)
    }
    return nil
  }

  private mutating func finish(isCut: Bool) {
    isFinished = true
    if isCut || !openElements.isEmpty { markTruncated() }
    if !hadRoot { note("no-root-element", at: 0) }
    if let evidence = window.evidence { report.encoding = evidence.encoding.rawValue }
    for notice in window.notices {
      report.note(notice.code, at: notice.firstOffset, count: notice.count)
    }
  }

  mutating func markTruncated() {
    guard !isTruncated else { return }
    isTruncated = true
    report.isPartial = true
    note("truncated", at: window.offset)
  }

  mutating func note(_ code: String, at offset: Int64? = nil) {
    report.note(code, at: offset ?? window.offset)
  }
}

extension XMLScanner {
  /// Opens an element whose attributes are already read.
  mutating func open(_ qualifiedName: Span<UInt8>, isEmpty: Bool) throws -> XMLToken {
    guard openElements.count < limits.nesting else {
      throw ExportError(.nestingTooDeep, at: window.offset)
    }
    if openElements.isEmpty, hadRoot { note("extra-root", at: tokenOffset) }
    hadRoot = true
    let (name, isUndeclared) = scope.resolve(qualifiedName, isAttribute: false)
    if isUndeclared { note("undeclared-prefix", at: tokenOffset) }
    openElements.append(OpenElement(name: name, nameStart: openNames.count))
    openNames.append(addingCapacity: qualifiedName.count) { names in
      for index in qualifiedName.indices { names.append(qualifiedName[index]) }
    }
    if !attributes.isEmpty { inheritance.open(attributes, depth: openElements.count) }
    if isEmpty { pendingEnds = 1 }
    return .start(name)
  }

  /// Ends elements up to the one that an end tag names; an end tag that names none is passed over.
  mutating func endElement(named qualifiedName: Span<UInt8>) -> XMLToken? {
    var end = openNames.count
    for index in openElements.indices.reversed() {
      let start = openElements[index].nameStart
      if openNames.span.extracting(start..<end).isEqual(to: qualifiedName) {
        let implied = openElements.count - 1 - index
        if implied > 0 { report.note("missing-end-tag", at: tokenOffset, count: implied) }
        pendingEnds = implied
        return close()
      }
      end = start
    }
    note("unexpected-end-tag", at: tokenOffset)
    return nil
  }

  /// Bytes of the end tag ahead, if it is the usual `</name>` of the element opened last.
  var lengthOfUsualEndTag: Int? {
    guard let start = openElements.last?.nameStart else { return nil }
    let name = openNames.span.extracting(start..<openNames.count)
    let ahead = window.ahead
    guard ahead.count > name.count + 2, ahead[name.count + 2] == UInt8(ascii: ">"),
      ahead.extracting(2..<name.count + 2).isEqual(to: name)
    else { return nil }
    return name.count + 3
  }

  /// Ends the element opened last by its usual end tag.
  mutating func endLastElement(_ length: Int) -> XMLToken? {
    window.advance(by: length)
    return close()
  }

  /// Ends every open element because a new document begins.
  mutating func endAllElements() -> XMLToken? {
    guard !openElements.isEmpty else { return nil }
    report.note("missing-end-tag", at: tokenOffset, count: openElements.count)
    pendingEnds = openElements.count - 1
    return close()
  }

  private mutating func close() -> XMLToken? {
    guard let element = openElements.popLast() else { return nil }
    openNames.removeLast(openNames.count - element.nameStart)
    scope.close(to: openElements.count)
    inheritance.close(to: openElements.count)
    return .end(element.name)
  }
}
