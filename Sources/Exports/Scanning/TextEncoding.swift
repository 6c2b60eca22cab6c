/// How the bytes of a document stand for characters, and how a document says so.
///
/// A byte order mark outranks the pattern that `<`, `{` or `[` leaves in wide encodings, which
/// outranks the label of an XML declaration; without any of them the document is UTF-8. Raw values are the
/// canonical names of the Encoding Standard in lower case, and those of UTF-32 beside them.
enum TextEncoding: String, Hashable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case utf32LittleEndian = "utf-32le"
  case utf32BigEndian = "utf-32be"

  case windows1250 = "windows-1250"
  case windows1251 = "windows-1251"
  case windows1252 = "windows-1252"
  case windows1253 = "windows-1253"
  case windows1254 = "windows-1254"
  case windows1255 = "windows-1255"
  case windows1256 = "windows-1256"
  case windows1257 = "windows-1257"
  case windows1258 = "windows-1258"
  case windows874 = "windows-874"
  case ibm866
  case latin2 = "iso-8859-2"
  case latin3 = "iso-8859-3"
  case latin4 = "iso-8859-4"
  case latinCyrillic = "iso-8859-5"
  case latinArabic = "iso-8859-6"
  case latinGreek = "iso-8859-7"
  case visualHebrew = "iso-8859-8"
  case logicalHebrew = "iso-8859-8-i"
  case latin6 = "iso-8859-10"
  case latin7 = "iso-8859-13"
  case latin8 = "iso-8859-14"
  case latin9 = "iso-8859-15"
  case latin10 = "iso-8859-16"
  case koi8Russian = "koi8-r"
  case koi8Ukrainian = "koi8-u"
  case macintosh
  case macCyrillic = "x-mac-cyrillic"
  case userDefined = "x-user-defined"

  case gbk
  case gb18030
  case big5
  case eucJapanese = "euc-jp"
  case iso2022Japanese = "iso-2022-jp"
  case shiftJIS = "shift_jis"
  case eucKorean = "euc-kr"
}

extension TextEncoding {
  /// What the first bytes of a document say of its encoding.
  struct Evidence: Hashable {
    var encoding: TextEncoding = .utf8
    /// Bytes of the byte order mark, which is no part of the text.
    var markLength = 0
    /// The label names an encoding that cannot be read here; the bytes are then read as UTF-8.
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
    if let encoding = EncodingLabels.encoding(for: label) { return Evidence(encoding: encoding) }
    // A label that promises wide characters is wrong once it has been read as ASCII.
    return Evidence(isUnsupported: !EncodingLabels.isWide(label))
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

  /// The value of `encoding` in an XML declaration at the very start, in lower case.
  private static func declaredLabel(in head: [UInt8]) -> String? {
    let text = String(decoding: head.prefix(evidenceLength), as: UTF8.self)
    let trimmed = text.drop(while: \.isWhitespace)
    guard trimmed.hasPrefix("<?xml"), let end = trimmed.firstRange(of: "?>"),
      let key = trimmed[..<end.lowerBound].firstRange(of: "encoding")
    else { return nil }
    let value = trimmed[key.upperBound..<end.lowerBound]
      .drop { $0.isWhitespace || $0 == "=" }
    guard let quote = value.first, quote == "\"" || quote == "'" else {
      return value.prefix { !$0.isWhitespace }.lowercased()
    }
    let quoted = value.dropFirst().prefix { $0 != quote }
    return quoted.drop(while: \.isWhitespace).prefix { !$0.isWhitespace }.lowercased()
  }
}

extension TextEncoding {
  /// The C library's name of a legacy encoding, or of the superset that documents really use.
  var converterName: String {
    switch self {
    case .gbk: "GB18030"
    case .big5: "BIG5-HKSCS"
    case .eucJapanese: "EUC-JP-MS"
    case .iso2022Japanese: "ISO-2022-JP-3"
    case .shiftJIS: "CP932"
    case .eucKorean: "CP949"
    case .logicalHebrew: "ISO-8859-8"
    case .macCyrillic: "MAC-UK"
    default: rawValue.uppercased()
    }
  }

  /// Whether characters may take two bytes or more, or depend on those before them.
  var isMultiByte: Bool {
    switch self {
    case .gbk, .gb18030, .big5, .eucJapanese, .iso2022Japanese, .shiftJIS, .eucKorean: true
    default: false
    }
  }

  /// Whether ASCII bytes may mean something else behind what came before them.
  ///
  /// Big5 holds back letters that the next character may put an accent on.
  var hasMemory: Bool { self == .iso2022Japanese || self == .big5 }
}
