import Detection
import Testing
import Weblog

@testable import Exports

/// What golden folders do not show: feeds longer than what is held back, limits, and the small parts.
struct AtomFeedTests {
  private static let opening =
    "<feed xmlns='http://www.w3.org/2005/Atom'><link href='http://a.example/'/>"

  private func dump(_ entries: [String], limits: ReadingLimits = .init()) -> EntryDump {
    let text = Self.opening + entries.joined() + "</feed>"
    return EntryDump(Array(text.utf8), as: .atomFeed, limits: limits)
  }

  @Test func `an id that comes again long after is trusted the first time only`() {
    let ids = (0..<600).map { "urn:n:\($0)" } + ["urn:n:3", "urn:n:600"]
    let dump = dump(
      ids.enumerated().map { "<entry><id>\($0.element)</id><title>\($0.offset)</title></entry>" }
    )
    let posts = dump.entries.dropFirst()
    #expect(posts.count == 602)
    #expect(posts.prefix(601).dropLast().allSatisfy { $0.nativeIDs?.count == 1 })
    #expect(posts[posts.startIndex + 3].nativeIDs == ["guid:urn:n:3"])
    #expect(posts[posts.startIndex + 600].nativeIDs == nil)
    #expect(posts[posts.startIndex + 600].ext == ["atom:id = urn:n:3"])
    #expect(posts.last?.nativeIDs == ["guid:urn:n:600"])
    #expect(dump.report.notices.count == 1)
  }

  @Test func `a head that follows the entries counts all the same`() {
    let dump = dump([
      "<entry><id>urn:1</id><link href='/one'/></entry>", "<title>Late</title>",
      "<author><name>Ann</name></author>",
    ])
    #expect(dump.entries.map(\.type) == ["blog", "post"])
    #expect(dump.entries[0].title == "plain: Late")
    #expect(dump.entries[1].authors?.first?.name == "Ann")
    #expect(dump.entries[1].url == "http://a.example/one")
  }

  @Test func `a long feed's late head is told once, at the end`() {
    let piece = "<entry/><link href='/x'/>"
    let dump = dump(Array(repeating: piece, count: 1_000) + ["<title>Late</title>"])
    #expect(dump.entries.count == 1_002)
    #expect(dump.entries.first?.type == "blog")
    #expect(dump.entries.last?.title == "plain: Late")
  }

  @Test func `an entry of nothing but links is no trouble`() {
    let links = (0..<20_000).map { "<link href='http://a.example/\($0)'/>" }.joined()
    let took = ContinuousClock().measure {
      let dump = dump(["<entry>\(links)</entry>"])
      #expect(dump.entries.last?.urlAliases?.count == 9_999)
    }
    #expect(took < .seconds(20))
  }

  @Test func `what was read before a limit is handed over`() {
    var limits = ReadingLimits()
    limits.entries = 2
    let dump = dump(["<entry/>", "<entry/>", "<entry/>"], limits: limits)
    #expect(dump.entries.map(\.type) == ["blog", "post", "post"])
    #expect(dump.error?.hasPrefix("too-many-entries") ?? false)
  }

  @Test func `a document without a feed is refused`() {
    let dump = EntryDump(Array("<opml><body/></opml>".utf8), as: .atomFeed)
    #expect(dump.error == "not-this-format at 0")
    #expect(dump.entries.isEmpty)
  }

  @Test func `answers in a circle end`() {
    let entries = (0..<3).map { number in
      "<entry><id>urn:\(number)</id><in-reply-to xmlns='http://purl.org/syndication/thread/1.0' "
        + "ref='urn:\((number + 1) % 3)'/></entry>"
    }
    let dump = dump(entries)
    #expect(dump.entries.map(\.type) == ["blog", "comment", "comment", "comment"])
    #expect(dump.entries[1].parent == "guid:urn:1")
  }

