import Foundation
import Testing
import WeblogTesting

/// One blog in several formats is one set of posts and comments, whichever comes first.
@Suite(.enabled(if: WinnowProgram.isPresent, WinnowProgram.absence))
struct FormatPairTests {
  struct Pair: CustomTestStringConvertible {
    let first: SampleBlog.Rendering
    let second: SampleBlog.Rendering
    var testDescription: String { "\(first) before \(second)" }
  }

  static let pairs = SampleBlog.Rendering.allCases.flatMap { first in
    SampleBlog.Rendering.allCases.filter { $0 != first }.map { Pair(first: first, second: $0) }
  }

  @Test(arguments: pairs)
  func `two formats of one blog, in either order, are one set`(pair: Pair) throws {
    let blog = SampleBlog()
    let house = try house(of: [(blog, pair.first), (blog, pair.second)])
    #expect(house.posts.count == blog.postCount, "\(house.posts.map { $0["url"] ?? "" })")
    #expect(Set(house.posts.map { $0["blog_slug"] as? String ?? "" }) == [blog.host])
    for post in house.posts {
      #expect((post["sources"] as? [Any])?.count == 2)
      if [pair.first, pair.second].contains(where: { $0 != .commentFeed }) {
        let tags = post["tags"] as? [String] ?? []
        #expect(tags.count == 2, "\(tags)")
      }
    }
    let carriers: Set<SampleBlog.Rendering> = [.bloggerExport, .wordPressExport, .commentFeed]
    let given = carriers.intersection([pair.first, pair.second])
    #expect(house.comments.count == (given.isEmpty ? 0 : blog.postCount * blog.commentsPerPost))
    guard !given.subtracting([.commentFeed]).isEmpty else { return }
    #expect(house.comments.filter { $0["parent_id"] is String }.count == blog.postCount * 2)
  }

  @Test func `all formats together are one set`() throws {
    let blog = SampleBlog()
    let house = try house(of: SampleBlog.Rendering.allCases.map { (blog, $0) })
    #expect(house.posts.count == blog.postCount)
    #expect(house.comments.count == blog.postCount * blog.commentsPerPost)
    #expect(house.comments.filter { $0["parent_id"] is String }.count == blog.postCount * 2)
  }

  @Test(arguments: [true, false])
  func `a blog that moved from Blogger to WordPress is one set`(isOldFirst: Bool) throws {
    let old = (SampleBlog(host: "hillside.blogspot.com"), SampleBlog.Rendering.bloggerExport)
    let new = (SampleBlog(host: "hillside.example"), SampleBlog.Rendering.wordPressExport)
    let house = try house(of: isOldFirst ? [old, new] : [new, old])
    #expect(house.posts.count == old.0.postCount)
    #expect(house.comments.count == old.0.postCount * old.0.commentsPerPost)
  }

  @Test(
    .enabled(if: Corpus.isPresent, Corpus.absence),
    arguments: [
      ["corpus/blogger/blogger-sample.xml", "corpus/wordpress/wordpress-sample.wxr"],
      ["corpus/atom/allthis.atom", "corpus/jsonfeed/allthis.json"],
    ],
    [true, false]
  )
  func `real files of one blog in two formats are one set`(files: [String], inOrder: Bool) throws {
    let house = try Household()
    for file in inOrder ? files : files.reversed() {
      let outcome = try WinnowProgram.run(
        "ingest",
        "--state",
        house.state.path,
        try Corpus.url(file).path
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    // The WordPress sample holds three posts, a page and an attachment; the others twelve posts each.
    #expect(house.posts.count == (files[0].contains("blogger") ? 5 : 12))
    #expect(house.comments.count == (files[0].contains("blogger") ? 2 : 0))
  }

  private func house(of files: [(SampleBlog, SampleBlog.Rendering)]) throws -> Household {
    let house = try Household()
    for (index, (blog, rendering)) in files.enumerated() {
      let file = try house.directory.write(blog.bytes(rendering), to: "aside/\(index)-\(rendering)")
      let outcome = try WinnowProgram.run("ingest", "--state", house.state.path, file.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    return house
  }
}
