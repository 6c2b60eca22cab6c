import Testing
import Weblog
import WeblogTesting

@testable import Exports

/// What golden folders cannot show of WordPress exports: settings, streams and bounds.
struct WordPressExportTests {
  private static let head = """
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
    xmlns:wp="http://wordpress.org/export/1.2/"><channel>\
    <wp:base_blog_url>https://tides.example</wp:base_blog_url>
    """

  private static func item(_ id: Int, type: String = "post", _ rest: String = "") -> String {
    """
    <item><title>Item \(id)</title><link>https://tides.example/\(id)/</link>\
    <content:encoded>Words</content:encoded><wp:post_id>\(id)</wp:post_id>\
    <wp:status>publish</wp:status><wp:post_type>\(type)</wp:post_type>\(rest)</item>
    """
  }

  private static func comment(_ id: Int) -> String {
    "<wp:comment><wp:comment_id>\(id)</wp:comment_id></wp:comment>"
  }

  private static func entries(
    _ text: String,
    keepsCustomTypes: Bool = true
  ) throws -> (
    entries: [Entry], report: ReadingReport
  ) {
    let input = ByteInput(chunksOf: Array(text.utf8), size: 4_096)
    var reader = WordPressExport(
      input: input,
      limits: ReadingLimits(),
      keepsCustomTypes: keepsCustomTypes
    )
    var entries: [Entry] = []
    while let entry = try reader.next() { entries.append(entry) }
    return (entries, reader.report)
  }

  private static func posts(_ entries: [Entry]) -> [PostEntry] {
    entries.compactMap { if case .post(let post) = $0 { post } else { nil } }
  }

  @Test(arguments: [(true, 2, 1), (false, 1, 2)])
  func `custom types are kept or skipped`(keeps: Bool, posts: Int, skipped: Int) throws {
    let text =
      Self.head + Self.item(1) + Self.item(2, type: "portfolio")
      + Self.item(3, type: "nav_menu_item") + "</channel></rss>"
    let (entries, report) = try Self.entries(text, keepsCustomTypes: keeps)
    #expect(Self.posts(entries).count == posts)
    #expect(report.skipped == skipped)
  }

  @Test func `a post is handed over before its discussion has been read`() throws {
    let comments = (1...5_000).map(Self.comment).joined()
    let bytes = Array((Self.head + Self.item(1, comments) + "</channel></rss>").utf8)
    let input = ByteInput(chunksOf: bytes, size: 1_024)
    nonisolated(unsafe) var read = 0
    let counting = ByteInput {
      let chunk = try input.next()
      unsafe read += chunk.count
      return chunk
    }
    var reader = WordPressExport(input: counting, limits: ReadingLimits())
    guard case .blog = try reader.next(), case .post = try reader.next() else {
      Issue.record("a blog and a post come first")
      return
    }
    #expect(unsafe read < bytes.count / 10)
    var found = 0
    while case .comment = try reader.next() { found += 1 }
    #expect(found == 5_000)
  }

  @Test func `comments wait for an item that does not say what it is, but not for ever`() throws {
    let comments = (1...600).map(Self.comment).joined()
    let late = "<item><title>Late</title>\(comments)<wp:post_type>revision</wp:post_type></item>"
    let (entries, report) = try Self.entries(Self.head + late + "</channel></rss>")
    #expect(entries.count { if case .comment = $0 { true } else { false } } == 600)
    #expect(report.notices.contains { $0.code == "late-field" })
    let few = late.replacing(comments, with: Self.comment(1))
    let (fewer, skipping) = try Self.entries(Self.head + few + "</channel></rss>")
    #expect(fewer.allSatisfy { if case .blog = $0 { true } else { false } })
    #expect(skipping.skipped == 2)
  }

  @Test func `a picture that every post features is theirs up to a bound`() throws {
    let meta = """
      <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value>\
      </wp:postmeta>
      """
    let file = "<wp:attachment_url>https://tides.example/9.png</wp:attachment_url>"
    var text = Self.head
    for id in 10..<10_110 { text += Self.item(id, meta) }
    text += Self.item(9, type: "attachment", file) + "</channel></rss>"
    let media = try Self.entries(text).entries.compactMap { entry in
      if case .medium(let medium) = entry { medium } else { nil }
    }
    #expect(media.count == 10_000)
    #expect(media.allSatisfy { $0.medium.role == "featured" })
    #expect(media.first?.post == NativeID(space: "wordpress", id: "tides.example?p=10"))
  }

  @Test func `more items than the limit allows are refused`() {
    var limits = ReadingLimits()
    limits.entries = 2
    let text = Self.head + Self.item(1) + Self.item(2) + Self.item(3)
    var reader = WordPressExport(
      input: ByteInput(chunksOf: Array(text.utf8), size: 512),
      limits: limits
    )
    #expect(throws: ExportError.self) {
      while try reader.next() != nil {}
    }
  }

  @Test func `a document of another kind is refused`() {
    #expect(throws: ExportError(.unrecognized, at: 0)) {
      _ = try Self.entries("<html><body><p>No</p></body></html>")
    }
  }
}
