import Reconciliation
import Weblog
import WeblogTesting

typealias Comment = Weblog::Comment

/// One document of a test: its items in order.
struct Document: Hashable {
  enum Item: Hashable {
    case post(PostSighting)
    case comment(CommentSighting)
    case medium(PostSighting)
  }

  var name: String
  var items: [Item] = []

  mutating func add(
    _ post: Post,
    _ rank: SourceRank = .export,
    blog: BlogClaim = BlogClaim(host: "blog.example")
  ) {
    let locator = "item \(items.count)"
    items.append(.post(PostSighting(of: post, locator: locator, rank: rank, blog: blog)))
  }

  mutating func add(_ medium: Medium, toPost id: NativeID) {
    var stub = Post()
    stub.nativeIDs = [id]
    stub.media = [medium]
    let blog = BlogClaim(host: "blog.example")
    items.append(
      .medium(PostSighting(of: stub, locator: "item \(items.count)", rank: .stub, blog: blog))
    )
  }

  mutating func add(
    _ comment: Comment,
    _ rank: SourceRank = .export,
    to post: PostReference = .preceding,
    parent: CommentReference? = nil,
    depth: Int? = nil
  ) {
    items.append(
      .comment(
        CommentSighting(
          of: comment,
          locator: "item \(items.count)",
          rank: rank,
          post: post,
          parent: parent,
          depth: depth
        )
      )
    )
  }
}

extension MemoryCatalogue {
  /// - Returns: how many posts and comments came, and how many now say something else.
  @discardableResult
  func drop(_ document: Document) throws -> (added: Int, updated: Int) {
    (added, updated) = (0, 0)
    source += 1
    names[source] = document.name
    let reconciler = Reconciler(catalogue: self)
    for item in document.items {
      switch item {
      case .post(let sighting): try reconciler.admit(sighting)
      case .comment(let sighting): try reconciler.admit(sighting)
      case .medium(let sighting): try reconciler.admit(medium: sighting)
      }
    }
    try reconciler.settle()
    return (added, updated)
  }

  var live: [Published] {
    let discussions = Dictionary(grouping: publishedComments.values, by: \.post)
    return published.enumerated().compactMap { place, record in
      guard record.retiredInto == nil else { return nil }
      var record = record
      record.discussion = (discussions[Int64(place + 1)] ?? []).map(\.version)
        .sorted { $0.position < $1.position }
      return record
    }
  }

  /// The post of a live record: merged, or its only sighting's.
  func post(of published: Published) -> Post? {
    if let merged = published.version?.merged { return merged }
    return posts.first { $0.post == number(of: published) }?.sighting.post
  }

  func number(of record: Published) -> Int64 {
    Int64((published.firstIndex { $0.id == record.id } ?? -1) + 1)
  }

  func comment(of version: CommentVersion) -> Comment? {
    if case .merged(let comment, _, _) = version.words { return comment }
    return sightingsOfComment[version.comment]?.first.map {
      comments[Int($0) - 1].sighting.comment
    }
  }

  /// What the store shows, with ids and numbers taken out.
  ///
  /// Sources that say exactly the same stand in the
  /// order of their numbers, so the lists are sorted.
  var shown: [String] {
    live.map { record in
      let sources = self.sources(of: record).sorted()
      let places = Dictionary(
        record.discussion.map { ($0.comment, $0.position) },
        uniquingKeysWith: { first, _ in first }
      )
      let discussion = record.discussion.map { version in
        let parent = version.parent.flatMap { places[$0] }.map(String.init) ?? "-"
        let depth = version.depth.map(String.init) ?? "-"
        let comment = comment(of: version).map { "\($0)" } ?? "missing"
        let hash = version.words.contentHash?.bytes.prefix(4) ?? []
        return
          "\(version.position) \(parent) \(depth) \(comment) \(self.sources(of: version).sorted()) \(hash)"
      }
      let version = record.version
      var post = post(of: record)
      // Which of several paths is kept is never shown.
      post?.path = nil
      return """
        \(post.map { "\($0)" } ?? "missing") \(version?.blog.slug ?? "") \(sources) \
        \(version?.contentHash ?? []) \(version?.commentsDeclared ?? -1) \
        \(version?.commentCount ?? -1) \(discussion)
        """
    }
    .sorted()
  }

  /// Who said what of a post that has several sightings.
  func sources(of record: Published) -> [String] {
    guard let credits = record.version?.credits, !credits.isEmpty else { return [] }
    let number = number(of: record)
    return posts.filter { $0.post == number }.map { kept in
      let credit = credits.first {
        $0.rank == kept.sighting.rank
          && $0.contentHash == ContentDigest(kept.sighting.contentHash)
          && $0.commentsDeclared == kept.sighting.post.commentsDeclared
      }
      return text(kept.source, kept.sighting.locator, credit)
    }
  }

  /// Who said what of a comment that has several sightings.
  func sources(of version: CommentVersion) -> [String] {
    guard case .merged(_, let credits, _) = version.words else { return [] }
    return (sightingsOfComment[version.comment] ?? []).map { number in
      let kept = comments[Int(number) - 1]
      let credit = credits.first {
        $0.rank == kept.sighting.rank
          && $0.contentHash == ContentDigest(kept.sighting.contentHash)
      }
      return text(kept.source, kept.sighting.locator, credit)
    }
  }

  private func text(_ source: Int64, _ locator: String, _ credit: Credit?) -> String {
    "\(names[source] ?? "?") \(locator) \(credit?.fields ?? [])"
  }
}

extension Post {
  static func sample(
    _ title: String? = nil,
    id: String? = nil,
    url: String? = nil,
    day: Int? = nil,
    text: String = ""
  ) -> Post {
    var post = Post()
    post.title = title
    post.url = url
    post.nativeIDs = id.map { [NativeID(space: "blogger", id: "1.post-\($0)")] } ?? []
    post.publishedOn = day.map { CalendarDay(daysSinceEpoch: 16_000 + $0) }
    post.contentText = text
    return post
  }
}

extension Comment {
  static func sample(
    _ text: String,
    by author: String? = nil,
    at seconds: Int64? = nil,
    id: String? = nil
  ) -> Comment {
    var comment = Comment()
    comment.contentText = text
    comment.author = author.map { Author(name: $0) }
    comment.publishedAt = seconds.map {
      Instant(millisecondsSinceEpoch: (1_400_000_000 + $0) * 1_000)
    }
    comment.publishedOn = comment.publishedAt?.day()
    comment.nativeIDs = id.map { [NativeID(space: "blogger", id: "1.post-\($0)")] } ?? []
    return comment
  }
}

/// Invented prose: the same words for the same number.
func prose(_ seed: Int, words: Int = 60) -> String {
  var generator = SeededGenerator(seed: UInt64(seed) &+ 77)
  return (0..<words).map { _ in "w\(generator.next() % 5_000)" }.joined(separator: " ")
}
