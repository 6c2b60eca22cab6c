import Detection
import Exports
import Testing
import WeblogTesting

/// Pages made to be slow, large or empty.
@Suite(.serialized) struct PageTextLimitTests {
  static let repeated = [
    "ReplyDelete\n", "Delete\n", "Reply\n", "ReplyDeletex\n", "xReplyDelete\n", "Reply\nDelete\n",
    "  1. x\n", "  1. x\n    ReplyDelete\n", "1 comments:\n  1. ReplyDelete\n", "Ann said...\n",
    "Ann4 February 2014 at 10:00\n", "    Replies\n    1. x\n", "AtebDileu\nDileu\n", "\n", "\r\n",
    "AAAABBBBaB\n", "No comments:\n", "[a](b 10:00\n", "9 comments:\n", "Post a Comment\n",
  ]

  /// Lines; an unoptimized build is a hundred times slower.
  #if DEBUG
  static let most = 3_000
  #else
  static let most = 100_000
  #endif

  @Test(arguments: repeated)
  func `many thousand lines that look like markers are read in linear time`(
    line: String
  ) throws {
    let clock = ContinuousClock()
    let small = try clock.measure { try measure(line, Self.most / 10) }
    let large = try clock.measure { try measure(line, Self.most) }
    #expect(large < small * 60 + .seconds(2))
  }

  private func measure(_ line: String, _ count: Int) throws {
    let head = "Tuesday, 4 February 2014\n\nTitle\n\n9 comments:\n\n  1. x\n"
    let bytes = Array((head + String(repeating: line, count: count)).utf8)
    _ = try PageTextDump(bytes)
    _ = PageTextSignature.matches(head: bytes)
  }

  @Test func `any mixture of lines that look like markers can be read`() throws {
    let pieces =
      Self.repeated + [
        "Replies\n", "    Delete\n", "      Delete\n", "    2. Reply\n", "x\n",
        "Tuesday, 4 February 2014\n",
        "Ann\n", "10:00\n", "Bo said…\n", "    1. Replies\n", "AntwortenLöschen\n", "Löschen",
        "\n\n",
      ]
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<1_000 {
      let page = (0..<30).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let dump = try? PageTextDump(Array(page.utf8))
      for (ordinal, comment) in (dump?.comments ?? []).enumerated() {
        #expect(comment.parent ?? -1 < ordinal)
      }
    }
  }

  @Test func `a page above the limit is refused`() {
    var limits = ReadingLimits()
    limits.wholeDocumentBytes = 100
    #expect(throws: ExportError(.documentTooLarge, at: 100)) {
      try PageTextDump(Array(repeating: 0x20, count: 101), limits: limits)
    }
  }

  @Test func `a page at the limit is read`() throws {
    var limits = ReadingLimits()
    limits.wholeDocumentBytes = 100
    let dump = try PageTextDump(Array(repeating: 0x61, count: 100), limits: limits)
    #expect(dump.body.utf8.count == 100)
  }

  @Test(arguments: ["", " \n\t\r\n", "\u{FEFF}"])
  func `a page with nothing on it is refused as empty`(text: String) {
    #expect(throws: ExportError(.empty, at: 0)) { try PageTextDump(Array(text.utf8)) }
  }

  @Test func `what the input throws passes through`() {
    struct Stop: Error {}
    var reader = ExportReader(format: .bloggerPageText, input: ByteInput { throw Stop() })
    #expect(throws: Stop.self) { try reader.next() }
  }

  @Test func `plain prose is a post without comments`() throws {
    let dump = try PageTextDump(Array("Nothing here.\n\nReally, nothing.\n".utf8))
    #expect(dump.comments.isEmpty)
    #expect(dump.body == "Nothing here.\n\nReally, nothing.")
    #expect(dump.variant == "no-comments")
  }
}
