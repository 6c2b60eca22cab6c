/// The head of a gzip member.
///
///     1F 8B 08   magic and the method, which is always deflate
///     flags      1 text, 2 header checksum, 4 extra field, 8 name, 16 comment; others must be 0
///     6 bytes    time, hints, operating system
///     extra      length in two bytes, low one first, and the field
///     name       ended by a zero, in Latin-1 by the book and in UTF-8 by habit
///     comment    ended by a zero
///     checksum   two bytes
struct GzipHeader {
  /// What the file was called before it was compressed, where that is a plain name.
  let name: String?
  let length: Int

  enum Reading {
    case header(GzipHeader)
    /// Nothing is wrong so far, and more bytes are needed.
    case incomplete
    case invalid
  }

  static let magic: [UInt8] = [0x1F, 0x8B]
  /// A header is a few bytes; a longer one than this is no header.
  static let mostBytes = 256 << 10

  /// Reads a header at the start of some bytes.
  static func read(_ bytes: ArraySlice<UInt8>) -> Reading {
    let opening = magic + [0x08]
    guard bytes.starts(with: opening.prefix(bytes.count)) else { return .invalid }
    guard bytes.count >= 10 else { return .incomplete }
    let start = bytes.startIndex
    let flags = bytes[start + 3]
    guard flags & 0xE0 == 0 else { return .invalid }
    var rest = bytes.dropFirst(10)
    if flags & 4 != 0 {
      guard rest.count >= 2 else { return .incomplete }
      let length = Int(rest[rest.startIndex]) | Int(rest[rest.startIndex + 1]) << 8
      guard rest.count >= 2 + length else { return .incomplete }
      rest = rest.dropFirst(2 + length)
    }
    var name: String?
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      guard let end = rest.firstIndex(of: 0) else { return .incomplete }
      if flag == 8 { name = plainName(rest[..<end]) }
      rest = rest[(end + 1)...]
    }
    if flags & 2 != 0 {
      guard rest.count >= 2 else { return .incomplete }
      rest = rest.dropFirst(2)
    }
    return .header(GzipHeader(name: name, length: rest.startIndex - start))
  }

  /// A name is to be shown and compared, never opened: paths and control characters are none.
  private static func plainName(_ bytes: ArraySlice<UInt8>) -> String? {
    guard (1...255).contains(bytes.count), !bytes.elementsEqual(".".utf8),
      !bytes.elementsEqual("..".utf8),
      !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0x2F || $0 == 0x5C })
    else { return nil }
    if let name = String(validating: bytes, as: UTF8.self) { return name }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
