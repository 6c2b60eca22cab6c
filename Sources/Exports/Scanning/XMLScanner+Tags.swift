import Weblog

/// Start tags with their attributes, and end tags.
extension XMLScanner {
  /// Bytes that a quoted value may run on after a `<`, which has no place in it, before the quote
  /// counts as never closed.
  private static let quoteRecovery = 64 << 10

  /// Finds the end of the start tag at the position.
  ///
  /// - Returns: `nil` if a `<` comes before the end, so that this one opens nothing, or if the name is none.
  mutating func startTagAhead() throws -> XMLMarkup? {
    let bytes = window.bytes
    if plainTag.read(bytes.span.extracting(window.position..<bytes.count)) {
      guard plainTag.nameEnd <= XMLName.longest else { return nil }
      try checkTagSize(plainTag.length - 1)
      return .startTag(length: plainTag.length)
    }
    guard try !isNameTooLong() else { return nil }
    var distance = 1
    var before: UInt8 = 0
    while let byte = try window.byte(at: distance) {
      if byte == UInt8(ascii: ">") { return .startTag(length: distance + 1) }
      if byte == UInt8(ascii: "<") {
        distrustQuotes(upTo: distance)
        return nil
      }
      if byte.isXMLQuote, before == UInt8(ascii: "=") {
        switch try closingQuote(byte, after: distance) {
        case .closed(let end): distance = end
        case .recovered(let length):
          note("unterminated-attribute")
          return .startTag(length: length)
        case .broken: return nil
        case .cut: return .end(isCut: true)
        }
      }
      if !byte.isXMLSpace { before = byte }
      distance += 1
      try checkTagSize(distance)
    }
    return .end(isCut: true)
  }

  private mutating func isNameTooLong() throws -> Bool {
    for distance in 1...XMLName.longest {
      guard let byte = try window.byte(at: distance) else { return false }
      if byte.isXMLSpace || "<>/".utf8.contains(byte) { return false }
    }
    return true
  }

  private enum QuoteEnd {
    case closed(at: Int)
    /// Never closed; the tag ends at the first `>` inside.
    case recovered(length: Int)
    case broken
    case cut
  }

  private mutating func closingQuote(_ quote: UInt8, after opening: Int) throws -> QuoteEnd {
    let reach = window.offset < quotesDistrustedUpTo ? 0 : Self.quoteRecovery
    var distance = opening + 1
    var firstLess: Int?
    var firstGreater: Int?
    while let byte = try window.byte(at: distance) {
      if byte == quote {
        guard firstLess != nil, try !isFollowedByTagPart(distance) else {
          return .closed(at: distance)
        }
        break
      }
      if byte == UInt8(ascii: "<"), firstLess == nil { firstLess = distance }
      if byte == UInt8(ascii: ">"), firstGreater == nil { firstGreater = distance }
      if let firstLess, distance - firstLess > reach { break }
      distance += 1
      try checkTagSize(distance)
    }
    guard let firstLess else { return .cut }
    distrustQuotes(upTo: distance)
    guard let firstGreater, firstGreater < firstLess else { return .broken }
    return .recovered(length: firstGreater + 1)
  }

  /// Within what has been looked through for the end of a tag in vain, no quoted value goes on after a `<`: each of
  /// many tags would otherwise be followed as far again.
  private mutating func distrustQuotes(upTo distance: Int) {
    quotesDistrustedUpTo = max(quotesDistrustedUpTo, window.offset + Int64(distance))
  }

  private mutating func isFollowedByTagPart(_ distance: Int) throws -> Bool {
    guard let next = try window.byte(at: distance + 1) else { return true }
    return next.isXMLSpace || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
  }

  private func checkTagSize(_ length: Int) throws {
    guard length <= limits.nodeBytes else { throw ExportError(.nodeTooLarge, at: window.offset) }
  }

  mutating func endTagAhead() throws -> XMLMarkup? {
    var distance = 2
    while distance < window.available, window.ahead[distance].isXMLNameStart { distance += 1 }
    while let byte = try window.byte(at: distance) {
      if byte == UInt8(ascii: ">") { return .endTag(length: distance + 1) }
      if byte == UInt8(ascii: "<") {
        note("unclosed-tag")
        return .endTag(length: distance)
      }
      distance += 1
      try checkTagSize(distance)
    }
    return .end(isCut: true)
  }

  mutating func scanEndTag(_ length: Int) -> XMLToken? {
    let bytes = window.bytes
    let start = window.position + 2
    window.advance(by: length)
    var end = start
    while end < window.position, !bytes[end].isXMLSpace, bytes[end] != UInt8(ascii: ">") {
      end += 1
    }
    return endElement(named: bytes.span.extracting(start..<end))
  }

