import Testing
import Weblog
import WeblogTesting

@testable import Normalization

/// Characters that mistakes of encoding turned into controls.
struct StrayControlTests {
  private static let cases = [
    ("don\u{92}t", "don’t"),
    ("\u{93}so\u{94}\u{85}", "“so”…"),
    ("a\u{81}b\u{9D}c", "abc"),
    ("\u{E2}\u{80}\u{A6}", "…"),
    ("\u{C3}\u{83} \u{F0}\u{9F}\u{98}\u{80}!", "Ã 😀!"),
    ("Ã©, Â£ and «é»", "Ã©, Â£ and «é»"),
    ("\u{ED}\u{A0}\u{80}", "í\u{A0}€"),
    ("it\u{C2}\u{92}s", "it’s"),
    ("x\u{C3}", "xÃ"),
  ]

  @Test(arguments: cases)
  func `titles, texts and HTML get the character that was meant`(
    written: String,
    meant: String
  ) {
    #expect(Text.line(written) == meant)
    #expect(Text.cleaned(written) == meant)
    #expect(Text.reading(MarkedText(written, .plain)) == meant)
    let html = Text.reading(MarkedText("<p>\(written)</p>", .html))
    #expect(html == meant.replacing("\u{A0}", with: " "))
  }

  @Test func `a post's HTML is put right as well`() throws {
    var normalizer = Normalizer(rank: .feed, directory: nil)
    var entry = PostEntry(locator: "item 1", offset: 0)
    entry.title = MarkedText("It\u{92}s", .plain)
    entry.content = MarkedText("<p title='\u{93}'>It\u{92}s</p>", .html)
    guard case .post(let normal) = normalizer.normalize(.post(entry)) else { return }
    #expect(normal.post.title == "It’s")
    #expect(normal.post.contentHTML == "<p title='“'>It’s</p>")
    #expect(normal.post.contentText == "It’s")
  }

  @Test func `any bytes come to an end and stay text`() {
    var random = SeededGenerator(seed: 9)
    for _ in 0..<2_000 {
      let scalars = (0..<12).map { _ in Unicode.Scalar(UInt8(truncatingIfNeeded: random.next())) }
      let text = String(String.UnicodeScalarView(scalars))
      let repaired = StrayControl.repaired(text)
      #expect(repaired.unicodeScalars.count <= text.unicodeScalars.count)
      #expect(!repaired.unicodeScalars.contains { (0x80..<0xA0).contains($0.value) })
    }
  }
}
