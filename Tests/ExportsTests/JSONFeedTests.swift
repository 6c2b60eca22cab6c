import Detection
import Testing
import Weblog
import WeblogTesting

@testable import Exports

/// What the golden folders are too small to show, and real feeds with counts taken by hand.
struct JSONFeedTests {
  private static func feed(of items: Int, tail: String = "", item: (Int) -> String) -> [UInt8] {
    let head = #"{"version": "https://jsonfeed.org/version/1.1", "items": ["#
    return Array((head + (0..<items).map(item).joined(separator: ",") + "]\(tail)}").utf8)
  }

  @Test func `a long feed with its home page at the end tells the blog when it is known`() {
    let bytes = Self.feed(
      of: 2_000,
      tail: #", "title": "T", "home_page_url": "https://a.example/""#
    ) {
      #"{"id": "https://a.example/\#($0)", "content_text": "\#($0)"}"#
    }
    let dump = EntryDump(bytes, as: .jsonFeed, chunk: 1_000)
    #expect(dump.entries.count == 2_001)
    #expect(dump.entries.last?.type == "blog")
    #expect(dump.entries.dropLast().compactMap(\.nativeIDs).count == 2_000)
    #expect(dump.report.notices.isEmpty)
  }

  @Test func `an id that comes back in a long feed is the first item's`() {
    let bytes = Self.feed(of: 1_000) {
      #"{"id": "https://a.example/\#($0 % 900)", "content_text": "\#($0)"}"#
    }
    let posts = EntryDump(bytes, as: .jsonFeed).entries
    #expect(posts.count == 1_000)
    #expect(posts[0].nativeIDs == ["guid:https://a.example/0"])
    #expect(posts[900].nativeIDs == nil)
    #expect(posts[900].url == nil)
    #expect(posts[900].ext?.first == "repeated-id = https://a.example/0")
  }

  @Test func `what was read before a limit is handed over`() {
    var limits = ReadingLimits()
    limits.entries = 3
    let bytes = Self.feed(of: 5) { #"{"id": "https://a.example/\#($0)"}"# }
    let dump = EntryDump(bytes, as: .jsonFeed, limits: limits)
    #expect(dump.entries.count == 3)
    #expect(dump.error?.hasPrefix("too-many-entries") == true)
  }

  @Test func `names and nesting without end are left out and counted`() {
    let name = String(repeating: "n", count: 600)
    let deep = String(repeating: #"{"a":"#, count: 40) + "1" + String(repeating: "}", count: 40)
    let bytes = Self.feed(of: 1) { _ in
      #"{"id": "urn:x:1", "\#(name)": "v", "_deep": \#(deep), "_ok": "kept"}"#
    }
    let dump = EntryDump(bytes, as: .jsonFeed)
    #expect(dump.entries.first?.ext == ["_ok = kept"])
    #expect(dump.report.notices.contains { $0.hasPrefix("dropped-value × 2") })
  }

  @Test(arguments: ["", "[]", "{}", "{\"a\": [1]}", "words", "{\"rss\": {}}"])
  func `JSON that is no feed is refused`(text: String) {
    let dump = EntryDump(Array(text.utf8), as: .jsonFeed)
    #expect(dump.error == "not-this-format at 0")
  }

  @Test func `a list of feeds and a feed in a call are read`() {
    let feed = #"{"version": "https://jsonfeed.org/version/1", "items": [{"id": "urn:x:1"}]}"#
    #expect(EntryDump(Array("[\(feed), \(feed)]".utf8), as: .jsonFeed).entries.count == 2)
    #expect(EntryDump(Array("callback(\(feed));".utf8), as: .jsonFeed).entries.count == 1)
  }
}

@Suite(.enabled(if: Corpus.isPresent, Corpus.absence))
struct JSONFeedCorpusTests {
  private func dump(_ path: String) throws -> EntryDump {
    let bytes = try Corpus.bytes("corpus/\(path)")
    let verdict = Detector.verdict(head: Array(bytes.prefix(Detector.headBytes)), name: nil)
    #expect(verdict == .readable(.jsonFeed), "\(path)")
    return EntryDump(bytes, as: .jsonFeed)
  }

  @Test func `a feed whose items come first is read whole`() throws {
    let dump = try dump("jsonfeed/allthis.json")
    let posts = dump.entries.filter { $0.type == "post" }
    #expect(posts.count == 12)
    #expect(dump.entries.first?.url == "http://leancrew.com/all-this/")
    #expect(posts.allSatisfy { $0.nativeIDs?.count == 1 && $0.url != nil && $0.content != nil })
    #expect(dump.report.variant == "1.0")
    #expect(dump.report.notices.isEmpty)
  }

  @Test func `the same feed cut keeps its finished items`() throws {
    let whole = try dump("jsonfeed/allthis.json").entries.filter { $0.type == "post" }
    let part = try dump("jsonfeed/allthis-partial.json")
    let posts = part.entries.filter { $0.type == "post" }
    #expect(part.report.isPartial)
    #expect(!posts.isEmpty)
    #expect(posts.map(\.nativeIDs) == whole.prefix(posts.count).map(\.nativeIDs))
  }

  @Test func `authors of either version are read`() throws {
    let dump = try dump("jsonfeed/authors.json")
    #expect(dump.report.variant == "1.1")
    #expect(
      dump.entries.map { $0.authors?.map { $0.name ?? "" } } == [
        ["Root Author 1", "Root Author 2"], nil, ["Legacy Item Author"],
        ["Item Author 1", "Item Author 2"], ["Item Author 1", "Item Author 2"],
      ]
    )
  }

  @Test func `a feed of version 1 tells the blog first`() throws {
    let dump = try dump("jsonfeed/inessential.json")
    #expect(dump.entries.first?.title == "plain: inessential.com")
    #expect(dump.entries.count { $0.type == "post" } == 20)
    #expect(dump.report.notices.isEmpty)
  }

  @Test func `samples with a bare version and every member are read`() throws {
    for path in ["parser/json/version_json_10.json", "translator/json/json11_full.json"] {
      let dump = try dump("gofeed/\(path)")
      let post = try #require(dump.entries.first { $0.type == "post" })
      #expect(post.nativeIDs == ["guid:sample-json-feed.com id"])
      #expect(post.url == "https://sample-json-feed.com/id")
      #expect(post.content == "html: <p>content_html</p>")
      #expect(post.tags == ["tag1", "tag2"])
      #expect(post.media?.count == 3)
      #expect(post.published == "2019-10-12T07:20:50.52Z")
      #expect(post.ext?.contains("external_url = https://sample-json-feed.com/external") == true)
      #expect(dump.report.notices.isEmpty)
    }
  }
}
