/// Text put together of pieces, without the white space around it.
///
/// Nearly every element has one piece, which becomes a string at once.
struct TrimmedText {
  private var pieces: [UInt8] = []
  private var only: String?
  /// White space after the only piece, in case another one follows.
  private var tail: [UInt8] = []
  private(set) var count = 0

  mutating func append(_ bytes: ArraySlice<UInt8>) {
    count += bytes.count
    if count == bytes.count {
      let words = Self.trimmed(bytes)
      guard !words.isEmpty else {
        pieces += bytes
        return
      }
      only = String(decoding: words, as: UTF8.self)
      if words.startIndex > bytes.startIndex { pieces += bytes[..<words.startIndex] }
      if words.endIndex < bytes.endIndex { tail = Array(bytes[words.endIndex...]) }
    } else {
      if let only {
        pieces += only.utf8
        pieces += tail
        (self.only, tail) = (nil, [])
      }
      pieces += bytes
    }
  }

  var string: String {
    if let only { return only }
    return pieces.isEmpty ? "" : String(decoding: Self.trimmed(pieces[...]), as: UTF8.self)
  }

  /// Everything, the white space included.
  var all: [UInt8] {
    guard let only else { return pieces }
    return pieces + only.utf8 + tail
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = bytes.endIndex
    while end > bytes.startIndex, bytes[end - 1].isXMLSpace { end -= 1 }
    return bytes[..<end].drop(while: \.isXMLSpace)
  }
}
