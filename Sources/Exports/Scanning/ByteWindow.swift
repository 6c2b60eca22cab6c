import Weblog

/// The part of a document that a scanner looks at: decoded bytes from its position onwards.
///
/// Only what lies behind the position is ever let go, so a distance from the position stays good
/// while more bytes come in. Nothing that lies behind is to be had again: the position only moves forward.
struct ByteWindow {
  private var transcoder: Transcoder
  private(set) var bytes: [UInt8] = []
  private(set) var position = 0
  private var base: Int64 = 0
  private(set) var isAtEnd = false
  /// What is left of a chunk that was too large to look at whole.
  private var rest: ArraySlice<UInt8> = []

  /// Bytes brought in at once, so that moving the rest of a window stays cheap.
  private static let pieceBytes = 256 << 10

  init(_ input: ByteInput) { transcoder = Transcoder(input) }

  /// Bytes of the decoded document before the position.
  var offset: Int64 { max(0, base + Int64(position)) }

  var available: Int { bytes.count - position }

  /// The bytes that are available.
  var ahead: Span<UInt8> {
    @_lifetime(borrow self)
    get { bytes.span.extracting(position..<bytes.count) }
  }

  var evidence: TextEncoding.Evidence? { transcoder.evidence }

  /// What was wrong with the bytes so far.
  var notices: [Notice] { transcoder.notices }

  /// Brings in one more chunk.
  ///
  /// - Returns: whether there was one.
  mutating func fill() throws -> Bool {
    guard !isAtEnd else { return false }
    let chunk = try nextPiece()
    guard !chunk.isEmpty else {
      isAtEnd = true
      return false
    }
    if position == bytes.count {
      base += Int64(position)
      position = 0
      bytes = chunk
    } else {
      letGo()
      bytes += chunk
    }
    return true
  }

  private mutating func nextPiece() throws -> [UInt8] {
    if rest.isEmpty {
      let chunk = try transcoder.next()
      guard chunk.count > Self.pieceBytes else { return chunk }
      rest = chunk[...]
    }
    let piece = Array(rest.prefix(Self.pieceBytes))
    rest = rest.dropFirst(Self.pieceBytes)
    return piece
  }

  /// Moves the rest to the front once it is the smaller part, so that each byte moves a few times at most.
  private mutating func letGo() {
    guard position > available else { return }
    bytes.removeSubrange(0..<position)
    base += Int64(position)
    position = 0
  }

  /// Brings in chunks until so many bytes are available.
  ///
  /// - Returns: whether the document has so many left.
  mutating func ensure(_ count: Int) throws -> Bool {
    while available < count {
      guard try fill() else { return false }
    }
    return true
  }

  /// The byte so far ahead of the position, or `nil` beyond the end of the document.
  @inline(__always)
  mutating func byte(at distance: Int) throws -> UInt8? {
    if distance < bytes.count - position { return bytes[position + distance] }
    return try ensure(distance + 1) ? bytes[position + distance] : nil
  }

  /// Moves the position, at most to the end of the available bytes.
  @inline(__always)
  mutating func advance(by count: Int) { position += min(max(count, 0), available) }

  /// Whether the text so far ahead begins with a literal, ignoring ASCII case if asked.
  mutating func starts(
    with literal: [UInt8],
    at distance: Int = 0,
    ignoringCase: Bool = false
  ) throws -> Bool {
    guard try ensure(distance + literal.count) else { return false }
    for (index, expected) in literal.enumerated() {
      let byte = bytes[position + distance + index]
      let isLetter = ignoringCase && (0x41...0x5A).contains(byte & 0xDF)
      guard byte == expected || (isLetter && byte & 0xDF == expected & 0xDF) else { return false }
    }
    return true
  }

  /// Puts an entity's replacement text where its reference stood.
  ///
  /// It ends where the reference ended, so that what follows stays where it is, however much that is.
  mutating func replaceFirst(_ count: Int, with replacement: [UInt8]) {
    var end = position + min(count, available)
    if end < replacement.count {
      // More than this one needs, so that a row of references does not move the rest for each of them.
      let room = replacement.count + Self.pieceBytes
      bytes.insert(contentsOf: repeatElement(0, count: room), at: 0)
      base -= Int64(room)
      end += room
    }
    bytes.replaceSubrange(end - replacement.count..<end, with: replacement)
    position = end - replacement.count
  }
}
