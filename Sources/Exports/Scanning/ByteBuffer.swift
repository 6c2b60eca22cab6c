/// Bytes of one token, put together run by run in storage that the next token reuses.
struct ByteBuffer {
  private var storage: [UInt8] = []
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }
  var bytes: ArraySlice<UInt8> { storage[0..<count] }
  var string: String { String(decoding: bytes, as: UTF8.self) }

  mutating func removeAll() {
    count = 0
    // One giant node must not hold its memory for the rest of the document.
    if storage.count > 4 << 20 { storage = [] }
  }

  mutating func append(_ byte: UInt8) {
    reserve(1)
    storage[count] = byte
    count += 1
  }

  mutating func append(contentsOf bytes: some Collection<UInt8>) {
    reserve(bytes.count)
    for byte in bytes {
      storage[count] = byte
      count += 1
    }
  }

  mutating func append(scalar: UInt32) {
    var encoded: [UInt8] = []
    encoded.append(scalar: scalar)
    append(contentsOf: encoded)
  }

  /// Appends bytes up to the first that needs a decision.
  ///
  /// That is a control character other than tab and line feed, `&`, `<` or `]`. The references that
  /// escaped HTML is full of are resolved on the way.
  ///
  /// - Returns: how many bytes of the source were used up.
  mutating func appendCharacterData(of source: Span<UInt8>) -> Int {
    reserve(source.count)
    var written = count
    var target = storage.mutableSpan
    var index = 0
    scan: while index < source.count {
      if source.count - index >= SixteenBytes.width,
        SixteenBytes.areCharacterData(source, at: index)
      {
        SixteenBytes.copy(source, at: index, to: &target, at: written)
        index += SixteenBytes.width
        written += SixteenBytes.width
        continue
      }
      let end = min(index + SixteenBytes.width, source.count)
      while index < end {
        let byte = source[index]
        if Self.isCharacterData(byte) {
          target[written] = byte
          index += 1
        } else if byte == 0x26, let reference = Self.predefined(in: source, at: index) {
          target[written] = reference.byte
          index += reference.length
        } else {
          break scan
        }
        written += 1
      }
    }
    count = written
    return index
  }

  @inline(__always)
  private static func isCharacterData(_ byte: UInt8) -> Bool {
    byte > 0x5D || (byte >= 0x20 && byte != 0x26 && byte != 0x3C && byte != 0x5D)
      || byte == 0x0A || byte == 0x09
  }

  /// Appends bytes up to a carriage return, another control character or `stop`.
  ///
  /// - Returns: how many bytes of the source were used up.
  mutating func appendVerbatim(of source: Span<UInt8>, upTo stop: UInt8) -> Int {
    reserve(source.count)
    let start = count
    var target = storage.mutableSpan
    var index = 0
    while source.count - index >= SixteenBytes.width,
      SixteenBytes.areVerbatim(source, at: index, upTo: stop)
    {
      SixteenBytes.copy(source, at: index, to: &target, at: start + index)
      index += SixteenBytes.width
    }
    // What stops it lies in the next few bytes.
    while index < source.count {
      let byte = source[index]
      if byte == stop || (byte < 0x20 && byte != 0x0A && byte != 0x09) { break }
      target[start + index] = byte
      index += 1
    }
    count = start + index
    return index
  }

  @inline(__always)
  private static func predefined(
    in source: Span<UInt8>,
    at index: Int
  ) -> (byte: UInt8, length: Int)? {
    guard source.count - index >= 6 else { return nil }
    let second = source[index + 2]
    switch source[index + 1] {
    case 0x6C where second == 0x74 && source[index + 3] == 0x3B: return (0x3C, 4)
    case 0x67 where second == 0x74 && source[index + 3] == 0x3B: return (0x3E, 4)
    case 0x61
    where second == 0x6D && source[index + 3] == 0x70 && source[index + 4] == 0x3B:
      return (0x26, 5)
    case 0x71
    where second == 0x75 && source[index + 3] == 0x6F && source[index + 4] == 0x74
      && source[index + 5] == 0x3B:
      return (0x22, 6)
    case 0x23
    where second == 0x33 && source[index + 3] == 0x39 && source[index + 4] == 0x3B:
      return (0x27, 5)
    default: return nil
    }
  }

  private mutating func reserve(_ more: Int) {
    guard storage.count - count < more else { return }
    let grown = max(count + more, storage.count * 2, 4_096)
    storage += repeatElement(0, count: grown - storage.count)
  }
}
