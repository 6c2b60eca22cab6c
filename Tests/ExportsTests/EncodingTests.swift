import Testing
import Weblog
import WeblogTesting

@testable import Exports

/// Documents in every encoding: how it is recognised, what the words are, what is said of bad bytes.
struct EncodingTests {
  /// What a document says, what is then in an element, and how it reads.
  struct Case: Sendable, CustomTestStringConvertible {
    let label: String
    let name: String
    let bytes: [UInt8]
    let text: String

    var testDescription: String { label }

    init(_ label: String, _ name: String, _ hex: String, _ text: String) {
      self.label = label
      self.name = name
      bytes = hex.split(separator: " ").compactMap { UInt8($0, radix: 16) }
      self.text = text
    }

    var document: [UInt8] {
      Array("<?xml version='1.0' encoding='\(label)'?><a>".utf8) + bytes + Array("</a>".utf8)
    }
  }

  private static let cases = [
    Case("utf8", "utf-8", "c3 a9", "é"),
    Case("Windows-1251", "windows-1251", "cf f0 e8 e2 e5 f2 2c 20 ec e8 f0", "Привет, мир"),
    Case("koi8r", "koi8-r", "f0 d2 c9 d7 c5 d4", "Привет"),
    Case("koi8-u", "koi8-u", "b7 d6 c1 cb ae", "Їжакў"),
    Case("latin2", "iso-8859-2", "ae 6c 75 bb 6f 75 e8 6b fd", "Žluťoučký"),
    Case("ISO-8859-8-I", "iso-8859-8-i", "f9 ec e5 ed", "שלום"),
    Case("iso-8859-9", "windows-1254", "dd f0 64 fd 72", "İğdır"),
    Case("windows-1255", "windows-1255", "f9 c8 d1 ec e5 c9 ed", "שָׁלוֹם"),
    Case("iso-8859-11", "windows-874", "ca c7 d1 ca b4 d5", "สวัสดี"),
    Case("MacRoman", "macintosh", "43 61 66 8e 20 d2 c6 d3", "Café “∆”"),
    Case("x-mac-ukrainian", "x-mac-cyrillic", "81 eb ee e3 ff", "Блог€"),
    Case("x-user-defined", "x-user-defined", "41 80 ff", "A\u{F780}\u{F7FF}"),
    Case("us-ascii", "windows-1252", "93 e9 94", "“é”"),
    Case("gb2312", "gbk", "c4 e3 ba c3 a3 ac ca c0 bd e7", "你好，世界"),
    Case("gb18030", "gb18030", "c4 e3 ba c3 81 39 ef 31", "你好㐂"),
    Case("big5-hkscs", "big5", "a7 41 a6 6e a5 40 ac c9", "你好世界"),
    Case("x-euc-jp", "euc-jp", "c6 fc cb dc b8 ec a5 d6 a5 ed a5 b0", "日本語ブログ"),
    Case("x-sjis", "shift_jis", "93 fa 96 7b 8c ea 83 75 83 8d 83 4f 5c", "日本語ブログ\\"),
    Case("iso-2022-jp", "iso-2022-jp", "1b 24 42 46 7c 4b 5c 1b 28 42 20 62", "日本 b"),
    Case("ks_c_5601-1987", "euc-kr", "be c8 b3 e7 20 8c 63", "안녕 똠"),
  ]

  @Test(arguments: cases, [1, 2, 3, 7, 4_096])
  func `a labelled document reads as its label says, in any chunks`(
    _ given: Case,
    size: Int
  ) throws {
    let dump = try XMLDump(ByteInput(chunksOf: given.document, size: size))
    #expect(dump.lines == ["S\t\ta", "T\t\(given.text.replacing("\\", with: "\\\\"))", "E"])
    #expect(dump.report.encoding == given.name)
    #expect(dump.report.notices.isEmpty)
  }

