/// UTF-8, and the windows-1252 that slips into it.
///
/// Text pasted from one document into another brings single bytes such as 0x93 or 0xE9 with it. A byte that
/// cannot be part of any sequence is read as windows-1252; what began as UTF-8 and broke off, what is
/// written longer than it may be, and the bytes that windows-1252 leaves open are lost.
extension Transcoder {
  mutating func decodeUTF8(_ bytes: [UInt8]) -> [UInt8] {
    var stop = UTF8Validation.firstStop(in: bytes, from: 0)
    if stop.index > 0 { isInBrokenSequence = false }
    if stop.kind == .end { return bytes }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + 16)
    var start = 0
    while stop.kind != .end {
      text += bytes[start..<stop.index]
      if stop.index > start { isInBrokenSequence = false }
      guard isDecided(stop, in: bytes) else {
        carry = Array(bytes[stop.index...])
        return text
      }
      repair(stop, in: bytes, into: &text)
      start = stop.index + stop.length
      stop = UTF8Validation.firstStop(in: bytes, from: start)
    }
    if start < bytes.count { isInBrokenSequence = false }
    return text + bytes[start...]
  }

  /// Whether the bytes at hand are enough to say what is wrong.
  private func isDecided(_ stop: UTF8Validation.Stop, in bytes: [UInt8]) -> Bool {
    if isAtEnd { return true }
    let isOverlongLead = bytes[stop.index] & 0xFE == 0xC0
    return stop.kind == .invalid && !(isOverlongLead && stop.index + 1 == bytes.count)
  }

  private mutating func repair(
    _ stop: UTF8Validation.Stop,
    in bytes: [UInt8],
    into text: inout [UInt8]
  ) {
    if stop.kind == .invalid, stop.length == 1,
      let scalar = straySingleByte(at: stop.index, in: bytes)
    {
      reread(as: scalar, in: &text)
      isInBrokenSequence = false
    } else {
      replace(in: &text)
      isInBrokenSequence = true
    }
  }

  /// The windows-1252 character of a byte that belongs to no sequence of UTF-8.
  private func straySingleByte(at index: Int, in bytes: [UInt8]) -> UInt32? {
    let byte = bytes[index]
    if Self.isContinuation(byte) {
      guard !isInBrokenSequence else { return nil }
    } else if byte < 0xF5, index + 1 < bytes.count, Self.isContinuation(bytes[index + 1]) {
      // Overlong, a surrogate, or beyond the last character.
      return nil
    }
    guard byte != 0xFF else { return nil }
    let scalar = Windows1252.highHalf[Int(byte & 0x7F)]
    return scalar < 0xA0 ? nil : scalar
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
