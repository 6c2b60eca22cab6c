/// Comments, processing instructions and document type declarations.
extension XMLScanner {
  private static let commentCloser = Array("-->".utf8)
  private static let commentDashes = Array("--".utf8)
  private static let instructionCloser = Array("?>".utf8)
  private static let documentStart = Array("<?xml ".utf8)
  private static let officeInstruction = Array("<?xml:".utf8)

  mutating func scanComment() throws -> XMLToken? {
    window.advance(by: 4)
    guard try appendText(upTo: Self.commentCloser, reporting: Self.commentDashes) else {
      return nil
    }
    return .comment
  }

  /// A second XML declaration begins a second document; what was open is closed first.
  mutating func scanInstruction() throws -> XMLToken? {
    if depth > 0, try window.starts(with: Self.documentStart) {
      note("extra-document")
      return endAllElements()
    }
    // Word processors leave these in web pages; they end like a tag.
    let closer =
      try window.starts(with: Self.officeInstruction)
      ? [UInt8(ascii: ">")] : Self.instructionCloser
    window.advance(by: 2)
    guard try appendText(upTo: closer, reporting: nil) else { return nil }
    return .instruction
  }

  /// Skips `<!WORD …>` where no declaration belongs.
  mutating func skipDeclaration() throws {
    note("stray-declaration")
    window.advance(by: 2)
    _ = try appendText(upTo: [UInt8(ascii: ">")], reporting: nil)
    text.removeAll()
  }

  /// Adds text to the token, up to a closer that is left behind.
  ///
  /// - Returns: whether the closer was found.
  private mutating func appendText(upTo closer: [UInt8], reporting bad: [UInt8]?) throws -> Bool {
    while let byte = try window.byte(at: 0) {
      try checkNodeSize()
      if byte == closer[0] {
        if try window.starts(with: closer) {
          window.advance(by: closer.count)
          return true
        }
        if let bad, try window.starts(with: bad) { note("malformed-comment") }
        text.append(byte)
        window.advance(by: 1)
      } else if byte < 0x20, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\t") {
        try scanControl(byte)
      } else {
        appendVerbatim(upTo: closer[0])
      }
    }
    markTruncated()
    return false
  }
}

extension XMLScanner {
  /// Reads a document type declaration for the entities of its internal subset.
  mutating func scanDoctype() throws -> XMLToken? {
    if depth > 0 { note("stray-declaration") }
    guard let length = try doctypeLength() else {
      window.advance(by: window.available)
      markTruncated()
      return nil
    }
    let declaration = window.bytes[window.position..<window.position + length]
    text.append(contentsOf: declaration.dropFirst(2).dropLast())
    if depth == 0 {
      for entity in XMLInternalSubset.entities(in: declaration) {
        entities.declare(entity.name, as: entity.value)
      }
    }
    window.advance(by: length)
    return .doctype
  }

  private mutating func doctypeLength() throws -> Int? {
    var syntax = XMLInternalSubset.Bounds()
    var distance = 2
    while let byte = try window.byte(at: distance) {
      distance += 1
      if syntax.isEnd(byte) { return distance }
      guard distance <= limits.nodeBytes else {
        throw ExportError(.nodeTooLarge, at: window.offset)
      }
    }
    return nil
  }
}
