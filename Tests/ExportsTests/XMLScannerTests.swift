import Testing
import Weblog

@testable import Exports

/// The scanner on input that a conforming parser refuses, at its limits, and in other encodings.
struct XMLScannerTests {
  @Test(arguments: [
    ("<a>R&D & co</a>", "T\tR&D & co", "bare-ampersand"),
    ("<a>&eacute;&nGt;</a>", "T\té≫⃒", "html-entity"),
    ("<a>&wat;</a>", "T\t&wat;", "unknown-entity"),
    ("<a>1 < 2 <3</a>", "T\t1 < 2 <3", "stray-less-than"),
    ("<a>x\u{B}y&#2;z</a>", "T\txyz", "control-character"),
    ("<a>&#0;&#x110000;&#xDFFF;</a>", "T\t\u{FFFD}\u{FFFD}\u{FFFD}", "invalid-character-reference"),
    ("<a>]]></a>", "T\t]]>", "stray-cdata-end"),
    ("<a><<![CDATA[b]]></a>", "T\tb", "malformed-cdata"),
    ("<a><![cdata[b]]></a>", "T\tb", "malformed-cdata"),
    ("<a></b>c</a>", "T\tc", "unexpected-end-tag"),
    ("<a><!x>c</a>", "T\tc", "stray-declaration"),
    ("<a><q:b/>c</a>", "T\tc", "undeclared-prefix"),
    ("<a/>c", "T\tc", "text-outside-root"),
    ("<a>c", "T\tc", "truncated"),
    ("<a>c<b d='", "T\tc", "truncated"),
    ("<a><![CDATA[c", "T\tc", "truncated"),
    ("<a><!-- x -- y -->c</a>", "T\tc", "malformed-comment"),
  ])
  func `what is ill-formed keeps its words and says so`(
    xml: String,
    line: String,
    code: String
  )
    throws
  {
    let dump = try XMLDump(xml)
    #expect(dump.lines.contains(line), "\(dump.lines)")
    #expect(dump.report.notices.map(\.code) == [code])
    #expect(dump.report.isPartial == (code == "truncated"))
  }

  @Test(arguments: [
    ("<a b=c/>", "A\t\tb\tc", "unquoted-attribute"),
    ("<a b/>", "A\t\tb\t", "attribute-without-value"),
    ("<a b='1' b='2'/>", "A\t\tb\t1", "duplicate-attribute"),
    ("<a b='1'c='2'/>", "A\t\tc\t2", "missing-space"),
    ("<a b='1 < 2'/>", "A\t\tb\t1 < 2", "less-than-in-attribute"),
    ("<a b='1>x<c/></a>", "A\t\tb\t1", "unterminated-attribute"),
    ("<a b='?x=1&y=2'/>", "A\t\tb\t?x=1&y=2", "bare-ampersand"),
  ])
  func `attributes are read whatever their form`(xml: String, line: String, code: String) throws {
    let dump = try XMLDump(xml)
    #expect(dump.lines.contains(line), "\(dump.lines)")
    #expect(dump.report.notices.map(\.code) == [code])
  }

  @Test func `elements left open end with the one around them`() throws {
    let dump = try XMLDump("<a><b><c>x</a>")
    #expect(dump.lines == ["S\t\ta", "S\t\tb", "S\t\tc", "T\tx", "E", "E", "E"])
    #expect(dump.report.notices == [Notice(code: "missing-end-tag", count: 2, firstOffset: 10)])
  }

  @Test func `undeclared prefixes mean what they mean everywhere else`() throws {
    let input = ByteInput(chunksOf: Array("<feed><app:draft/><foo:bar/></feed>".utf8))
    var scanner = XMLScanner(input: input)
    var names: [String] = []
    while let token = try scanner.next() {
      if case .start(let name) = token { names.append(name.canonical) }
    }
    #expect(names == ["feed", "app:draft", "foo:bar"])
    #expect(scanner.report.notices == [Notice(code: "undeclared-prefix", count: 2, firstOffset: 6)])
  }

  @Test func `a foreign namespace cannot borrow a known prefix`() throws {
    let input = ByteInput(chunksOf: Array("<atom:entry xmlns:atom='urn:x'/>".utf8))
    var scanner = XMLScanner(input: input)
    let token = try scanner.next()
    #expect(token == .start(XMLName(uri: "urn:x", local: "entry", prefix: "atom")))
    #expect(XMLName(uri: "urn:x", local: "entry", prefix: "atom").canonical == "{urn:x}entry")
  }

