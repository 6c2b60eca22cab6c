import Weblog

/// Reads JSON as a stream of tokens: tolerant, bounded, and exact on well-formed input.
///
/// Well-formed documents read as any JSON reader reads them, several in a row one after the other.
/// Everything else is survived: each kind of trouble is a counted notice with the offset of its first
/// place in the decoded document, and the readable part goes on. Memory is bounded by the largest
/// string and the nesting, never by the document.
///
/// - A comma too many, a comma or colon too few, a name without a value, a value without a name and
///   brackets that do not match are put right: `extra-comma`, `missing-comma`, `missing-colon`,
///   `missing-value`, `missing-name`, `mismatched-bracket`.
/// - Raw control characters stay in their string: `control-character`.
/// - An escape that means nothing stays as written, `invalid-escape`; half a surrogate pair becomes
///   U+FFFD, `lone-surrogate`.
/// - Words without quotation marks are strings, `unquoted-text`; between documents they are passed
///   over, `text-outside-root`.
/// - A document that ends inside a value is `truncated`; the value is not handed over.
struct JSONScanner {
  let limits: ReadingLimits
  var window: ByteWindow
  /// The words of a name, string, number or truth value, as UTF-8.
  var text: [UInt8] = []
  /// Strings are passed over without being kept.
  var isSkipping = false
  /// Bytes of the decoded document before the token in hand.
  private(set) var tokenOffset: Int64 = 0
  private(set) var isTruncated = false
  /// Notices so far; a reader keeps its own account in here, so that there is one for both.
  var report = ReadingReport()

  private var containers: [Container] = []
  private var openObjects = 0
  private var expected = Expectation.value
  private var isAfterComma = false
  private var isFinished = false

  private enum Container {
    case object, array
  }

  private enum Expectation {
    case name, colon, value, comma
  }

  init(input: ByteInput, limits: ReadingLimits = ReadingLimits()) {
    self.limits = limits
    window = ByteWindow(input)
  }

  var string: String { String(decoding: text, as: UTF8.self) }

  /// Objects and arrays open after the token in hand.
  var depth: Int { containers.count }
}

extension JSONScanner {
  /// - Returns: the next token, or `nil` at the end of the document.
  /// - Throws: `ExportError` at a limit, or whatever the byte input throws.
  mutating func next() throws -> JSONToken? {
    while !isFinished {
      try skipSpace()
      text.removeAll(keepingCapacity: text.capacity < 4 << 20)
      tokenOffset = window.offset
      guard let byte = try window.byte(at: 0) else {
        finish(isCut: false)
        break
      }
      if let token = try scan(byte) { return token }
    }
    return nil
  }

  private mutating func scan(_ byte: UInt8) throws -> JSONToken? {
    switch byte {
    case UInt8(ascii: "{"): return try begin(.object)
    case UInt8(ascii: "["): return try begin(.array)
    case UInt8(ascii: "}"): return end(.object)
    case UInt8(ascii: "]"): return end(.array)
    case UInt8(ascii: ","): return takeComma()
    case UInt8(ascii: ":"): takeColon()
    case UInt8(ascii: "\""):
      guard try scanString() else { break }
      return takeText(as: .string)
    default: return try scanWord()
    }
    return nil
  }

  private mutating func skipSpace() throws {
    while let byte = try window.byte(at: 0), byte <= 0x20 {
      if !byte.isXMLSpace { note("control-character") }
      window.advance(by: 1)
    }
  }

  private mutating func finish(isCut: Bool) {
    isFinished = true
    if isCut || !containers.isEmpty {
      isTruncated = true
      report.isPartial = true
      note("truncated")
    }
    if let evidence = window.evidence { report.encoding = evidence.encoding.rawValue }
    for notice in window.notices {
      report.note(notice.code, at: notice.firstOffset, count: notice.count)
    }
  }

  /// The document ended inside the token.
  mutating func markCut() { finish(isCut: true) }

  mutating func note(_ code: String, at offset: Int64? = nil) {
    report.note(code, at: offset ?? window.offset)
  }
}

// MARK: Structure

