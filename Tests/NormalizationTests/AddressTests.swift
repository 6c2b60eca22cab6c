import Testing
import WeblogTesting

@testable import Normalization

struct AddressTests {
  @Test(
    arguments: [
      (" http://Example.org/A ", "http://Example.org/A"),
      ("http://example.org/a\n/b", "http://example.org/a/b"),
      ("http://example.org/a b", "http://example.org/a%20b"),
      ("//example.org/a", "https://example.org/a"),
      ("http://example.org/a#", "http://example.org/a"),
      ("http://example.org/a#c1", "http://example.org/a#c1"),
      ("http://example.org/?a=1&amp;b=2&copy=3", "http://example.org/?a=1&b=2&copy=3"),
      ("http://ann:secret@example.org/@b", "http://example.org/@b"),
      ("http://example.org/a@b", "http://example.org/a@b"),
    ]
  )
  func `a published address is as written but clean`(address: String, cleaned: String) {
    #expect(Address.cleaned(address)?.text == cleaned)
    #expect(Address.cleaned(cleaned)?.text == cleaned)
  }

  @Test(arguments: ["", "#", "/a", "a.html", "mailto:a@example.org", "http://", "urn:x:1"])
  func `what is not of the web is not published as an address`(address: String) {
    #expect(Address.cleaned(address) == nil)
  }

  @Test(
    arguments: [
      ("http://x.org/2014/02/a-day.html?m=1#c", "a-day"), ("http://x.org/caf%C3%A9/", "café"),
      ("http://x.org/v1.2", "v1.2"), ("http://x.org/a%zz.php", "a%zz"),
    ]
  )
  func `a slug is the last segment without its extension`(address: String, slug: String) {
    #expect(Address.lastSegment(of: address) == slug)
  }

  @Test(arguments: ["http://x.org/", "http://x.org/?p=12", "http://x.org/index.html", "/a"])
  func `a home page has no slug`(address: String) {
    #expect(Address.lastSegment(of: address) == nil)
  }

  @Test func `random text is never published unclean`() {
    var random = SeededGenerator(seed: 23)
    let pieces = [
      "//", "/", "@", ":", "#", "?", "&amp;", "&#", "x", "http:", " ", "\n", "é", "%", "\\", ";",
      "&#64;", "&#10;",
    ]
    for _ in 0..<10_000 {
      let count = Int.random(in: 0..<12, using: &random)
      let tail = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      // A tab means nothing in an address, and keeps it from being taken as clean at first sight.
      #expect(Address.cleaned("http://a" + tail) == Address.cleaned("\thttp://a" + tail))
      guard let once = Address.cleaned("http://a" + tail)?.text else { continue }
      #expect(!once.utf8.contains { $0 <= 0x20 })
      #expect(once.hasPrefix("http://a") || once.contains("://"))
    }
  }
}