  @Test func `sources within sources are not followed`() {
    let depth = 900
    let nested =
      String(repeating: "<source><title>x</title>", count: depth)
      + String(repeating: "</source>", count: depth)
    let dump = dump(["<entry><title>Deep</title>\(nested)</entry>"])
    #expect(dump.entries.last?.title == "plain: Deep")
    #expect(dump.entries.last?.ext == ["atom:source/title = x"])
  }

  @Test(arguments: [
    ("QQ==", "A"), ("QUI=", "AB"), ("QUJD", "ABC"), ("Q U\nI", "AB"), ("", ""), ("w6Q=", "ä"),
  ])
  func `base 64 is read`(_ letters: String, _ text: String) {
    #expect(Base64.text(letters) == text)
  }

  @Test(arguments: ["Q", "QQ=A", "Q!==", "/w==", "AA==", "ä"])
  func `what is no base 64, or no text in it, is refused`(_ letters: String) {
    #expect(Base64.text(letters) == nil)
  }

  @Test(arguments: [
    ("<a href='x'>", true), ("<IMG SRC=x>", true), ("<a href = \"/x\">", false),
    ("<a href=\"/x\">", true), ("<a href='http://x/'>", false), ("<a href='#x'>", false),
    ("<a href='//x/'>", false), ("a src=", false), ("<a title='b=c'>", false), ("", false),
  ])
  func `links that need a base are found`(_ markup: String, _ expected: Bool) {
    #expect(RelativeLinks.areIn(markup) == expected)
  }

  @Test(arguments: [
    ("http://www.Wp.example:80/Blog/?p=12#comment-34", "wp.example/blog?c=34"),
    ("https://wp.example?p=12#comment-34", "wp.example?c=34"),
    ("http://wp.example/?page_id=2#comment-5", "wp.example?c=5"),
    ("http://wp.example/2014/hello/#comment-34", nil), ("?p=1#comment-2", nil),
  ])
  func `a WordPress comment is known by its guid`(_ address: String, _ id: String?) {
    #expect(WordPressCommentAddress(address)?.nativeID?.id == id)
  }

  @Test(arguments: [
    "http://a/#comment-", "http://a/#comment-x", "#comment-1", "http://a/#comments", "",
  ])
  func `other fragments are no comment`(_ address: String) {
    #expect(WordPressCommentAddress(address) == nil)
  }

  @Test(arguments: [
    ("http://x/1", "guid:http://x/1"), ("tag:x,2005:1", "guid:tag:x,2005:1"),
    ("tag:blogger.com,1999:blog-1.post-2", "blogger:1.post-2"), ("12", "guid:a.example 12"),
    ("7D444840-9dc0-11d1-b245-5ffdce74fad2", "guid:7D444840-9dc0-11d1-b245-5ffdce74fad2"),
    ("7d444840-9dc0-11d1-b245-5ffdce74fad", "guid:a.example 7d444840-9dc0-11d1-b245-5ffdce74fad"),
  ])
  func `ids are filed where other formats look`(_ id: String, _ expected: String) {
    let native = AtomIdentity.nativeID(id, home: "http://www.a.example/")
    #expect(native.map { "\($0.space):\($0.id)" } == expected)
  }

  @Test func `a name is repeated once two items have had it`() {
    var names = NameCensus()
    names.note("a", of: 1)
    names.note("a", of: 1)
    #expect(!names.isRepeated("a"))
    names.note("b", of: 2)
    names.note("a", of: 3)
    #expect(names.isRepeated("a"))
    #expect(!names.isRepeated("b"))
  }

  @Test func `a lone entry is a feed of one`() {
    let entry =
      "<?xml version='1.0'?><entry xmlns='http://www.w3.org/2005/Atom'><id>urn:1</id></entry>"
    #expect(Detector.verdict(head: Array(entry.utf8), name: nil) == .readable(.atomFeed))
    let other = "<entry xmlns='http://other.example/'><id>urn:1</id></entry>"
    #expect(Detector.verdict(head: Array(other.utf8), name: nil) != .readable(.atomFeed))
  }
}
