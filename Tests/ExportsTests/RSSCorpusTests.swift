import Detection
import Testing
import Weblog
import WeblogTesting

@testable import Exports

/// Public samples of RSS.
///
/// Items, dates and titles were counted by hand: `grep -o '<item[ >]'` and so on.
@Suite(.enabled(if: Corpus.isPresent, Corpus.absence))
struct RSSCorpusTests {
  struct Sample: CustomTestStringConvertible, Sendable {
    var path: String
    var version = "2.0"
    var items: Int
    var untitled = 0
    var tags = 0
    var guids = 0
    var summaries = 0
    var media = 0
    var withheld = 0
    var home: String

    var testDescription: String { path }
  }

  static let samples = [
    Sample(
      path: "rss/EMarley.rss",
      items: 10,
      guids: 10,
      withheld: 1,
      home: "https://medium.com/@emarley?source=rss-b4981c59ffa5------2"
    ),
    Sample(path: "rss/KatieFloyd.rss", items: 20, guids: 20, home: "http://www.katiefloyd.com"),
    Sample(
      path: "rss/bio.rdf",
      version: "1.0",
      items: 30,
      guids: 30,
      withheld: 1,
      home: "http://biorxiv.org"
    ),
    Sample(path: "rss/kc0011.rss", items: 20, withheld: 1, home: "http://www.kc0011.net"),
    Sample(
      path: "rss/manton.rss",
      items: 10,
      untitled: 4,
      tags: 38,
      guids: 10,
      summaries: 10,
      home: "http://www.manton.org"
    ),
    Sample(
      path: "rss/markdown1.rss",
      items: 25,
      untitled: 2,
      guids: 25,
      home: "https://daveverse.org"
    ),
    Sample(
      path: "rss/medium_feed.xml",
      items: 2,
      tags: 10,
      guids: 2,
      withheld: 1,
      home: "https://medium.com/@John.Doe?source=rss-621a1d970ada------2"
    ),
    Sample(
      path: "rss/natasha.xml",
      items: 10,
      tags: 31,
      guids: 10,
      summaries: 10,
      media: 1,
      home: "https://www.natashatherobot.com"
    ),
    Sample(
      path: "atom/allthis.atom",
      items: 12,
      guids: 12,
      summaries: 12,
      home: "http://leancrew.com/all-this"
    ),
  ]

  @Test(arguments: samples)
  func `a sample holds what was counted by hand`(_ sample: Sample) throws {
    let bytes = try Corpus.bytes("corpus/\(sample.path)")
    #expect(Detector.verdict(head: Array(bytes.prefix(64 << 10)), name: nil) == .readable(.rssFeed))
    let dump = EntryDump(bytes, as: .rssFeed)
    #expect(dump.error == nil)
    #expect(dump.report.variant == sample.version)
    #expect(dump.report.withheld == sample.withheld)
    #expect(!dump.report.isPartial)
    #expect(dump.entries.first?.type == "blog")
    #expect(dump.entries.first?.url == sample.home)
    let posts = dump.entries.filter { $0.type == "post" }
    #expect(posts.count == sample.items)
    #expect(posts.count == dump.entries.count - 1)
    #expect(posts.count { $0.title == nil } == sample.untitled)
    #expect(posts.allSatisfy { $0.published != nil && $0.url != nil && $0.content != nil })
    #expect(posts.reduce(0) { $0 + ($1.tags?.count ?? 0) } == sample.tags)
    #expect(posts.count { $0.nativeIDs != nil } == sample.guids)
    #expect(posts.count { $0.summary != nil } == sample.summaries)
    #expect(posts.reduce(0) { $0 + ($1.media?.count ?? 0) } == sample.media)
  }
}
