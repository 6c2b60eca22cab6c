/// Turns the chunks of a document, in whatever encoding, into chunks of valid UTF-8.
///
/// Bytes that mean nothing in the encoding become U+FFFD and are counted. A sequence that a chunk
/// boundary cuts is completed by the next chunk. Chunks that are valid UTF-8 pass through uncopied.
struct Transcoder {
  private let input: ByteInput
  private(set) var evidence: TextEncoding.Evidence?
  /// Sequences that were replaced, and the place of the first in the decoded text.
  private(set) var replacements = 0
  private(set) var firstReplacement: Int64?

  private var carry: [UInt8] = []
  private var decodedBytes: Int64 = 0
  private var isAtEnd = false

  init(_ input: ByteInput) { self.input = input }

  /// - Returns: the next chunk of text; empty only at the end of the document.
  /// - Throws: whatever the input throws.
  mutating func next() throws -> [UInt8] {
    while !isAtEnd {
      let bytes = try nextBytes()
      let text = decode(bytes)
      decodedBytes += Int64(text.count)
      if !text.isEmpty { return text }
    }
    return []
  }

  private mutating func nextBytes() throws -> [UInt8] {
    if evidence == nil { return try readHead() }
    let chunk = try input.next()
    isAtEnd = chunk.isEmpty
    guard !carry.isEmpty else { return chunk }
    defer { carry = [] }
    return carry + chunk
  }

  /// Collects enough bytes to know the encoding.
  private mutating func readHead() throws -> [UInt8] {
    var head: [UInt8] = []
    while head.count < TextEncoding.evidenceLength, !isAtEnd {
      let chunk = try input.next()
      isAtEnd = chunk.isEmpty
      if head.isEmpty { head = chunk } else { head += chunk }
    }
    let found = TextEncoding.evidence(in: head)
    evidence = found
    if found.markLength > 0 { head.removeFirst(found.markLength) }
    return head
  }

  private mutating func decode(_ bytes: [UInt8]) -> [UInt8] {
    switch evidence?.encoding ?? .utf8 {
    case .utf8: decodeUTF8(bytes)
    case .windows1252: decodeSingleBytes(bytes, highHalf: Windows1252.highHalf)
    case .utf16LittleEndian: decodeUTF16(bytes, lowByteFirst: true)
    case .utf16BigEndian: decodeUTF16(bytes, lowByteFirst: false)
    case .utf32LittleEndian: decodeUTF32(bytes, lowByteFirst: true)
    case .utf32BigEndian: decodeUTF32(bytes, lowByteFirst: false)
    }
  }

  private mutating func noteReplacement(at decoded: Int) {
    replacements += 1
    if firstReplacement == nil { firstReplacement = decodedBytes + Int64(decoded) }
  }
}

extension Transcoder {
  private mutating func decodeUTF8(_ bytes: [UInt8]) -> [UInt8] {
    var stop = UTF8Validation.firstStop(in: bytes, from: 0)
    if stop.kind == .end { return bytes }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + 16)
    var start = 0
    while true {
      text += bytes[start..<stop.index]
      switch stop.kind {
      case .end: return text
      case .incomplete where !isAtEnd:
        carry = Array(bytes[stop.index...])
        return text
      case .incomplete, .invalid:
        noteReplacement(at: text.count)
        text.append(scalar: 0xFFFD)
      }
      start = stop.index + stop.length
      stop = UTF8Validation.firstStop(in: bytes, from: start)
    }
  }

  private func decodeSingleBytes(_ bytes: [UInt8], highHalf: [UInt32]) -> [UInt8] {
    if UTF8Validation.isASCII(bytes) { return bytes }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 { text.append(byte) } else { text.append(scalar: highHalf[Int(byte & 0x7F)]) }
    }
    return text
  }

  private mutating func decodeUTF16(_ bytes: [UInt8], lowByteFirst: Bool) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    func unit(_ index: Int) -> UInt32 {
      let first = UInt32(bytes[index])
      let second = UInt32(bytes[index + 1])
      return lowByteFirst ? second << 8 | first : first << 8 | second
    }
    var index = 0
    while index + 1 < bytes.count {
      let lead = unit(index)
      if lead & 0xFC00 == 0xD800, index + 3 < bytes.count, unit(index + 2) & 0xFC00 == 0xDC00 {
        text.append(scalar: 0x10000 + (lead & 0x3FF) << 10 + unit(index + 2) & 0x3FF)
        index += 4
        continue
      }
      if lead & 0xFC00 == 0xD800, index + 3 >= bytes.count, !isAtEnd { break }
      if lead & 0xF800 == 0xD800 { noteReplacement(at: text.count) }
      text.append(scalar: lead)
      index += 2
    }
    keep(bytes, from: index, into: &text)
    return text
  }

  private mutating func decodeUTF32(_ bytes: [UInt8], lowByteFirst: Bool) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 2)
    var index = 0
    while index + 3 < bytes.count {
      let four = bytes[index..<index + 4]
      let scalar =
        lowByteFirst
        ? four.reversed().reduce(0) { $0 << 8 | UInt32($1) }
        : four.reduce(0) { $0 << 8 | UInt32($1) }
      if Unicode.Scalar(scalar) == nil { noteReplacement(at: text.count) }
      text.append(scalar: scalar)
      index += 4
    }
    keep(bytes, from: index, into: &text)
    return text
  }

  /// Keeps the bytes of an unfinished character for the next chunk, or replaces them at the end.
  private mutating func keep(_ bytes: [UInt8], from index: Int, into text: inout [UInt8]) {
    guard index < bytes.count else { return }
    guard isAtEnd else {
      carry = Array(bytes[index...])
      return
    }
    noteReplacement(at: text.count)
    text.append(scalar: 0xFFFD)
  }
}
