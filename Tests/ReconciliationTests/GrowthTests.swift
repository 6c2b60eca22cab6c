import Reconciliation
import Testing
import Weblog

/// Twice the input costs about twice: counted in sightings looked at and rows told, never in seconds.
struct GrowthTests {
  /// A shape of input: so many documents of it.
  struct Shape: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// How many documents; those that meet in a hot key cost most until it is hot.
    let size: Int
    let document: @Sendable (_ number: Int, _ count: Int) -> Document?

    init(
      _ name: String,
      size: Int = 100,
      _ document: @escaping @Sendable (_ number: Int, _ count: Int) -> Document?
    ) {
      testDescription = name
      self.size = size
      self.document = document
    }
  }

  private static let shared = Post.sample("Shared", id: "1", text: prose(1))

  private static func document(
    _ number: Int,
    _ post: Post = shared,
    comments: Range<Int> = 0..<0,
    hasIDs: Bool = true
  ) -> Document {
    var document = Document(name: "document \(number)")
    document.add(post, .page)
    for index in comments {
      let text = hasIDs || index % 3 > 0 ? "Comment \(index)" : "Thanks!"
      document.add(.sample(text, by: "Ann", id: hasIDs ? "c\(index)" : nil), .page)
    }
    return document
  }

  private static let shapes = [
    Shape("one post in many documents") { number, _ in document(number) },
    Shape("one post beside another in each") { number, _ in
      var one = document(number)
      one.add(.sample("Own \(number)", id: "own \(number)", text: prose(number)), .page)
      return one
    },
    Shape("one post whose declared comments grow") { number, _ in
      var post = shared
      post.commentsDeclared = number
      return document(number, post)
    },
    Shape("one post with the same ten comments in many documents") { number, _ in
      document(number, comments: 0..<10)
    },
    Shape("a page that grows by a comment each") { number, _ in
      document(number, comments: 0..<number, hasIDs: false)
    },
    Shape("a post with comments by number that grows by one each") { number, _ in
      document(number, comments: 0..<number)
    },
    Shape("many comments on one post of one document") { number, count in
      number == 0 ? document(number, comments: 0..<count) : nil
    },
    Shape("many comments on one post of two documents") { number, count in
      number < 2 ? document(number, comments: number..<count, hasIDs: false) : nil
    },
    Shape("one address under many posts", size: 400) { number, _ in
      let url = "https://blog.example/one"
      return document(number, .sample("Number \(number)", url: url, text: prose(number)))
    },
    Shape("one hot body in many posts", size: 400) { number, _ in
      document(number, .sample("Number \(number)", id: "\(number)", day: number, text: prose(1)))
    },
    Shape("one title and day in many posts", size: 400) { number, _ in
      document(number, .sample("The same", id: "\(number)", day: 1, text: prose(number)))
    },
  ]

  @Test(arguments: shapes)
  func `twice the input costs about twice`(shape: Shape) throws {
    let (once, twice) = (
      try Self.cost(of: shape, shape.size), try Self.cost(of: shape, shape.size * 2)
    )
    let growth = Double(twice.work) / Double(once.work)
    let input = Double(twice.input) / Double(once.input)
    #expect(growth < input * 1.25, "\(once.work) became \(twice.work)")
  }

  @Test(arguments: shapes)
  func `and words are read for what is new only`(shape: Shape) throws {
    let cost = try Self.cost(of: shape, shape.size)
    #expect(
      cost.words <= cost.input * 3 + 64 * 64,
      "\(cost.words) words for \(cost.input) sightings"
    )
  }

  private static func cost(
    of shape: Shape,
    _ count: Int
  ) throws -> (work: Int, input: Int, words: Int) {
    let store = MemoryCatalogue()
    var input = 0
    for number in 0..<count {
      guard let document = shape.document(number, count) else { break }
      input += document.items.count
      try store.drop(document)
    }
    return (store.work, input, store.wordsRead)
  }

  @Test func `no more of the different wordings of a post than the limit are merged`() throws {
    let store = MemoryCatalogue()
    for number in 0..<100 {
      store.wordsRead = 0
      try store.drop(Self.document(number, .sample("Shared", id: "1", text: prose(number))))
      #expect(store.wordsRead <= 64)
    }
    let record = try #require(store.live.first)
    #expect(store.live.count == 1)
    #expect(record.version?.credits.count == 64)
    #expect(store.sources(of: record).count == 100)
  }

  @Test func `the wordings that are merged do not depend on the order of arrival`() throws {
    let documents = (0..<100).map {
      Self.document($0, .sample("Shared", id: "1", text: prose($0)))
    }
    let stores = try [documents, documents.reversed()].map { documents in
      let store = MemoryCatalogue()
      for document in documents { try store.drop(document) }
      return store
    }
    #expect(stores[0].shown == stores[1].shown)
  }
}