  mutating func scanStartTag(_ length: Int) throws -> XMLToken? {
    let bytes = window.bytes
    let tag = bytes[window.position..<window.position + length]
    if plainTag.length == length { return try openPlainTag(tag) }
    let body = tag.dropFirst().dropLast()
    let nameEnd =
      body.firstIndex { $0.isXMLSpace || $0 == UInt8(ascii: "/") } ?? body.endIndex
    attributes.removeAll()
    var isEmpty = false
    if nameEnd < body.endIndex {
      isEmpty = body.last == UInt8(ascii: "/")
      var raw = XMLRawAttributes(isEmpty ? body[nameEnd...].dropLast() : body[nameEnd...])
      var list: [XMLRawAttributes.Attribute] = []
      while let attribute = raw.next() { list.append(attribute) }
      for code in raw.trouble { note(code) }
      declareNamespaces(list)
      for attribute in list
      where !attribute.isDeclaration && isNameUsable(attribute.name.count) {
        add(attribute)
      }
    }
    let name = body[..<nameEnd]
    let token = try open(name.span, isEmpty: isEmpty)
    window.advance(by: length)
    return token
  }

  private mutating func openPlainTag(_ tag: ArraySlice<UInt8>) throws -> XMLToken? {
    let bytes = tag.span
    if plainTag.attributes.isEmpty { attributes.removeAll() } else { attributes.begin(with: tag) }
    for attribute in plainTag.attributes where isNameUsable(attribute.name.count) {
      let (name, isUndeclared) = scope.resolve(bytes.extracting(attribute.name), isAttribute: true)
      if isUndeclared { note("undeclared-prefix") }
      if !attributes.add(name, valueInTag: attribute.value) { note("duplicate-attribute") }
    }
    let token = try open(bytes.extracting(1..<plainTag.nameEnd), isEmpty: plainTag.isEmpty)
    window.advance(by: tag.count)
    return token
  }

  /// An attribute whose name is no name is left out.
  private mutating func isNameUsable(_ length: Int) -> Bool {
    if length <= XMLName.longest { return true }
    note("name-too-long")
    return false
  }

  private mutating func declareNamespaces(_ list: [XMLRawAttributes.Attribute]) {
    for attribute in list where attribute.isDeclaration {
      let prefix = String(
        decoding: attribute.name.dropFirst(6).prefix(XMLName.longest),
        as: UTF8.self
      )
      let uri = String(decoding: decode(attribute.value), as: UTF8.self)
      if !scope.declare(prefix: prefix, uri: uri, depth: depth + 1) {
        note("ignored-namespace")
      }
    }
  }

  private mutating func add(_ attribute: XMLRawAttributes.Attribute) {
    let (name, isUndeclared) = scope.resolve(attribute.name.span, isAttribute: true)
    if isUndeclared { note("undeclared-prefix") }
    if !attributes.add(name, value: decode(attribute.value)) { note("duplicate-attribute") }
  }
}

/// Attribute values.
extension XMLScanner {
  /// The value with references resolved and white space normalised.
  private mutating func decode(_ raw: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard raw.contains(where: { $0 < 0x20 || $0 == 0x26 || $0 == 0x3C }) else { return raw }
    let source = entities.isEmpty ? raw : expandEntities(in: raw)[...]
    var value: [UInt8] = []
    value.reserveCapacity(source.count)
    var index = source.startIndex
    while index < source.endIndex {
      let byte = source[index]
      if byte == UInt8(ascii: "&") {
        index += appendReference(
          at: source[index...].prefix(XMLReference.maximumLength),
          to: &value
        )
        continue
      }
      if byte == UInt8(ascii: "<") { note("less-than-in-attribute") }
      if byte == 0x0D, index + 1 < source.endIndex, source[index + 1] == 0x0A { index += 1 }
      if byte >= 0x20 {
        value.append(byte)
      } else if byte.isXMLSpace {
        value.append(0x20)
      } else {
        note("control-character")
      }
      index += 1
    }
    return value[...]
  }

  /// - Returns: how many bytes of the source were used up.
  private mutating func appendReference(
    at source: ArraySlice<UInt8>,
    to value: inout [UInt8]
  ) -> Int {
    guard let reference = XMLReference(at: source) else {
      note("bare-ampersand")
      value.append(UInt8(ascii: "&"))
      return 1
    }
    switch reference.target {
    case .scalar(let number):
      if let problem = XMLReference.problem(with: number) { note(problem) }
      if !XMLReference.isDropped(number) { value.append(scalar: number == 0 ? 0xFFFD : number) }
    case .entity(let name):
      if let character = XMLReference.predefined[name] {
        value.append(character)
      } else if !entities.isDeclared(name),
        let characters = HTMLEntities.lookup(Array(name.utf8)[...])
      {
        note("html-entity")
        value += characters.utf8
      } else {
        note(entities.codeOfRefusal(of: name))
        value += source.prefix(reference.length)
      }
    }
    return reference.length
  }

  /// The value with the document's own entities put in, innermost last; what is too deep stays.
  private mutating func expandEntities(in raw: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var sources = [raw]
    while var source = sources.popLast() {
      while let byte = source.first {
        let ahead = source.prefix(XMLReference.maximumLength)
        if byte == UInt8(ascii: "&"), sources.count < XMLEntities.maximumDepth,
          let reference = XMLReference(at: ahead), case .entity(let name) = reference.target,
          let value = entities.expansion(of: name)
        {
          sources.append(source.dropFirst(reference.length))
          source = value[...]
        } else {
          result.append(byte)
          source = source.dropFirst()
        }
      }
    }
    return result
  }
}
