import Detection
import Testing
import Weblog
import WeblogTesting

@testable import Exports

/// Whatever a document repeats, reading it takes time and gives words in proportion to its length, or is refused.
struct GrowthTests {
  static let constructs =
    RepeatedConstruct.markup + RepeatedConstruct.rss + RepeatedConstruct.wordPress
    + RepeatedConstruct.atom + RepeatedConstruct.blogger + RepeatedConstruct.json
    + RepeatedConstruct.pages

  /// More than the bounds on how often something is compared or told again.
  private static let few = 300

  @Test(arguments: constructs)
  func `time is linear in the length of a document`(_ construct: RepeatedConstruct) {
    #expect(Growth.isLinear(construct.document) { _ = Self.words(of: $0, construct.format) })
  }

  @Test(arguments: constructs)
  func `what comes out is linear in the length of a document`(_ construct: RepeatedConstruct) {
    // Bounds below that number are passed by both sizes; what each of them multiplies counts as a constant.
    let small = Self.words(of: construct.document(Self.few), construct.format)
    let large = Self.words(of: construct.document(Self.few * Growth.factor), construct.format)
    #expect(large <= small * Growth.factor * 2 + 100_000, "\(small), then \(large) bytes")
  }

  /// The control: comparing everything with everything before it must not pass.
  @Test func `quadratic work is told from linear work`() {
    let numbers = { (count: Int) in Array(0..<count) }
    let isLinear = Growth.isLinear(numbers) { numbers in
      var seen: [Int] = []
      for number in numbers where !seen.contains(number) { seen.append(number) }
    }
    #expect(!isLinear)
  }

  /// Bytes of everything that a reader hands over, as far as it gets.
  static func words(of document: [UInt8], _ format: Format) -> Int {
    var reader = ExportReader(format: format, input: ByteInput(chunksOf: document, size: 256 << 10))
    var words = 0
    do {
      while let entry = try reader.next() { words += entry.words }
    } catch is ExportError {
      // A refusal has a name.
    } catch {
      Issue.record("\(error)")
    }
    return words
  }
}

extension Entry {
  /// Bytes of all its words.
  fileprivate var words: Int {
    switch self {
    case .blog(let blog):
      [blog.url, blog.language, blog.title?.text, blog.subtitle?.text].bytes
        + blog.nativeIDs.map(\.id).bytes + blog.authors.words + blog.ext.words
    case .post(let post):
      [post.title?.text, post.content?.text, post.summary?.text, post.url, post.path].bytes
        + [post.originURL, post.language, post.published, post.updated, post.slug].bytes
        + post.urlAliases.bytes + post.tags.bytes + post.nativeIDs.map(\.id).bytes
        + post.authors.words + post.media.flatMap { [$0.url, $0.title, $0.type] }.bytes
        + post.ext.words
    case .comment(let comment):
      [comment.content?.text, comment.published, comment.post.words].bytes
        + comment.nativeIDs.map(\.id).bytes + (comment.author.map { [$0] } ?? []).words
        + comment.ext.words
    case .medium(let entry): [entry.post.id, entry.medium.url, entry.medium.title].bytes
    }
  }
}

extension [String?] {
  fileprivate var bytes: Int { reduce(0) { $0 + ($1?.utf8.count ?? 0) } }
}

extension [String] {
  fileprivate var bytes: Int { reduce(0) { $0 + $1.utf8.count } }
}

extension [Author] {
  fileprivate var words: Int { flatMap { [$0.name, $0.url, $0.nativeID] }.bytes }
}

extension [Extra] {
  fileprivate var words: Int { flatMap { [$0.name, $0.value] }.bytes }
}

extension PostReference {
  fileprivate var words: String? {
    switch self {
    case .native(let id): id.id
    case .url(let url): url
    case .preceding: nil
    }
  }
}
