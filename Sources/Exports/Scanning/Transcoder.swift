import Weblog

/// Turns the chunks of a document, in whatever encoding, into chunks of valid UTF-8.
///
/// Bytes that mean nothing in the encoding become U+FFFD and are counted. A sequence that a chunk
/// boundary cuts is completed by the next chunk. Chunks that are valid UTF-8 pass through uncopied.
struct Transcoder {
  private let input: ByteInput
  private(set) var evidence: TextEncoding.Evidence?
  private var decoder = Decoder.utf8
  private var replaced = Notice(code: "invalid-bytes", count: 0)
  private var reread = Notice(code: "windows-1252-in-utf-8", count: 0)
  private var decodedBytes: Int64 = 0

  /// Bytes of an unfinished character, for the next chunk to complete.
  var carry: [UInt8] = []
  private(set) var isAtEnd = false
  /// The bytes before were the beginning of a UTF-8 sequence that cannot be.
  var isInBrokenSequence = false

  private enum Decoder {
    case utf8
    case utf16(lowByteFirst: Bool)
    case utf32(lowByteFirst: Bool)
    case singleBytes(SingleByteTable)
    case legacy(ByteDecoding, TextEncoding)
  }

  init(_ input: ByteInput) { self.input = input }

  /// What was wrong with the bytes so far, at places in the decoded text.
  var notices: [Notice] {
    var notices = [reread, replaced].filter { $0.count > 0 }
    if evidence?.isUnsupported ?? false {
      notices.append(Notice(code: "unsupported-encoding", firstOffset: 0))
    }
    return notices
  }

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
    var found = TextEncoding.evidence(in: head)
    if let decoder = Self.decoder(for: found.encoding) {
      self.decoder = decoder
    } else {
      found = TextEncoding.Evidence(isUnsupported: true)
    }
    evidence = found
    if found.markLength > 0 { head.removeFirst(found.markLength) }
    return head
  }

  /// - Returns: `nil` where the machine lacks the converter.
  private static func decoder(for encoding: TextEncoding) -> Decoder? {
    switch encoding {
    case .utf8: return .utf8
    case .utf16LittleEndian: return .utf16(lowByteFirst: true)
    case .utf16BigEndian: return .utf16(lowByteFirst: false)
    case .utf32LittleEndian: return .utf32(lowByteFirst: true)
    case .utf32BigEndian: return .utf32(lowByteFirst: false)
    case let encoding where encoding.isMultiByte:
      return ByteDecoding(encoding.converterName).map { .legacy($0, encoding) }
    default: return SingleByteTable(encoding).map { .singleBytes($0) }
    }
  }

  private mutating func decode(_ bytes: [UInt8]) -> [UInt8] {
    switch decoder {
    case .utf8: decodeUTF8(bytes)
    case .utf16(let lowByteFirst): decodeUTF16(bytes, lowByteFirst: lowByteFirst)
    case .utf32(let lowByteFirst): decodeUTF32(bytes, lowByteFirst: lowByteFirst)
    case .singleBytes(let table): decodeSingleBytes(bytes, by: table)
    case .legacy(let decoding, let encoding): decode(bytes, by: decoding, from: encoding)
    }
  }

  /// Stands U+FFFD for bytes that mean nothing.
  mutating func replace(in text: inout [UInt8]) {
    noteReplacement(at: text.count)
    text.append(scalar: 0xFFFD)
  }

  /// Counts a replacement, so many bytes into the text in hand.
  mutating func noteReplacement(at place: Int) {
    replaced.count += 1
    if replaced.firstOffset == nil { replaced.firstOffset = decodedBytes + Int64(place) }
  }

  /// Takes a byte that is no UTF-8 for the character it is in windows-1252.
  mutating func reread(as scalar: UInt32, in text: inout [UInt8]) {
    reread.count += 1
    if reread.firstOffset == nil { reread.firstOffset = decodedBytes + Int64(text.count) }
    text.append(scalar: scalar)
  }
}

extension Transcoder {
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
      if lead & 0xF800 == 0xD800 { replace(in: &text) } else { text.append(scalar: lead) }
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
      if Unicode.Scalar(scalar) == nil { replace(in: &text) } else { text.append(scalar: scalar) }
      index += 4
    }
    keep(bytes, from: index, into: &text)
    return text
  }

  /// Keeps the bytes of an unfinished character for the next chunk, or replaces them at the end.
  private mutating func keep(_ bytes: [UInt8], from index: Int, into text: inout [UInt8]) {
    guard index < bytes.count else { return }
    if isAtEnd { replace(in: &text) } else { carry = Array(bytes[index...]) }
  }
}