extension JSONScanner {
  private var isInObject: Bool { containers.last == .object }

  private var awaitsName: Bool { expected == .name || (expected == .comma && isInObject) }

  /// Whether a name has been read and its value has not.
  private var owesValue: Bool { isInObject && (expected == .value || expected == .colon) }

  private mutating func begin(_ container: Container) throws -> JSONToken? {
    if awaitsName {
      note("missing-name")
      expected = .value
      return .name
    }
    noteGap()
    guard containers.count < limits.nesting else {
      throw ExportError(.nestingTooDeep, at: window.offset)
    }
    window.advance(by: 1)
    containers.append(container)
    if container == .object { openObjects += 1 }
    expected = container == .object ? .name : .value
    isAfterComma = false
    return container == .object ? .beginObject : .beginArray
  }

  /// Ends the innermost container; a bracket that belongs to an outer one is looked at again.
  private mutating func end(_ bracket: Container) -> JSONToken? {
    let open = bracket == .object ? openObjects : containers.count - openObjects
    guard open > 0, let innermost = containers.last else {
      note("unexpected-character")
      window.advance(by: 1)
      return nil
    }
    if owesValue { return missingValue() }
    if isAfterComma { note("extra-comma") }
    if innermost == bracket { window.advance(by: 1) } else { note("mismatched-bracket") }
    containers.removeLast()
    if innermost == .object { openObjects -= 1 }
    didReadValue()
    return innermost == .object ? .endObject : .endArray
  }

  private mutating func takeComma() -> JSONToken? {
    if owesValue { return missingValue() }
    window.advance(by: 1)
    guard expected == .comma else {
      note("extra-comma", at: tokenOffset)
      return nil
    }
    expected = isInObject ? .name : .value
    isAfterComma = true
    return nil
  }

  private mutating func takeColon() {
    if expected == .colon { expected = .value } else { note("unexpected-character") }
    window.advance(by: 1)
  }

  private mutating func missingValue() -> JSONToken {
    note("missing-value")
    didReadValue()
    return .null
  }

  /// Says what is missing before a value or name that stands here.
  private mutating func noteGap() {
    switch expected {
    case .comma: note("missing-comma", at: tokenOffset)
    case .colon: note("missing-colon", at: tokenOffset)
    case .name, .value: break
    }
  }

  private mutating func didReadValue() {
    expected = containers.isEmpty ? .value : .comma
    isAfterComma = false
  }

  /// Takes the text in hand for a name where one is due.
  private mutating func takeText(as token: JSONToken) -> JSONToken {
    let isName = awaitsName
    noteGap()
    didReadValue()
    guard isName else { return token }
    expected = .colon
    return .name
  }

  /// Reads a number, a truth value, `null`, or words that lack their quotation marks.
  private mutating func scanWord() throws -> JSONToken? {
    let isOutside = containers.isEmpty
    while let byte = try window.byte(at: 0), !byte.isJSONDelimiter {
      if !isOutside { text.append(byte) }
      window.advance(by: 1)
      try checkSize()
    }
    if isOutside {
      note("text-outside-root", at: tokenOffset)
      return nil
    }
    guard try window.byte(at: 0) != nil else {
      finish(isCut: true)
      return nil
    }
    let token = wordToken
    if token == .string || awaitsName { note("unquoted-text", at: tokenOffset) }
    return takeText(as: token)
  }

  private var wordToken: JSONToken {
    switch text.first {
    case UInt8(ascii: "t") where text.elementsEqual("true".utf8): .boolean
    case UInt8(ascii: "f") where text.elementsEqual("false".utf8): .boolean
    case UInt8(ascii: "n") where text.elementsEqual("null".utf8): .null
    case let byte? where byte | 0x20 != 0x65 && text.allSatisfy(\.isJSONNumberByte): .number
    default: .string
    }
  }
}

extension UInt8 {
  /// What ends a word: structure, a quotation mark, space or a control character.
  fileprivate var isJSONDelimiter: Bool {
    switch self {
    case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""):
      true
    default: false
    }
  }

  fileprivate var isJSONNumberByte: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
