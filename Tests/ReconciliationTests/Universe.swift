import Reconciliation
import Weblog
import WeblogTesting

/// An invented blog and the documents that show parts of it: what the laws are tried on.
struct Universe {
  private(set) var documents: [Document] = []
  private var generator: SeededGenerator
  private let posts: [Truth]

  private struct Truth {
    var post: Post
    var comments: [Reply]
  }

  private struct Reply {
    var comment: Comment
    var parent: Int?
  }

  init(seed: UInt64, posts count: Int = 6, documents documentCount: Int = 6) {
    var generator = SeededGenerator(seed: seed)
    posts = (0..<count).map { Self.truth($0, &generator) }
    self.generator = generator
    for index in 0..<documentCount { documents.append(document(index)) }
  }

  private static func truth(_ index: Int, _ generator: inout SeededGenerator) -> Truth {
    // Few titles and days, so that some posts look alike.
    let title = ["Morning notes", "A walk", "Untitled", "On bread"][index % 4]
    let words = [0, 12, 60, 90].randomElement(using: &generator) ?? 0
    var post = Post.sample(
      title,
      id: "\(index)",
      url: "https://blog.example/2014/\(index / 2)",
      day: index / 3,
      text: prose(index % 5, words: words)
    )
    post.publishedAt = Instant(
      millisecondsSinceEpoch: Int64(16_000 + index / 3) * 86_400_000 + 3_600_000 * Int64(index)
    )
    post.contentHTML = "<p>\(post.contentText)</p>"
    post.tags = (0..<index % 3).map { "tag \($0)" }
    post.status = index % 5 == 4 ? .draft : .published
    let comments = (0..<Int.random(in: 0..<7, using: &generator)).map { number in
      let text = ["Thanks!", "+1", "Thanks!", prose(number + 50, words: 9)]
        .randomElement(using: &generator)
      let author = ["Ann", "Bob", "Cem"].randomElement(using: &generator)
      var comment = Comment.sample(
        text ?? "",
        by: author,
        at: Int64(index * 100_000 + number * 600),
        id: "\(index)0\(number)"
      )
      comment.status = number == 5 ? .deleted : .approved
      let parent = number > 1 && Bool.random(using: &generator) ? number - 2 : nil
      return Reply(comment: comment, parent: parent)
    }
    return Truth(post: post, comments: comments)
  }

  private mutating func document(_ index: Int) -> Document {
    var document = Document(name: "document \(index)")
    let kind = Int.random(in: 0..<4, using: &generator)
    for truth in posts.shuffled(using: &generator).prefix(Int.random(in: 1..<4, using: &generator))
    {
      let seen = Int.random(in: 0...truth.comments.count, using: &generator)
      switch kind {
      case 0: export(truth, seen, into: &document)
      case 1: feed(truth, into: &document)
      case 2: page(truth, seen, into: &document)
      default: text(truth, seen, into: &document)
      }
    }
    return document
  }

  private mutating func export(_ truth: Truth, _ seen: Int, into document: inout Document) {
    let reference = truth.post.nativeIDs.first.map { PostReference.native($0) } ?? .preceding
    let isBefore = Bool.random(using: &generator)
    var post = truth.post
    if Bool.random(using: &generator) {
      post.updatedAt = post.publishedAt.map {
        Instant(millisecondsSinceEpoch: $0.millisecondsSinceEpoch + 5_000)
      }
      post.title = (post.title ?? "") + " (edited)"
    }
    if !isBefore { document.add(post) }
    for reply in truth.comments.prefix(seen) {
      let parent = reply.parent.flatMap { truth.comments[$0].comment.nativeIDs.first }
      document.add(reply.comment, to: reference, parent: parent.map { .native($0) })
    }
    if isBefore { document.add(post) }
  }

  private mutating func feed(_ truth: Truth, into document: inout Document) {
    var post = truth.post
    post.nativeIDs = [NativeID(space: "guid", id: post.url ?? "")]
    post.contentHTML = nil
    post.status = .published
    post.contentText = String(post.contentText.prefix(80))
    post.summary = "summary"
    document.add(post, .feed)
  }

  private mutating func page(_ truth: Truth, _ seen: Int, into document: inout Document) {
    var post = truth.post
    post.nativeIDs = Bool.random(using: &generator) ? post.nativeIDs : []
    post.publishedAt = nil
    post.tags = ["page tag"]
    document.add(post, .page)
    for reply in truth.comments.prefix(seen) {
      var comment = reply.comment
      comment.nativeIDs = []
      if Bool.random(using: &generator) { comment.publishedAt = nil }
      document.add(comment, .page, depth: reply.parent == nil ? 0 : 1)
    }
  }

  private mutating func text(_ truth: Truth, _ seen: Int, into document: inout Document) {
    var post = Post.sample(truth.post.title, text: truth.post.contentText)
    post.publishedOn = truth.post.publishedOn
    post.publishedRaw = "a Tuesday"
    post.commentsDeclared = seen
    document.add(post, .text)
    let isReversed = Bool.random(using: &generator)
    let replies = Array(truth.comments.prefix(seen))
    for reply in isReversed ? replies.reversed() : replies {
      document.add(.sample(reply.comment.contentText), .text, parent: .ordinal(0), depth: 1)
    }
  }
}
