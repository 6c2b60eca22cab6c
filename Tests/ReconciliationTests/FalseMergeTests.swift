import Reconciliation
import Testing
import Weblog

struct FalseMergeTests {
  /// Drops documents in both orders and counts the posts of the store.
  private func postCount(_ documents: Document...) throws -> Int {
    let forward = MemoryCatalogue()
    for document in documents { try forward.drop(document) }
    let backward = MemoryCatalogue()
    for document in documents.reversed() { try backward.drop(document) }
    #expect(forward.shown == backward.shown)
    return forward.live.count
  }

  @Test(arguments: [3, 200])
  func `items that share one address stay apart`(count: Int) throws {
    var feed = Document(name: "feed")
    for index in 0..<count {
      let url = "https://blog.example/home"
      feed.add(.sample("Title \(index)", url: url, day: index, text: prose(index)), .feed)
    }
    var page = Document(name: "page")
    page.add(.sample("Other", url: "https://blog.example/home", day: 1, text: prose(9_999)), .page)
    #expect(try postCount(feed, page) == count + 1)
  }

  @Test(arguments: [2, 100]) func `items that share one guid stay apart`(count: Int) throws {
    var feed = Document(name: "feed")
    for index in 0..<count {
      var post = Post.sample("Title \(index)", day: index * 3, text: prose(index))
      post.nativeIDs = [NativeID(space: "guid", id: "same")]
      feed.add(post, .feed)
    }
    #expect(try postCount(feed) == count)
  }

  @Test func `the same title on another day is another post`() throws {
    var one = Document(name: "one")
    one.add(.sample("Weekly question", day: 1, text: "What now?"), .text)
    var two = Document(name: "two")
    two.add(.sample("Weekly question", day: 8, text: "What now?"), .text)
    #expect(try postCount(one, two) == 2)
  }

  @Test func `boilerplate under the same title on another day is another post`() throws {
    var one = Document(name: "one")
    one.add(.sample("Weekly question", day: 1, text: prose(1)), .text)
    var two = Document(name: "two")
    two.add(.sample("Weekly question", day: 8, text: prose(1)), .text)
    #expect(try postCount(one, two) == 2)
  }

  @Test(arguments: ["Untitled", "", "Open thread", "12 March 2014", "Hi"])
  func `a generic title joins nothing`(title: String) throws {
    var one = Document(name: "one")
    one.add(.sample(title, day: 1, text: "One short body"), .text)
    var two = Document(name: "two")
    two.add(.sample(title, day: 1, text: ""), .text)
    #expect(try postCount(one, two) == 2)
  }

  @Test func `a post repeated on another blog at another minute is another post`() throws {
    var documents: [Document] = []
    for (index, host) in ["one.example", "two.example"].enumerated() {
      var document = Document(name: host)
      var post = Post.sample("Morning notes", day: 1, text: prose(1))
      post.publishedAt = Instant(millisecondsSinceEpoch: 1_382_400_007_000 + Int64(index) * 60_000)
      document.add(post, blog: BlogClaim(host: host))
      documents.append(document)
    }
    #expect(try postCount(documents[0], documents[1]) == 2)
  }

  @Test func `the same title and day with other words is another post`() throws {
    var one = Document(name: "one")
    one.add(.sample("Morning notes", day: 1, text: prose(1)), .text)
    var two = Document(name: "two")
    two.add(.sample("Morning notes", day: 1, text: prose(2)), .text)
    #expect(try postCount(one, two) == 2)
  }

  @Test func `the same body under different platform numbers stays two posts`() throws {
    var export = Document(name: "export")
    export.add(.sample("A title", id: "1", url: "https://blog.example/a", day: 1, text: prose(1)))
    export.add(.sample("A title", id: "2", url: "https://blog.example/b", day: 1, text: prose(1)))
    var later = Document(name: "later")
    later.add(.sample("A title", id: "3", url: "https://blog.example/a", day: 1, text: prose(1)))
    #expect(try postCount(export, later) == 3)
  }

  @Test func `a text between two numbered posts joins one and never both`() throws {
    var export = Document(name: "export")
    export.add(.sample("A title", id: "1", day: 1, text: prose(1)))
    export.add(.sample("A title", id: "2", day: 1, text: prose(1)))
    var text = Document(name: "text")
    text.add(.sample("A title", day: 1, text: prose(1)), .text)
    #expect(try postCount(export, text) == 2)
  }

  @Test func `equal words in different blogs are different posts`() throws {
    var one = Document(name: "one")
    one.add(.sample("A title", day: 1, text: prose(1)), .page, blog: BlogClaim(host: "a.example"))
    var two = Document(name: "two")
    two.add(.sample("A title", day: 1, text: prose(1)), .page, blog: BlogClaim(host: "b.example"))
    #expect(try postCount(one, two) == 2)
  }

  @Test func `an address taken over by other words is another post`() throws {
    var one = Document(name: "one")
    one.add(.sample("Old tenant", url: "https://blog.example/x", text: prose(1)), .page)
    var two = Document(name: "two")
    two.add(.sample("New tenant", url: "https://blog.example/x", text: prose(2)), .page)
    #expect(try postCount(one, two) == 2)
  }

  @Test func `ten thousand equal bodies with their own numbers stay linear`() throws {
    let catalogue = MemoryCatalogue()
    var export = Document(name: "export")
    let text = prose(1)
    for index in 0..<10_000 {
      export.add(.sample("Same title", id: "\(index)", day: 1, text: text))
    }
    let counts = try catalogue.drop(export)
    #expect(counts.added == 10_000)
    #expect(catalogue.rowsRead < 100_000)
    catalogue.rowsRead = 0
    var next = Document(name: "next")
    next.add(.sample("Same title", id: "later", day: 1, text: text))
    try catalogue.drop(next)
    #expect(catalogue.live.count == 10_001)
    #expect(catalogue.rowsRead < 50_000)
  }

  @Test func `posts joined by a key part again when it turns out to be everybody's`() throws {
    var pair: [Document] = []
    for index in 0..<2 {
      var document = Document(name: "text \(index)")
      document.add(.sample(nil, day: nil, text: prose(1)), .text)
      document.items = document.items.map { item in
        guard case .post(var sighting) = item else { return item }
        sighting.post.slug = "s\(index)"
        return .post(
          PostSighting(
            of: sighting.post,
            locator: sighting.locator,
            rank: .text,
            blog: sighting.blog
          )
        )
      }
      pair.append(document)
    }
    var flood = Document(name: "flood")
    for index in 0..<80 { flood.add(.sample(nil, id: "\(index)", text: prose(1))) }
    #expect(try postCount(pair[0], pair[1]) == 1)
    #expect(try postCount(pair[0], pair[1], flood) == 82)
  }
}
