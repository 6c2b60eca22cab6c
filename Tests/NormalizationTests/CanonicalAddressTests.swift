import Testing
import Weblog
import WeblogTesting

struct CanonicalAddressTests {
  @Test(
    arguments: [
      ("http://Example.org/", "//example.org"),
      ("https://www.example.org:8080/a/", "//example.org/a"),
      ("//example.org/a", "//example.org/a"),
      ("HTTP://user:secret@example.org/a#part", "//example.org/a"),
      ("http://x.blogspot.co.uk/2014/02/y.html?m=1", "//x.blogspot.com/2014/02/y.html"),
      ("http://x.blogspot.de/", "//x.blogspot.com"),
      ("http://www.x.blogspot.com.au/p/a.html", "//x.blogspot.com/p/a.html"),
      (
        "http://x.blogspot.com/y.html?showComment=1391548080#c1", "//x.blogspot.com/y.html"
      ),
      ("http://example.org/?p=12&utm_source=a&utm_medium=b", "//example.org?p=12"),
      ("http://example.org/index.php?p=12&amp;m=1", "//example.org?p=12"),
      ("http://example.org/a/index.html", "//example.org/a"),
      ("http://example.org/?b=2&a=1", "//example.org?a=1&b=2"),
      ("http://example.org/caf%c3%a9", "//example.org/caf%C3%A9"),
      ("http://example.org/café", "//example.org/caf%C3%A9"),
      ("http://example.org/%7Euser/a%20b", "//example.org/~user/a%20b"),
      ("http://example.org/a b", "//example.org/a%20b"),
      ("http://example.org/100%", "//example.org/100%25"),
      ("http://example.org/a%2Fb", "//example.org/a%2Fb"),
      ("http://example.org//a/./b/../c", "//example.org/a/c"),
      (" \n http://exam\nple.org./a ", "//example.org/a"),
      ("http://www.com/", "//www.com"),
    ]
  )
  func `an address is reduced to what identifies`(address: String, canonical: String) {
    #expect(CanonicalAddress.canonical(address) == canonical)
  }

  @Test(
    arguments: [
      "", "/a", "a.html", "#c1", "mailto:a@example.org", "tag:example.org,2014:1", "ftp://a.org/",
      "http://", "http:///", "http:", "//", "http://a b.org/", "javascript:void(0)",
      "http://%41.org",
      "www.example.org",
    ]
  )
  func `what is not of the web has no canonical form`(address: String) {
    #expect(CanonicalAddress(address) == nil)
  }

  @Test(
    arguments: [
      ("/2011/10/x.html", "/2011/10/x.html"), ("2011/10/x.html?m=1", "/2011/10/x.html"),
      ("/", ""), ("", ""), ("/caf%c3%a9/#x", "/caf%C3%A9"),
    ]
  )
  func `a path alone takes the form it has in an address`(path: String, canonical: String) {
    #expect(CanonicalAddress.path(path) == canonical)
  }

  @Test func `a canonical address is its own canonical form`() throws {
    var random = SeededGenerator(seed: 17)
    let pieces = [
      "http://", "//", "/", "www.", "a", "blogspot", ".", "co.", "uk", "com", "%", "%41", "%2e",
      "?",
      "&", "amp;", "am%70;", "m=1", "utm_x", "=", "#", "@", ":", "80", "index.html", "é", " ", "\\",
      "%zz", "%c3", "%26", "\u{0}", "[", ";",
    ]
    var found = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<14, using: &random)
      let tail = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      for address in ["http://a" + tail, tail] {
        guard let once = CanonicalAddress.canonical(address) else { continue }
        found += 1
        #expect(CanonicalAddress.canonical(once) == once, "from \(address)")
      }
    }
    #expect(found > 5_000)
  }

  @Test func `an address that needs no rewriting reads as one that does`() {
    var random = SeededGenerator(seed: 23)
    let pieces = [
      "/", "/", "a", "B", "9", ".", "-", "_", "~", "index", ".html", "default", "Desk", "www.",
      "b.org", ".uk", "?", "?p=12", "?p=", "#", "%41", ":", "@", " ", "é", "\\", "blogspot",
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<10, using: &random)
      let tail = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      for (plain, other) in [("http://", "HTTP://"), ("https://", "httpS://")] {
        let address = CanonicalAddress(plain + tail)
        #expect(address == CanonicalAddress(other + tail), "\(tail)")
        #expect(CanonicalAddress.canonical(plain + tail) == address?.description, "\(tail)")
      }
    }
  }

  @Test func `random bytes never trap`() {
    var random = SeededGenerator(seed: 19)
    for _ in 0..<3_000 {
      let bytes = (0..<30).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = CanonicalAddress("http://a" + String(decoding: bytes, as: UTF8.self))
    }
  }
}
