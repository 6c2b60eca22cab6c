import Detection
import Testing
import Weblog

@testable import Exports

/// Shapes that ended the program once: they are survived in whatever pieces they come.
struct HostileShapeTests {
  static let descriptions: [String] = [
    String(repeating: "<", count: 20_000),
    "<a b=\"" + String(repeating: "<", count: 20_000),
    "<a b='" + String(repeating: "<", count: 20_000) + "'>x</a>",
    String(repeating: "<<![CDATA[x]]>", count: 2_000),
  ]

  @Test(arguments: descriptions, [1_000, 4_096])
  func `less-than signs are survived wherever a piece ends`(_ inside: String, _ piece: Int) {
    let document = "<rss><channel><item><title>t</title><description>\(inside)</description></item>"
    let dump = EntryDump(Array(document.utf8), as: .rssFeed, chunk: piece)
    #expect(dump.error == nil)
    #expect(dump.entries.count { $0.type == "post" } <= 1)
  }

  @Test func `a page may declare more comments than there are numbers`() throws {
    for number in ["9223372036854775807", "9223372036854775808", "99999999999999999999999"] {
      let page =
        "Title\n\nBody\n\n\(number) comments:\n\nAnn said...\nhello\n4 February 2014 at 10:00\n"
      #expect(try PageTextDump(Array(page.utf8)).comments.count == 1)
    }
  }

  /// Sets are ordered anew each time, so that one reading proves nothing.
  @Test func `a page in an unknown language reads the same every time`() throws {
    let page = Array(
      """
      1. Eka
          AbCd
      2. Toka
          EfGh
      1. Eka
          AbCd
      2. Toka
          EfGh

      """.utf8
    )
    let first = EntryDump(page, as: .bloggerPageText).json
    for _ in 0..<50 { #expect(EntryDump(page, as: .bloggerPageText).json == first) }
  }

  @Test func `a limit is noticed whatever the pieces`() {
    var limits = ReadingLimits()
    limits.nodeBytes = 1_000
    for end in ["]", "<", "&", "] <", "]]>"] {
      let text = String(repeating: "x", count: 1_000) + end
      let document = Array("<rss><channel><item><description>\(text)</description></item>".utf8)
      let whole = EntryDump(document, as: .rssFeed, limits: limits)
      for chunk in [1, 2, 7] {
        let pieces = EntryDump(document, as: .rssFeed, chunk: chunk, limits: limits)
        #expect((pieces.error == nil) == (whole.error == nil), "\(end) in pieces of \(chunk)")
      }
    }
  }
}
