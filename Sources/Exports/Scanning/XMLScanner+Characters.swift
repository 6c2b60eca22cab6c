import Weblog

/// What begins at a `<`, or that nothing more does.
enum XMLMarkup: Hashable {
  /// The length runs from `<` to `>`, both included.
  case startTag(length: Int)
  case endTag(length: Int)
  /// The end tag of the element opened last, without anything but its name.
  case usualEndTag(length: Int)
  case comment
  case instruction
  case doctype
  case declaration
  case cdata
  /// The document ends, perhaps in the middle of some markup.
  case end(isCut: Bool)
}

/// Character data, references and CDATA sections.
extension XMLScanner {
  static let cdataOpener = Array("<![CDATA[".utf8)
  private static let commentOpener = Array("<!--".utf8)
  private static let doctypeOpener = Array("<!DOCTYPE".utf8)
  private static let cdataCloser = Array("]]>".utf8)
  /// Bytes looked at in one go, so that storage is reserved for what is there and not for a window.
  private static let stride = 16 << 10

  /// Adds character data to the text, up to the next markup.
  mutating func scanCharacters() throws -> XMLMarkup {
    while true {
      try appendCharacterData()
      try checkNodeSize()
      guard let byte = try window.byte(at: 0) else { return .end(isCut: false) }
      switch byte {
      case UInt8(ascii: "<"):
        if let markup = try markupAhead() { return markup }
        appendStray("stray-less-than")
      case UInt8(ascii: "&"): try scanReference()
      case UInt8(ascii: "]"):
        if try window.starts(with: Self.cdataCloser) { note("stray-cdata-end") }
        appendAhead()
      default: try scanControl(byte)
      }
    }
  }

  private mutating func appendCharacterData() throws {
    while window.available > 0 {
      let bytes = window.bytes
      // Nothing stands between most tags.
      if bytes[window.position] == UInt8(ascii: "<") { return }
      let end = min(bytes.count, window.position + Self.stride)
      let used = text.appendCharacterData(of: bytes.span.extracting(window.position..<end))
      window.advance(by: used)
      try checkNodeSize()
      if window.position < end { return }
    }
  }

  func checkNodeSize() throws {
    guard text.count <= limits.nodeBytes else {
      throw ExportError(.nodeTooLarge, at: window.offset)
    }
  }

  private mutating func appendAhead() {
    text.append(window.bytes[window.position])
    window.advance(by: 1)
  }

  private mutating func appendStray(_ code: String) {
    note(code)
    appendAhead()
  }

  /// A carriage return becomes a line feed, alone or before one; other control characters are dropped.
  mutating func scanControl(_ byte: UInt8) throws {
    if byte == UInt8(ascii: "\r") {
      if try window.byte(at: 1) != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
    } else if byte < 0x20, !byte.isXMLSpace {
      note("control-character")
    } else {
      text.append(byte)
    }
    window.advance(by: 1)
  }

  private mutating func scanReference() throws {
    _ = try window.ensure(XMLReference.maximumLength)
    let bytes = window.bytes
    let ahead = bytes[
      window.position..<min(bytes.count, window.position + XMLReference.maximumLength)
    ]
    guard let reference = XMLReference(at: ahead) else { return appendStray("bare-ampersand") }
    if case .entity(let name) = reference.target, let value = entities.expansion(of: name) {
      window.replaceFirst(reference.length, with: value)
      return
    }
    resolve(reference, in: ahead)
    window.advance(by: reference.length)
  }

  private mutating func resolve(_ reference: XMLReference, in source: ArraySlice<UInt8>) {
    switch reference.target {
    case .scalar(let number): appendCharacter(number)
    case .entity(let name):
      if let character = XMLReference.predefined[name] {
        text.append(character)
      } else if !entities.isDeclared(name),
        let characters = HTMLEntities.lookup(Array(name.utf8)[...])
      {
        note("html-entity")
        text.append(contentsOf: characters.utf8)
      } else {
        note(entities.codeOfRefusal(of: name))
        text.append(contentsOf: source.prefix(reference.length))
      }
    }
  }

  private mutating func appendCharacter(_ number: UInt32) {
    if let problem = XMLReference.problem(with: number) { note(problem) }
    if XMLReference.isDropped(number) { return }
    text.append(scalar: number == 0 ? 0xFFFD : number)
  }

  /// Adds a CDATA section to the text; the position is at its opener.
  mutating func scanCDATA() throws {
    window.advance(by: Self.cdataOpener.count)
    while true {
      try checkNodeSize()
      guard let byte = try window.byte(at: 0) else { return markTruncated() }
      if byte == UInt8(ascii: "]") {
        if try window.starts(with: Self.cdataCloser) {
          window.advance(by: Self.cdataCloser.count)
          return
        }
        appendAhead()
      } else if byte < 0x20, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\t") {
        try scanControl(byte)
      } else {
        appendVerbatim(upTo: UInt8(ascii: "]"))
      }
    }
  }

  /// Adds bytes as they are, up to a control character or `stop`.
  mutating func appendVerbatim(upTo stop: UInt8) {
    let bytes = window.bytes
    let end = min(bytes.count, window.position + Self.stride)
    let used = text.appendVerbatim(of: bytes.span.extracting(window.position..<end), upTo: stop)
    window.advance(by: used)
  }
}

extension XMLScanner {
  /// What the `<` at the position opens, or `nil` if it is only a less-than sign.
  private mutating func markupAhead() throws -> XMLMarkup? {
    guard let byte = try window.byte(at: 1) else { return .end(isCut: true) }
    switch byte {
    case UInt8(ascii: "!"): return try declarationAhead()
    case UInt8(ascii: "?"):
      guard let first = try window.byte(at: 2) else { return .end(isCut: true) }
      return first.isXMLNameStart ? .instruction : nil
    case UInt8(ascii: "/"):
      if let length = lengthOfUsualEndTag { return .usualEndTag(length: length) }
      guard let first = try window.byte(at: 2) else { return .end(isCut: true) }
      guard first.isXMLNameStart else { return nil }
      return try endTagAhead()
    case UInt8(ascii: "<"):
      // One `<` too many before a CDATA section is a known slip of feed writers.
      guard try window.starts(with: Self.cdataOpener, at: 1) else { return nil }
      window.advance(by: 1)
      note("malformed-cdata")
      return .cdata
    default: return byte.isXMLNameStart ? try startTagAhead() : nil
    }
  }

  private mutating func declarationAhead() throws -> XMLMarkup? {
    if try window.starts(with: Self.commentOpener) { return .comment }
    if try window.starts(with: Self.cdataOpener) { return .cdata }
    if try window.starts(with: Self.cdataOpener, ignoringCase: true) {
      note("malformed-cdata")
      return .cdata
    }
    if try window.starts(with: Self.doctypeOpener, ignoringCase: true) { return .doctype }
    guard let third = try window.byte(at: 2) else { return .end(isCut: true) }
    guard third.isXMLNameStart || third == UInt8(ascii: "[") else { return nil }
    return .declaration
  }
}

extension UInt8 {
  var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

  /// Letters, `_`, `:` and every byte of a character beyond ASCII.
  var isXMLNameStart: Bool {
    self >= 0x80 || (0x41...0x5A).contains(self & 0xDF) || self == 0x5F || self == 0x3A
  }
}