  @Test func `character data reads alike wherever its parts stand`() throws {
    let parts = [
      ("&lt;b&gt;", "<b>"), ("&amp;amp;", "&amp;"), ("\r\n", "\\n"), ("]", "]"), ("é", "é"),
      ("<![CDATA[a]b]]]>", "a]b]"), ("<![CDATA[<p>\r\n&\t]]>", "<p>\\n&\\t"), ("&#8217;", "’"),
    ]
    for (written, read) in parts {
      for count in 0...40 {
        let run = String(repeating: "x", count: count)
        let dump = try XMLDump("<a>\(run)\(written)\(run)<![CDATA[\(run)]]>\(written)</a>")
        #expect(dump.lines.contains("T\t\(run)\(read)\(run)\(run)\(read)"), "\(dump.lines)")
      }
    }
  }

  @Test func `an entity bomb runs out of budget`() throws {
    var declarations = "<!ENTITY e0 'ha'>"
    for level in 1..<40 {
      let inner = String(repeating: "&e\(level - 1);", count: 10)
      declarations += "<!ENTITY e\(level) '\(inner)'>"
    }
    let dump = try XMLDump("<!DOCTYPE a [\(declarations)]><a b='&e39;'>&e39;</a>")
    #expect(dump.report.notices.contains { $0.code == "entity-limit" })
    #expect(dump.lines.map(\.utf8.count).reduce(0, +) < 4 << 20)
  }

  @Test func `an entity that names itself comes to an end`() throws {
    let dump = try XMLDump("<!DOCTYPE a [<!ENTITY e 'x&e;'>]><a>&e;</a><b/>")
    #expect(dump.report.notices.contains { $0.code == "entity-limit" })
    #expect(dump.lines.last == "E")
  }

  @Test func `external entities stay as they are written`() throws {
    let dump = try XMLDump("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>")
    #expect(dump.lines == ["S\t\ta", "T\t&e;", "E"])
    #expect(dump.report.notices.map(\.code) == ["external-entity"])
  }

  @Test func `limits are refusals that name the place`() {
    var limits = ReadingLimits()
    limits.nesting = 3
    limits.nodeBytes = 10
    #expect(throws: ExportError(.nestingTooDeep, at: 9)) {
      try XMLDump(ByteInput(chunksOf: Array("<a><a><a><a>".utf8)), limits: limits)
    }
    for xml in ["<a>0123456789x</a>", "<a b='0123456789'/>", "<!-- 0123456789 -->"] {
      let error = #expect(throws: ExportError.self) {
        try XMLDump(ByteInput(chunksOf: Array(xml.utf8)), limits: limits)
      }
      #expect(error?.reason == .nodeTooLarge)
    }
  }

  @Test(arguments: [1, 2, 3, 7, 4_096])
  func `wide and one-byte encodings read alike in any chunks`(size: Int) throws {
    let text = "<?xml version='1.0' encoding='iso-8859-1'?><a b='ü'>é \u{2019}</a>"
    let oneByte = text.unicodeScalars.map {
      $0 == "\u{2019}" ? 0x92 : UInt8(truncatingIfNeeded: $0.value)
    }
    let units = Array("<a b='ü'>é \u{2019}😀</a>".utf16)
    var littleEndian: [UInt8] = []
    var bigEndian: [UInt8] = [0xFE, 0xFF]
    for unit in units {
      littleEndian += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      bigEndian += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
    let latin = try XMLDump(ByteInput(chunksOf: oneByte, size: size))
    #expect(latin.lines == ["S\t\ta", "A\t\tb\tü", "T\té \u{2019}", "E"])
    #expect(latin.report.encoding == "windows-1252")
    for bytes in [littleEndian, bigEndian] {
      let wide = try XMLDump(ByteInput(chunksOf: bytes, size: size))
      #expect(wide.lines == ["S\t\ta", "A\t\tb\tü", "T\té \u{2019}😀", "E"])
      #expect(wide.report.notices.isEmpty)
    }
  }

  @Test(arguments: [1, 2, 3, 64])
  func `bytes that are no UTF-8 are replaced and counted`(size: Int) throws {
    let bytes =
      Array("<a>é".utf8) + [0xFF, 0x41, 0xE2, 0x82, 0x42, 0xF0, 0x9F] + Array("</a>".utf8)
    let dump = try XMLDump(ByteInput(chunksOf: bytes, size: size))
    #expect(dump.lines == ["S\t\ta", "T\té\u{FFFD}A\u{FFFD}B\u{FFFD}", "E"])
    #expect(dump.report.notices == [Notice(code: "invalid-bytes", count: 3, firstOffset: 5)])
  }

  @Test func `errors of the input pass through`() {
    struct OutOfTime: Error {}
    #expect(throws: OutOfTime.self) { try XMLDump(ByteInput { throw OutOfTime() }) }
  }
}
