/// Finds where bytes stop being whole, valid UTF-8.
enum UTF8Validation {
  enum Kind {
    case end
    /// A sequence that is valid so far and cut by the end of the bytes.
    case incomplete
    case invalid
  }

  struct Stop {
    var index: Int
    var kind: Kind
    /// Bytes that together deserve one replacement character.
    var length: Int
  }

  static func firstStop(in bytes: [UInt8], from start: Int) -> Stop {
    let span = bytes.span
    var index = start
    while index < span.count {
      if span[index] < 0x80 {
        index = endOfASCII(in: span, from: index)
        continue
      }
      let sequence = sequence(in: span, at: index)
      guard sequence.kind == .end else {
        return Stop(index: index, kind: sequence.kind, length: sequence.length)
      }
      index += sequence.length
    }
    return Stop(index: span.count, kind: .end, length: 0)
  }

  static func isASCII(_ bytes: [UInt8]) -> Bool {
    let span = bytes.span
    return endOfASCII(in: span, from: 0) == span.count
  }

  /// Blocks are folded together without a branch, which the compiler turns into wide instructions.
  private static func endOfASCII(in span: Span<UInt8>, from start: Int) -> Int {
    let block = 64
    var index = start
    while span.count - index >= block {
      let bytes = span.extracting(index..<index + block)
      var folded: UInt8 = 0
      for offset in 0..<block { folded |= bytes[offset] }
      if folded >= 0x80 { break }
      index += block
    }
    while index < span.count, span[index] < 0x80 { index += 1 }
    return index
  }

  /// One multi-byte sequence by Table 3-7 of the Unicode standard; `.end` means it is well formed.
  private static func sequence(
    in span: Span<UInt8>,
    at index: Int
  ) -> (kind: Kind, length: Int) {
    let lead = span[index]
    let length: Int
    var allowed: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { allowed = 0xA0...0xBF } else if lead == 0xED { allowed = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { allowed = 0x90...0xBF } else if lead == 0xF4 { allowed = 0x80...0x8F }
    default: return (.invalid, 1)
    }
    for step in 1..<length {
      guard index + step < span.count else { return (.incomplete, step) }
      guard allowed.contains(span[index + step]) else { return (.invalid, step) }
      allowed = 0x80...0xBF
    }
    return (.end, length)
  }
}

extension [UInt8] {
  /// Appends a character in UTF-8; a number that is no character counts as U+FFFD.
  mutating func append(scalar number: UInt32) {
    let value = Unicode.Scalar(number)?.value ?? 0xFFFD
    if value < 0x80 {
      append(UInt8(truncatingIfNeeded: value))
      return
    }
    if value < 0x800 {
      append(0xC0 | UInt8(truncatingIfNeeded: value >> 6))
    } else {
      if value < 0x10000 {
        append(0xE0 | UInt8(truncatingIfNeeded: value >> 12))
      } else {
        append(0xF0 | UInt8(truncatingIfNeeded: value >> 18))
        append(0x80 | UInt8(truncatingIfNeeded: value >> 12 & 0x3F))
      }
      append(0x80 | UInt8(truncatingIfNeeded: value >> 6 & 0x3F))
    }
    append(0x80 | UInt8(truncatingIfNeeded: value & 0x3F))
  }
}
