/// How the bytes of a document stand for characters, and how a document says so.
///
/// A byte order mark outranks the pattern that `<`, `{` or `[` leaves in wide encodings, which outranks the
/// label of an XML declaration; without any of them the document is UTF-8. A Latin-1 or ASCII label
/// means windows-1252, as it does in every browser.
enum TextEncoding: String, Hashable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case utf32LittleEndian = "utf-32le"
  case utf32BigEndian = "utf-32be"
  case windows1252 = "windows-1252"
}

extension TextEncoding {
  /// What the first bytes of a document say of its encoding.
  struct Evidence: Hashable {
    var encoding: TextEncoding = .utf8
    /// Bytes of the byte order mark, which is no part of the text.
    var markLength = 0
    /// The label names an encoding that has no table here; the bytes are then read as UTF-8.
    var isUnsupported = false
  }

  /// Bytes of a document that are enough for `evidence(in:)`.
  static let evidenceLength = 1_024

  static func evidence(in head: [UInt8]) -> Evidence {
    for (mark, encoding) in marks where head.starts(with: mark) {
      return Evidence(encoding: encoding, markLength: mark.count)
    }
    for (pattern, encoding) in patterns where head.starts(with: pattern) {
      return Evidence(encoding: encoding)
    }
    guard let label = declaredLabel(in: head) else { return Evidence() }
    if let encoding = labels[label] { return Evidence(encoding: encoding) }
    return Evidence(isUnsupported: !(label.hasPrefix("utf") || label.hasPrefix("ucs")))
  }

  private static let marks: [([UInt8], TextEncoding)] = [
    ([0xEF, 0xBB, 0xBF], .utf8),
    ([0xFF, 0xFE, 0x00, 0x00], .utf32LittleEndian),
    ([0x00, 0x00, 0xFE, 0xFF], .utf32BigEndian),
    ([0xFF, 0xFE], .utf16LittleEndian),
    ([0xFE, 0xFF], .utf16BigEndian),
  ]

  private static let patterns: [([UInt8], TextEncoding)] = [
    ([0x3C, 0x00, 0x00, 0x00], .utf32LittleEndian),
    ([0x00, 0x00, 0x00, 0x3C], .utf32BigEndian),
    ([0x7B, 0x00, 0x00, 0x00], .utf32LittleEndian),
    ([0x00, 0x00, 0x00, 0x7B], .utf32BigEndian),
    ([0x5B, 0x00, 0x00, 0x00], .utf32LittleEndian),
    ([0x00, 0x00, 0x00, 0x5B], .utf32BigEndian),
    ([0x3C, 0x00], .utf16LittleEndian),
    ([0x00, 0x3C], .utf16BigEndian),
    ([0x7B, 0x00], .utf16LittleEndian),
    ([0x00, 0x7B], .utf16BigEndian),
    ([0x5B, 0x00], .utf16LittleEndian),
    ([0x00, 0x5B], .utf16BigEndian),
  ]

  /// Labels in lower case.
  ///
  /// A label that promises wide characters is wrong by the time it can be read
  /// as ASCII, so those fall through to UTF-8.
  private static let labels: [String: TextEncoding] = [
    "utf-8": .utf8, "utf8": .utf8,
    "windows-1252": .windows1252, "cp1252": .windows1252, "x-cp1252": .windows1252,
    "windows_1252": .windows1252, "cp-1252": .windows1252, "iso-8859-1": .windows1252,
    "iso8859-1": .windows1252, "iso_8859-1": .windows1252, "latin1": .windows1252,
    "latin-1": .windows1252, "l1": .windows1252, "us-ascii": .windows1252, "ascii": .windows1252,
  ]

  /// The value of `encoding` in an XML declaration at the very start, in lower case.
  private static func declaredLabel(in head: [UInt8]) -> String? {
    let text = String(decoding: head.prefix(evidenceLength), as: UTF8.self)
    let trimmed = text.drop(while: \.isWhitespace)
    guard trimmed.hasPrefix("<?xml"), let end = trimmed.firstRange(of: "?>"),
      let key = trimmed[..<end.lowerBound].firstRange(of: "encoding")
    else { return nil }
    let value = trimmed[key.upperBound..<end.lowerBound]
      .drop { $0.isWhitespace || $0 == "=" }
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    return value.dropFirst().prefix { $0 != quote }.lowercased()
  }
}
