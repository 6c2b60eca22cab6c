package import Weblog

/// Writes JSON into a buffer that is used again: no spaces, keys in the order in which they are given.
///
/// Strings are UTF-8 as they are; only `"`, `\` and the control characters below U+0020 are escaped.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  package init() {}

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Ends a record.
  package mutating func newline() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  package mutating func object(_ members: (inout Self) -> Void) {
    open(UInt8(ascii: "{"))
    members(&self)
    close(UInt8(ascii: "}"))
  }

  package mutating func array<Element>(
    _ elements: [Element],
    _ write: (inout Self, Element) -> Void
  ) {
    open(UInt8(ascii: "["))
    for element in elements { write(&self, element) }
    close(UInt8(ascii: "]"))
  }

  /// Must be followed by one value; the name is one that needs no escaping.
  package mutating func key(_ name: String) {
    let name = name.utf8.span
    bytes.append(addingCapacity: name.count + 4) { [needsComma] line in
      if needsComma { line.append(UInt8(ascii: ",")) }
      line.append(UInt8(ascii: "\""))
      for index in name.indices { line.append(name[index]) }
      line.append(UInt8(ascii: "\""))
      line.append(UInt8(ascii: ":"))
    }
    needsComma = false
  }

  package mutating func value(_ text: String?) {
    guard let text else { return null() }
    separate()
    quote(text)
    needsComma = true
  }

  package mutating func value(_ number: Int64?) {
    guard let number else { return null() }
    separate()
    digits(number)
    needsComma = true
  }

  package mutating func value(_ flag: Bool) {
    separate()
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    needsComma = true
  }

  package mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
    needsComma = true
  }

  /// Puts a value in as it is: one whole JSON value, without a line end after it.
  package mutating func raw(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json.last == UInt8(ascii: "\n") ? json.dropLast() : json[...])
    needsComma = true
  }

  // MARK: Members

  package mutating func member(_ name: String, _ text: String?) {
    key(name)
    value(text)
  }

  package mutating func member(_ name: String, _ number: Int?) {
    key(name)
    value(number.map(Int64.init))
  }

  package mutating func member(_ name: String, _ number: Int64?) {
    key(name)
    value(number)
  }

  package mutating func member(_ name: String, _ texts: [String]) {
    key(name)
    array(texts) { $0.value($1) }
  }

  package mutating func member(_ name: String, _ instant: Instant?) {
    key(name)
    guard let instant else { return null() }
    quoted { instant.write(to: &$0) }
  }

  package mutating func member(_ name: String, _ day: CalendarDay?) {
    key(name)
    guard let day else { return null() }
    quoted { day.write(to: &$0) }
  }

  // MARK: Bytes

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func digits(_ number: Int64) {
    bytes.append(contentsOf: String(number).utf8)
  }

  /// A value that needs no escaping.
  private mutating func quoted(_ write: (inout [UInt8]) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    write(&bytes)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    let source = text.utf8.span
    var read = 0
    var written = bytes.count
    while read < source.count {
      // Room for the escapes of usual prose; where that is not enough, the rest goes round again.
      let rest = source.count - read
      let room = rest + rest / 16 + 2 * Self.block + written - bytes.count
      bytes.append(addingCapacity: room) { $0.append(repeating: 0, count: room) }
      var target = bytes.mutableSpan
      Self.escape(source, from: &read, into: &target, from: &written)
    }
    bytes.removeLast(bytes.count - written)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Copies a text, a block at a time where nothing needs escaping, until it or the room for it ends.
  private static func escape(
    _ source: Span<UInt8>,
    from read: inout Int,
    into target: inout MutableSpan<UInt8>,
    from written: inout Int
  ) {
    let escapes = escapes.span
    while read < source.count, target.count - written >= 2 * block {
      if source.count - read >= block, copyBlock(source, at: read, to: &target, at: written) {
        read += block
        written += block
        continue
      }
      let end = min(read + block, source.count)
      while read < end {
        let byte = source[read]
        read += 1
        let letter = escapes[Int(byte)]
        guard letter == 0 else {
          write(byte, as: letter, to: &target, at: &written)
          break
        }
        target[written] = byte
        written += 1
      }
    }
  }

  /// Bytes looked at in one go, without a branch, which the compiler turns into wide instructions.
  private static let block = 16

  /// Copies a block whatever it holds.
  ///
  /// - Returns: whether nothing in it needs escaping.
  @inline(__always)
  private static func copyBlock(
    _ source: Span<UInt8>,
    at index: Int,
    to target: inout MutableSpan<UInt8>,
    at place: Int
  ) -> Bool {
    let block = source.extracting(index..<index + Self.block)
    var copy = target._mutatingExtracting(place..<place + Self.block)
    var folded: UInt8 = 0
    for offset in 0..<Self.block {
      let byte = block[offset]
      folded |= (byte < 0x20 ? 1 : 0) | (byte == 0x22 ? 1 : 0) | (byte == 0x5C ? 1 : 0)
    }
    // By way of a value, because the compiler cannot know that the two places are apart.
    var bytes = SIMD16<UInt8>()
    for offset in 0..<Self.block { bytes[offset] = block[offset] }
    for offset in 0..<Self.block { copy[offset] = bytes[offset] }
    return folded == 0
  }

  private static func write(
    _ byte: UInt8,
    as letter: UInt8,
    to target: inout MutableSpan<UInt8>,
    at written: inout Int
  ) {
    if letter == UInt8(ascii: "u") {
      writeCode(of: byte, to: &target, at: written)
      written += 6
    } else {
      target[written] = UInt8(ascii: "\\")
      target[written + 1] = letter
      written += 2
    }
  }

  private static func writeCode(of byte: UInt8, to text: inout MutableSpan<UInt8>, at index: Int) {
    let digit = byte & 15
    let code: [6 of UInt8] = [
      UInt8(ascii: "\\"), UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0"),
      UInt8(ascii: "0") + byte >> 4,
      digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit,
    ]
    for offset in code.indices { text[index + offset] = code[offset] }
  }

  /// For each byte the letter after its backslash, `u` for a code, or 0 where it stands for itself.
  private static let escapes: [256 of UInt8] = {
    var escapes = [256 of UInt8](repeating: 0)
    for control in 0..<0x20 { escapes[control] = UInt8(ascii: "u") }
    escapes[0x08] = UInt8(ascii: "b")
    escapes[0x09] = UInt8(ascii: "t")
    escapes[0x0A] = UInt8(ascii: "n")
    escapes[0x0C] = UInt8(ascii: "f")
    escapes[0x0D] = UInt8(ascii: "r")
    escapes[0x22] = UInt8(ascii: "\"")
    escapes[0x5C] = UInt8(ascii: "\\")
    return escapes
  }()
}
