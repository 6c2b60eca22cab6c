import Detection
import Testing
import Weblog

@testable import Exports

/// What golden folders of a few items cannot show.
struct RSSFeedTests {
  private func dump(_ items: String, limits: ReadingLimits = .init()) -> EntryDump {
    let text = """
      <rss version="2.0"><channel><title>T</title><link>http://h.example.org/</link>\(items)\
      </channel></rss>
      """
    return EntryDump(Array(text.utf8), as: .rssFeed, limits: limits)
  }

  private func item(_ number: Int, guid: String) -> String {
    """
    <item><title>\(number)</title><link>http://h.example.org/\(number)</link>\
    <guid isPermaLink="false">\(guid)</guid></item>
    """
  }

  @Test func `a guid repeated among the items held back names none of them`() {
    let dump = dump(item(1, guid: "urn:x:1") + item(2, guid: "urn:x:1") + item(3, guid: "urn:x:3"))
    let ids = dump.entries.filter { $0.type == "post" }.map(\.nativeIDs)
    #expect(ids == [nil, nil, ["guid:urn:x:3"]])
    #expect(dump.entries[1].ext == ["guid = urn:x:1"])
  }

  @Test func `beyond the items held back the first one with a guid keeps it`() {
    let many = (1...600).map { item($0, guid: "urn:x:\($0)") }.joined()
    let dump = dump(many + item(601, guid: "urn:x:550") + item(602, guid: "urn:x:602"))
    let posts = dump.entries.filter { $0.type == "post" }
    #expect(posts.count == 602)
    #expect(posts[549].nativeIDs == ["guid:urn:x:550"])
    #expect(posts[600].nativeIDs == nil)
    #expect(posts[600].url == "http://h.example.org/601")
    #expect(posts[601].nativeIDs == ["guid:urn:x:602"])
  }

  @Test func `too many items are refused after those before them`() {
    var limits = ReadingLimits()
    limits.entries = 2
    let dump = dump((1...3).map { item($0, guid: "urn:x:\($0)") }.joined(), limits: limits)
    #expect(dump.entries.count { $0.type == "post" } == 2)
    #expect(dump.error?.hasPrefix("too-many-entries at ") == true)
  }

  @Test func `a document without a feed is not recognised`() {
    let dump = EntryDump(Array("<html><body>item</body></html>".utf8), as: .rssFeed)
    #expect(dump.error == "not-this-format at 0")
  }

  @Test func `an empty feed is finished without an entry`() {
    let dump = EntryDump(Array("<rss version=\"0.93\"></rss>".utf8), as: .rssFeed)
    #expect(dump.entries.isEmpty)
    #expect(dump.error == nil)
    #expect(dump.report.variant == "0.93")
  }

  @Test(arguments: [
    ("<rss version=\"2.01\"><channel/></rss>", "2.01"),
    ("<rss version=\"0.94\"/>", "0.94"),
    ("<rss/>", nil),
    (
      """
      <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"/>
      """, "1.0"
    ),
    (
      """
      <Channel xmlns="http://purl.org/net/rss1.1#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
      <title>T</title><items rdf:parseType="Collection"><item><title>I</title></item></items></Channel>
      """, "1.1"
    ),
  ])
  func `the version is the variant`(document: String, version: String?) {
    let dump = EntryDump(Array(document.utf8), as: .rssFeed)
    #expect(dump.report.variant == version)
    #expect(dump.error == nil)
    if version == "1.1" { #expect(dump.entries.map(\.title) == ["plain: T", "plain: I"]) }
  }

  @Test(arguments: [
    ("me@example.com (Ann Lee)", "Ann Lee", 1),
    ("Ann Lee (me@example.com)", "Ann Lee", 1),
    ("Ann Lee <me@example.com>", "Ann Lee", 1),
    ("\"Lee, Ann\" <me@example.com>", "Lee, Ann", 1),
    ("mailto:me@example.com", nil, 1),
    ("me@example.com, you@example.org", nil, 2),
    ("noreply@blogger.com (Ann)", "Ann", 0),
    ("Ann (Work) Lee", "Ann (Work) Lee", 0),
    ("ann @ home", "ann @ home", 0),
    ("https://example.com/@ann.lee", "https://example.com/@ann.lee", 0),
    ("@ann@example.com", "@ann@example.com", 0),
    ("logo@2x.png", "logo@2x.png", 0),
    ("Ann: me@example.com.", "Ann:", 1),
    ("MAILTO:me@example.com?subject=Hello", nil, 1),
    ("me@example", "me@example", 0),
    ("me@127.0.0.1", "me@127.0.0.1", 0),
    ("jörg@bücher.example", nil, 1),
    (" ", nil, 0),
  ])
  func `a mailbox keeps the name`(text: String, name: String?, withheld: Int) {
    let mailbox = Mailbox(text)
    #expect(mailbox.name == name)
    #expect(mailbox.withheld == withheld)
  }

  @Test(arguments: [
    ("http://example.org/?p=12", "example.org?p=12"),
    ("https://www.Example.org:443/Blog/?p=12#comment-3", "example.org/blog?p=12"),
    ("http://example.org:8080/?page_id=7", "example.org:8080?p=7"),
    ("http://example.org/?p=x", nil),
    ("http://example.org/?p=1&q=2", nil),
    ("http://example.org/p=1", nil),
    ("?p=1", nil),
  ])
  func `an address by number gives the post's id`(address: String, id: String?) {
    #expect(WordPressAddress(address).postID?.id == id)
  }

  @Test(arguments: [
    ("tag:example.org,2014:1", true), ("http://example.org/1", true), ("urn:x:1", true),
    ("x-apple://1", true), ("6B0F4A2E-0000-4000-8000-00000000000A", true),
    ("6B0F4A2E-0000-4000-8000-00000000000G", false), ("post:12", false), ("12", false),
    ("urn:x 1", false), (":1", false),
  ])
  func `an id is global or of its blog`(id: String, isGlobal: Bool) {
    #expect(BlogHome.isGlobal(id) == isGlobal)
  }
}
