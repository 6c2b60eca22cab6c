import Reconciliation
import Testing
import Weblog

struct CommentTests {
  private let post = Post.sample("A title", id: "1", url: "https://blog.example/a", text: prose(1))

  private func document(_ name: String, _ rank: SourceRank, _ comments: [Comment]) -> Document {
    var document = Document(name: name)
    document.add(post, rank)
    for comment in comments { document.add(comment, rank) }
    return document
  }

  /// Drops in both orders, checks that it makes no difference, and gives the discussion.
  private func discussion(_ documents: Document...) throws -> [(Comment, sources: [String])] {
    let store = MemoryCatalogue()
    for document in documents { try store.drop(document) }
    let other = MemoryCatalogue()
    for document in documents.reversed() { try other.drop(document) }
    #expect(store.shown == other.shown)
    return try #require(store.live.first).discussion.compactMap { version in
      store.comment(of: version).map { ($0, store.sources(of: version)) }
    }
  }

  private func texts(_ documents: Document...) throws -> [String] {
    let store = MemoryCatalogue()
    for document in documents { try store.drop(document) }
    return try #require(store.live.first).discussion.compactMap {
      store.comment(of: $0)?.contentText
    }
  }

  @Test func `repeated comments are kept and paired in order`() throws {
    let thanks = (0..<3).map {
      Comment.sample("Thanks!", by: "Ann", at: Int64($0) * 600, id: "c\($0)")
    }
    let scrape = (0..<4).map { _ in Comment.sample("Thanks!") }
    let found = try discussion(document("export", .export, thanks), document("text", .text, scrape))
    #expect(found.map { $0.0.nativeIDs.count } == [1, 1, 1, 0])
  }

  @Test func `a text that lists the newest first meets the export`() throws {
    let words = (0..<6).map { prose($0, words: 6) } + ["+1"]
    let export = (words + ["+1"]).enumerated().map {
      Comment.sample($1, by: "Ann", at: Int64($0) * 600, id: "c\($0)")
    }
    let scrape = (words + ["+1"]).reversed().map { Comment.sample($0) }
    let found = try discussion(document("export", .export, export), document("text", .text, scrape))
    #expect(found.map(\.0.contentText) == words + ["+1"])
    #expect(found.allSatisfy { $0.sources.count == 2 })
  }

  @Test func `the same words by another author are another comment`() throws {
    let one = [Comment.sample("Thanks!", by: "Ann", at: 0)]
    let two = [Comment.sample("Thanks!", by: "Bob", at: 0)]
    #expect(try texts(document("a", .page, one), document("b", .page, two)).count == 2)
  }

  @Test(arguments: [(59, 1), (61, 2)])
  func `clocks may differ by a minute`(seconds: Int64, count: Int) throws {
    let one = [Comment.sample("So it is.", by: "Ann", at: 0)]
    let two = [Comment.sample("So it is.", by: "Ann", at: seconds)]
    #expect(try texts(document("a", .export, one), document("b", .page, two)).count == count)
  }

  @Test func `one of a pair of repeats is met by its time`() throws {
    let both = [Comment.sample("+1", by: "Ann", at: 0), Comment.sample("+1", by: "Ann", at: 600)]
    let late = [Comment.sample("+1", by: "Ann", at: 610)]
    let found = try discussion(document("a", .export, both), document("b", .page, late))
    #expect(found.map(\.sources.count) == [0, 2])
  }

  @Test func `a deleted comment keeps the words that any source has`() throws {
    var gone = Comment.sample("This comment has been removed by the author.", id: "c1")
    gone.status = .deleted
    let said = Comment.sample("What was said before.", by: "Ann", at: 5, id: "c1")
    let found = try discussion(document("new", .export, [gone]), document("old", .page, [said]))
    let comment = try #require(found.first?.0)
    #expect(found.count == 1)
    #expect(comment.status == .deleted)
    #expect(comment.contentText == "What was said before.")
  }

  @Test func `the same page with more comments adds them and keeps every id`() throws {
    let comments = (0..<30).map {
      Comment.sample("Comment \($0 / 2)", by: "Ann", at: Int64($0) * 90)
    }
    let store = MemoryCatalogue()
    try store.drop(document("early", .page, Array(comments.prefix(10))))
    let early = try #require(store.live.first)
    let counts = try store.drop(document("late", .page, comments))
    let late = try #require(store.live.first)
    #expect(late.id == early.id)
    #expect(late.discussion.prefix(10).map(\.comment) == early.discussion.map(\.comment))
    #expect(late.discussion.count == 30)
    #expect(late.version?.commentCount == 30)
    #expect(counts == (20, 0))
  }

  @Test func `comments of one document that share an id are one comment`() throws {
    let twice = [Comment.sample("Draft", id: "c1"), Comment.sample("Draft, edited", id: "c1")]
    #expect(try texts(document("a", .export, twice)) == ["Draft, edited"])
  }

  @Test func `thousands of repeats in two documents stay linear`() throws {
    let many = (0..<4_000).map { Comment.sample("+1", by: "Ann", at: Int64($0) * 30) }
    let bare = (0..<4_000).map { _ in Comment.sample("+1") }
    let clock = ContinuousClock()
    var count = 0
    let elapsed = try clock.measure {
      count = try texts(document("a", .page, many), document("b", .text, bare)).count
    }
    #expect(count == 4_000)
    #expect(elapsed < .seconds(60))
  }

  @Test func `words of other wordings are kept beside the chosen one`() throws {
    let long = Comment.sample("A first thought, and then a second one.", by: "Ann", id: "c1")
    let short = Comment.sample("Something else entirely", by: "Anne", id: "c1")
    let found = try discussion(document("a", .export, [long]), document("b", .page, [short]))
    let comment = try #require(found.first?.0)
    #expect(comment.contentText == long.contentText)
    let values = Set(comment.ext.map { "\($0.name)=\($0.value)" })
    #expect(
      values == ["alternative/content_text=Something else entirely", "alternative/author=Anne"]
    )
  }
}
