import Testing

@testable import Exports

struct RelativeAddressTests {
  /// RFC 3986, section 5.4, with the base it gives.
  static let standard: [(String, String)] = [
    ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
    ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"),
    ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"),
    ("g?y#s", "http://a/b/c/g?y#s"), (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"),
    ("g;x?y#s", "http://a/b/c/g;x?y#s"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
    ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../", "http://a/b/"),
    ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
    ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"),
    ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."),
    (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"),
    ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"),
    ("g/../h", "http://a/b/c/h"), ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
    ("g;x=1/../y", "http://a/b/c/y"), ("g?y/./x", "http://a/b/c/g?y/./x"),
    ("g?y/../x", "http://a/b/c/g?y/../x"), ("g#s/./x", "http://a/b/c/g#s/./x"),
    ("g#s/../x", "http://a/b/c/g#s/../x"), ("http:g", "http:g"),
  ]

  @Test(arguments: standard)
  func `a reference resolves as the standard's own examples`(_ example: (String, String)) {
    let base = "http://a/b/c/d;p?q"
    #expect(RelativeAddress.resolved(example.0, against: base) == example.1)
  }

  @Test(arguments: [
    ("x", "http://example.org", "http://example.org/x"),
    ("?p=1", "http://example.org", "http://example.org?p=1"),
    ("#top", "http://example.org/a?b#old", "http://example.org/a?b#top"),
    ("", "http://example.org/a?b#old", "http://example.org/a?b"),
    ("//cdn.example.net", "https://example.org/a?q", "https://cdn.example.net"),
    ("//cdn.example.net/x/../y", "https://example.org/", "https://cdn.example.net/y"),
    ("../x", "file:///a/b/c", "file:///a/x"),
    ("x", "file:/a/b", "file:/a/x"),
    ("ß/日本", "http://example.org/a/", "http://example.org/a/ß/日本"),
    ("12:30", "http://example.org/a/", "http://example.org/a/12:30"),
    (" \n/x\t", " http://example.org/a/ ", "http://example.org/x"),
    ("http://b/../x", "http://a/", "http://b/../x"),
  ])
  func `an address is joined`(_ reference: String, _ base: String, _ expected: String) {
    #expect(RelativeAddress.resolved(reference, against: base) == expected)
  }

  @Test(arguments: [nil, "", "/a/b", "//host/a", "a", "mailto:kim", "urn:isbn:1", "tag:x,2005:1"])
  func `a base without a hierarchy leaves the reference alone`(_ base: String?) {
    for reference in ["x", "/x", "", "#x", "?x", "//h/x"] {
      #expect(RelativeAddress.resolved(reference, against: base) == reference)
    }
  }

  @Test func `garbage is joined like anything else`() {
    let pieces = [
      "", "/", "..", ".", ":", "?", "#", "//", "a", "\u{0}", "é", "%", "[", " ", "http:",
    ]
    for first in pieces {
      for second in pieces {
        for third in pieces {
          let text = first + second + third
          _ = RelativeAddress.resolved(text, against: "http://a/b/c")
          #expect(RelativeAddress.resolved("x", against: "http://a/" + text).hasSuffix("x"))
          _ = RelativeAddress.resolved("../x", against: text)
        }
      }
    }
  }

  @Test func `a long row of parents costs no more than its length`() {
    let base = "http://a" + String(repeating: "/b", count: 1_000)
    let reference = String(repeating: "../", count: 100_000) + "x"
    let took = ContinuousClock().measure {
      #expect(RelativeAddress.resolved(reference, against: base) == "http://a/x")
    }
    #expect(took < .seconds(10))
  }

  @Test func `nothing is resolved against an address that is too long`() {
    let base = "http://a/" + String(repeating: "b", count: RelativeAddress.longestBase)
    #expect(RelativeAddress.resolved("x", against: base) == "x")
  }
}