  @Test(arguments: TextEncoding.allCases)
  func `any bytes in any encoding read alike in any chunks`(_ encoding: TextEncoding) throws {
    var random = SeededGenerator(seed: UInt64(encoding.rawValue.utf8.count))
    for _ in 0..<3 {
      let bytes = Self.start(of: encoding) + Self.bytes(1_500, by: &random)
      let whole = try Reading(bytes, size: 4_096)
      for size in [1, 2, 5, 1_025] { #expect(try Reading(bytes, size: size) == whole) }
      #expect(whole.encoding == encoding)
    }
  }

  private static func start(of encoding: TextEncoding) -> [UInt8] {
    switch encoding {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    case .utf32LittleEndian: [0xFF, 0xFE, 0, 0]
    case .utf32BigEndian: [0, 0, 0xFE, 0xFF]
    default: Array("<?xml version='1.0' encoding='\(encoding.rawValue)'?>".utf8)
    }
  }

  /// Mostly bytes that lead or follow in some encoding, with escape sequences among them.
  private static func bytes(_ count: Int, by random: inout SeededGenerator) -> [UInt8] {
    (0..<count).flatMap { _ -> [UInt8] in
      let byte = UInt8(truncatingIfNeeded: random.next())
      let escape: [UInt8] = [0x1B, byte < 8 ? 0x24 : 0x28, 0x42]
      return byte < 12 ? escape : [byte]
    }
  }

  @Test func `a lost lead byte does not swallow the markup behind it`() throws {
    for label in ["gbk", "big5", "euc-jp", "shift_jis", "euc-kr"] {
      let dump = try XMLDump(
        ByteInput(chunksOf: Case(label, label, "e5 3c 62 2f 3e ff", "").document)
      )
      #expect(dump.lines.contains("S\t\tb"), "\(label)")
      let place = Int64(36 + label.utf8.count)
      #expect(dump.report.notices == [Notice(code: "invalid-bytes", count: 2, firstOffset: place)])
    }
  }

  @Test(arguments: ["bogus", "utf-7", "iso-2022-kr", "hz-gb-2312", "replacement", "ibm037"])
  func `a label that cannot be followed is said, and the bytes are read as UTF-8`(
    label: String
  ) throws {
    let dump = try XMLDump("<?xml version='1.0' encoding='\(label)'?><a>é</a>")
    #expect(dump.lines.contains("T\té"))
    #expect(dump.report.encoding == "utf-8")
    #expect(dump.report.notices == [Notice(code: "unsupported-encoding", firstOffset: 0)])
  }

  @Test(arguments: ["utf-16", "UTF_16", "u16", "unicode", "ucs-2", "utf-32", "utf-16le"])
  func `a wide label on narrow bytes is a slip of the pen`(label: String) throws {
    let dump = try XMLDump("<?xml version='1.0' encoding='\(label)'?><a>é</a>")
    #expect(dump.lines.contains("T\té"))
    #expect(dump.report.encoding == "utf-8")
    #expect(dump.report.notices.isEmpty)
  }

  @Test func `marks outrank patterns, patterns outrank labels`() {
    let label = Array("<?xml version='1.0' encoding='koi8-r'?>".utf8)
    func spaced(_ before: Int, _ after: Int) -> [UInt8] {
      label.flatMap {
        [UInt8](repeating: 0, count: before) + [$0] + Array(repeating: 0, count: after)
      }
    }
    func encoding(_ head: [UInt8]) -> TextEncoding { TextEncoding.evidence(in: head).encoding }
    #expect(encoding([0xEF, 0xBB, 0xBF] + label) == .utf8)
    #expect(encoding([0xFF, 0xFE] + label) == .utf16LittleEndian)
    #expect(encoding(label) == .koi8Russian)
    #expect(encoding(spaced(0, 1)) == .utf16LittleEndian)
    #expect(encoding(spaced(1, 0)) == .utf16BigEndian)
    #expect(encoding(spaced(0, 3)) == .utf32LittleEndian)
    #expect(encoding(spaced(3, 0)) == .utf32BigEndian)
  }

  @Test func `every label of every table leads to an encoding of this machine`() {
    for encoding in TextEncoding.allCases where !encoding.isUnicode && encoding != .userDefined {
      #expect(EncodingLabels.encoding(for: encoding.rawValue) == encoding)
      #expect(ByteDecoding(encoding.converterName) != nil, "\(encoding)")
    }
    #expect(ByteDecoding("no-such-encoding") == nil)
  }
}

/// Windows-1252 inside UTF-8.
extension EncodingTests {
  private static let strays: [(String, String, [Notice])] = [
    ("93 61 94", "“a”", [Notice(code: "windows-1252-in-utf-8", count: 2, firstOffset: 3)]),
    ("63 61 66 e9 20 c3 a9", "café é", [Notice(code: "windows-1252-in-utf-8", firstOffset: 6)]),
    ("c0 20", "À ", [Notice(code: "windows-1252-in-utf-8", firstOffset: 3)]),
    ("c0 af", "\u{FFFD}\u{FFFD}", [Notice(code: "invalid-bytes", count: 2, firstOffset: 3)]),
    (
      "e0 80 80", "\u{FFFD}\u{FFFD}\u{FFFD}",
      [
        Notice(code: "invalid-bytes", count: 3, firstOffset: 3)
      ]
    ),
    (
      "ed a0 80", "\u{FFFD}\u{FFFD}\u{FFFD}",
      [
        Notice(code: "invalid-bytes", count: 3, firstOffset: 3)
      ]
    ),
    ("e2 82 41", "\u{FFFD}A", [Notice(code: "invalid-bytes", firstOffset: 3)]),
    (
      "81 8d ff", "\u{FFFD}\u{FFFD}\u{FFFD}",
      [
        Notice(code: "invalid-bytes", count: 3, firstOffset: 3)
      ]
    ),
    (
      "ff e9 2e", "\u{FFFD}é.",
      [
        Notice(code: "windows-1252-in-utf-8", firstOffset: 6),
        Notice(code: "invalid-bytes", firstOffset: 3),
      ]
    ),
  ]

  @Test(arguments: strays, [1, 2, 4_096])
  func `single bytes that cannot be UTF-8 are windows-1252`(
    given: (hex: String, text: String, notices: [Notice]),
    size: Int
  ) throws {
    let bytes = given.hex.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    let document = Array("<a>".utf8) + bytes + Array("</a>".utf8)
    let dump = try XMLDump(ByteInput(chunksOf: document, size: size))
    #expect(dump.lines == ["S\t\ta", "T\t\(given.text)", "E"])
    #expect(dump.report.notices == given.notices)
    #expect(dump.report.encoding == "utf-8")
  }
}

/// Everything the transcoder says of some bytes.
private struct Reading: Equatable {
  var text: [UInt8] = []
  var notices: [Notice]
  var encoding: TextEncoding?

  init(_ bytes: [UInt8], size: Int) throws {
    var transcoder = Transcoder(ByteInput(chunksOf: bytes, size: size))
    while case let chunk = try transcoder.next(), !chunk.isEmpty { text += chunk }
    notices = transcoder.notices
    encoding = transcoder.evidence?.encoding
    #expect(String(validating: text, as: UTF8.self) != nil)
  }
}

extension TextEncoding {
  fileprivate var isUnicode: Bool { rawValue.hasPrefix("utf") }
}
