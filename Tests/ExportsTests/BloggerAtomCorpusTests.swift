import Detection
import Testing
import Weblog
import WeblogTesting

@testable import Exports

/// Public samples of Blogger's Atom, with counts that were taken by hand.
@Suite(.enabled(if: Corpus.isPresent, Corpus.absence))
struct BloggerAtomCorpusTests {
  private func dump(_ path: String, as format: Format) throws -> EntryDump {
    let bytes = try Corpus.bytes(path)
    #expect(Detector.verdict(head: Array(bytes.prefix(64 << 10)), name: nil) == .readable(format))
    return EntryDump(bytes, as: format)
  }

  @Test func `the classic sample holds three posts and two comments`() throws {
    let dump = try dump("corpus/blogger/blogger-sample.xml", as: .bloggerExport)
    let kinds = ["blog", "post", "comment", "post", "post", "comment", "blog"]
    #expect(dump.entries.map(\.type) == kinds)
    #expect(dump.entries[0].title == nil, "the title stands at the end of the feed")
    #expect(dump.entries[6].title != nil)
    #expect(dump.entries[1].tags == ["NewTag", "DataPortability", "wordpress2blogger"])
    #expect(dump.entries[1].nativeIDs == ["guid:jlueck.wordpress.com post-17"])
    #expect(dump.entries[2].nativeIDs == ["guid:jlueck.wordpress.com post-17.comment-8"])
    #expect(dump.entries[2].post == "guid:jlueck.wordpress.com post-17")
    #expect(dump.entries[5].post == "guid:jlueck.wordpress.com post-20")
    #expect(dump.report.withheld == 2)
  }

  @Test func `the live feed holds 25 of the 28 posts it declares`() throws {
    let dump = try dump("corpus/blogger/4fsodonline.atom", as: .bloggerFeed)
    #expect(dump.report.postsDeclared == 28)
    #expect(dump.entries.count { $0.type == "post" } == 25)
    #expect(dump.entries.count { $0.type == "comment" } == 0)
    #expect(dump.report.notices.isEmpty)
    #expect(dump.report.withheld == 0)
    let blog = dump.entries[0]
    #expect(blog.title == "plain: 4 Fighting Serpents of Death")
    #expect(blog.url == "http://4fsodonline.blogspot.com/")
    #expect(blog.nativeIDs == ["blogger:3905741845175603023"])
    let post = dump.entries[1]
    #expect(post.nativeIDs == ["blogger:3905741845175603023.post-425541125763448592"])
    #expect(post.authors?.first?.id == "05977683271610009040")
    #expect(post.commentsDeclared == 0)
  }

  @Test func `the Takeout sample holds four posts, a page and a comment`() throws {
    let dump = try dump("corpus/blogger-takeout/feed.atom", as: .bloggerTakeout)
    let posts = dump.entries.filter { $0.type == "post" }
    #expect(posts.map(\.kind) == ["post", "page", "post", "post", "post"])
    #expect(
      posts.map(\.status) == ["published", "published", "published", "draft", "trashed"]
    )
    #expect(posts[0].path == "/2014/07/kinship-terms.html")
    let comment = try #require(dump.entries.first { $0.type == "comment" })
    #expect(comment.post == "blogger:1.post-1")
    #expect(comment.parent == nil)
    #expect(Set(dump.entries.flatMap { $0.nativeIDs ?? [] }).count == 7)
  }
}
