import Detection
import Testing
import Weblog
import WeblogTesting

@testable import Exports

/// Public samples of WordPress exports, with counts that were taken by hand.
@Suite(.enabled(if: Corpus.isPresent, Corpus.absence))
struct WordPressCorpusTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var path: String
    var posts = 0
    var pages = 0
    var attachments = 0
    var comments = 0
    var drafts = 0
    var privates = 0
    var skipped = 0
    var withheld = 0
    /// Entries of the blog's `ext` that name a category, a tag or a term.
    var terms = 0
    var variant = "wordpress"
    var isPartial = false

    var testDescription: String { path }
  }

  static let samples = [
    Sample(path: "wordpress/crazy-cdata.xml", posts: 1),
    Sample(path: "wordpress/malformed-simple.xml", isPartial: true),
    Sample(path: "wordpress/malformed.xml", withheld: 1, terms: 53),
    Sample(
      path: "wordpress/sitetitle.wordpress.2025-01-19.000.xml",
      posts: 7,
      pages: 1,
      attachments: 6,
      skipped: 2,
      withheld: 1,
      terms: 6
    ),
    Sample(
      path: "wordpress/small-export.xml",
      posts: 6,
      pages: 5,
      comments: 1,
      drafts: 1,
      privates: 1,
      withheld: 3,
      terms: 33
    ),
    Sample(path: "wordpress/valid-wxr-1.0.xml", posts: 3, pages: 3, comments: 1, terms: 9),
    Sample(
      path: "wordpress/valid-wxr-1.1.xml",
      posts: 1,
      pages: 1,
      comments: 1,
      withheld: 1,
      terms: 3
    ),
    Sample(
      path: "wordpress/wordpress-sample.wxr",
      posts: 3,
      pages: 1,
      attachments: 1,
      comments: 2,
      withheld: 4,
      terms: 7
    ),
    Sample(
      path: "squarespace/sample.xml",
      posts: 3,
      pages: 2,
      attachments: 1,
      drafts: 1,
      // The address of an author, twice where she logs in by it, and in two items.
      withheld: 4,
      terms: 1,
      variant: "squarespace"
    ),
  ]

  private static func dump(_ path: String) throws -> EntryDump {
    let bytes = try Corpus.bytes("corpus/" + path)
    let verdict = Detector.verdict(head: Array(bytes.prefix(64 << 10)), name: nil)
    #expect(verdict == .readable(.wordPressExport))
    return EntryDump(bytes, as: .wordPressExport)
  }

  @Test(arguments: samples)
  func `a sample holds what was counted in it`(_ sample: Sample) throws {
    let dump = try Self.dump(sample.path)
    let posts = dump.entries.filter { $0.type == "post" }
    #expect(dump.error == nil)
    #expect(posts.count { $0.kind == "post" } == sample.posts)
    #expect(posts.count { $0.kind == "page" } == sample.pages)
    #expect(posts.count { $0.kind == "attachment" } == sample.attachments)
    #expect(posts.count { $0.status == "draft" } == sample.drafts)
    #expect(posts.count { $0.status == "private" } == sample.privates)
    let comments = dump.entries.filter { $0.type == "comment" }
    #expect(comments.count == sample.comments)
    #expect(comments.allSatisfy { $0.depth == 0 && $0.status == "approved" })
    #expect(dump.report.skipped == sample.skipped)
    #expect(dump.report.withheld == sample.withheld)
    #expect(dump.report.variant == sample.variant)
    #expect(dump.report.isPartial == sample.isPartial)
    #expect(Self.terms(of: dump) == sample.terms)
  }

  /// `wp:category/SLUG` and `wp:term/TAXONOMY/SLUG` name one, what is longer belongs to one.
  private static func terms(of dump: EntryDump) -> Int {
    let extras = dump.entries.filter { $0.type == "blog" }.flatMap { $0.ext ?? [] }
    return extras.count { extra in
      let parts = extra.split(separator: " = ", maxSplits: 1)[0].split(separator: "/")
      switch parts[0] {
      case "wp:category", "wp:tag": return parts.count == 2
      case "wp:term": return parts.count == 3
      default: return false
      }
    }
  }

  @Test func `an end of CDATA that nobody escaped costs three characters their place`() throws {
    let dump = try Self.dump("wordpress/crazy-cdata.xml")
    let post = try #require(dump.entries.first { $0.type == "post" })
    #expect(post.content == "html with line ends: Content with nested <![CDATA[ tags  :)]]>")
    #expect(post.ext?.contains("wp:postmeta/Closing CDATA = ]]>") == true)
    #expect(dump.report.notices.contains { $0.hasPrefix("stray-cdata-end × 3 ") })
  }

  @Test func `the hosted sample gives its posts their pictures`() throws {
    let dump = try Self.dump("wordpress/sitetitle.wordpress.2025-01-19.000.xml")
    let media = dump.entries.filter { $0.type == "medium" }
    #expect(media.count == 6)
    #expect(media.count { $0.media?.first?.hasPrefix("featured ") == true } == 3)
    let post = try #require(dump.entries.first { $0.slug == "the-art-of-connection" })
    #expect(post.nativeIDs?.first == "wordpress:jekyllbot.wordpress.com?p=4")
    #expect(post.publishedZoned == "2025-01-18T18:26:26-08:00")
    #expect(post.authors?.first?.id == "jekyllbot")
  }

  @Test func `a broken channel still tells of the blog`() throws {
    let dump = try Self.dump("wordpress/malformed.xml")
    let blog = try #require(dump.entries.first)
    #expect(blog.title == "html: WXR Test Data")
    #expect(blog.authors?.map(\.name) == ["John Doe"])
    #expect(blog.ext?.contains("wp:term/post_tax/child-parent-2/parent = parent-2") == true)
  }

  @Test func `a shop's relative links are resolved and its number used twice is one page's`()
    throws
  {
    let posts = try Self.dump("squarespace/sample.xml").entries.filter { $0.type == "post" }
    #expect(posts[1].url == "http://example.com/blog/basic-post.html")
    #expect(posts[1].authors?.first?.name == "Hermione Granger")
    #expect(posts.compactMap(\.nativeIDs).flatMap(\.self).count == 5)
    #expect(Set(posts.compactMap(\.nativeIDs).flatMap(\.self)).count == 5)
  }
}
