import Reconciliation
import Storage
import Weblog

typealias Comment = Weblog::Comment

/// What a document says in these tests: posts with their comments, each under one key.
struct SampleDocument {
  struct Item {
    var key: String
    var post: Post
    var blog: BlogClaim
    var comments: [Comment] = []
  }

  var name: String
  var items: [Item]
  /// What the document tells of a platform number, and the blog itself.
  var learns: (host: String, platform: String)?
  var blog: (Blog, BlogClaim)?

  init(_ name: String, _ items: [Item]) {
    self.name = name
    self.items = items
  }

  var bytes: [UInt8] { [UInt8]("document \(name)\n".utf8) }

  var entries: EntryCounts {
    var counts = EntryCounts()
    counts.posts = items.count
    counts.comments = items.reduce(0) { $0 + $1.comments.count }
    return counts
  }
}

extension Store {
  /// Commits what a sample document brought, or nothing.
  @discardableResult
  func commit(
    _ session: CatalogueSession,
    _ document: SampleDocument? = nil,
    completing claim: Claim?
  ) throws -> Source {
    var report = ReadingReport()
    report.entries = document?.entries ?? EntryCounts()
    var kept = KeptEntries()
    kept.entries = report.entries
    return try commit(session, report, kept: kept, completing: claim)
  }
}

extension SampleDocument.Item {
  init(
    _ key: String,
    _ title: String = "A title",
    host: String? = "example.org",
    platform: String? = nil,
    on day: (Int, Int, Int)? = (2014, 2, 4),
    text: String = "Words.",
    comments: [String] = []
  ) {
    self.key = key
    post = Post()
    post.title = title
    post.contentText = text
    post.contentHTML = "<p>\(text)</p>"
    post.publishedOn = day.flatMap { CalendarDay(year: $0.0, month: $0.1, day: $0.2) }
    post.nativeIDs = [NativeID(space: "test", id: key)]
    blog = BlogClaim(host: host, platform: platform)
    self.comments = comments.map { words in
      var comment = Comment()
      comment.contentText = words
      comment.author = Author(name: "Ann")
      return comment
    }
  }
}

/// A plain reconciliation for these tests: posts meet by key alone, comments by their words, the latest
/// sighting is what a merged post says.
struct SampleReconciler {
  let session: CatalogueSession

  func take(_ document: SampleDocument) throws {
    if let (blog, claim) = document.blog { try session.keep(blog, claim: claim) }
    for item in document.items { try take(item) }
    if let (host, platform) = document.learns {
      try session.learn(host: host, ofPlatform: platform)
    }
  }

  private func take(_ item: SampleDocument.Item) throws {
    let key = Self.key(item.key)
    let sighting = PostSighting(
      post: item.post,
      locator: "entry 1",
      rank: .page,
      blog: item.blog,
      keys: [key],
      contentHash: ContentHash(of: [UInt8]("\(item.post)".utf8)).bytes
    )
    let known = try session.postMembers(
      session.postSightings(sharing: key, after: 0, limit: 100)
    )
    let number = try session.keep(sighting)
    let post = try known.first?.post ?? makePost(item.key)
    try session.assign(sighting: number, toPost: post)
    let discussion = try discuss(item, under: number, of: post)
    try publish(post, latest: sighting, commentCount: discussion.count)
    for comment in discussion { try session.publish(comment, ofPost: post) }
  }

  private func makePost(_ key: String) throws -> Int64 {
    guard let made = try session.makePost(id: Self.id("p_", key)) else {
      throw StorageError(.exists, "make", key)
    }
    return made
  }

  private func publish(_ post: Int64, latest: PostSighting, commentCount: Int) throws {
    let members = try session.postMembers(of: post)
    let credits =
      members.count < 2
      ? []
      : members.map {
        Credit(
          rank: $0.rank,
          contentHash: ContentDigest($0.contentHash),
          sighting: $0.number,
          fields: ["title"]
        )
      }
    try session.publish(
      PostVersion(
        merged: members.count < 2 ? nil : latest.post,
        credits: credits,
        blog: latest.blog,
        publishedAt: nil,
        publishedOn: latest.post.publishedOn,
        contentHash: latest.contentHash,
        commentsDeclared: nil,
        commentCount: commentCount
      ),
      ofPost: post
    )
  }

  private func discuss(
    _ item: SampleDocument.Item,
    under sighting: Int64,
    of post: Int64
  ) throws -> [CommentVersion] {
    for (ordinal, comment) in item.comments.enumerated() {
      let known = try session.commentMembers(of: post).first {
        $0.comment != nil && $0.contentHash == ContentDigest(Self.hash(comment))
      }
      let number = try session.keep(
        Self.sighting(comment),
        underSighting: sighting,
        ordinal: ordinal
      )
      let id = Self.id("c_", item.key + comment.contentText)
      let target = try known?.comment ?? session.makeComment(id: id, ofPost: post)
      if let target { try session.assign(sighting: number, toComment: target) }
    }
    return try versions(of: post)
  }

  private func versions(of post: Int64) throws -> [CommentVersion] {
    let members = try session.commentMembers(of: post)
    var order: [Int64] = []
    for case let comment? in members.map(\.comment) where !order.contains(comment) {
      order.append(comment)
    }
    return try order.enumerated().map { position, comment in
      let own = members.filter { $0.comment == comment }
      let words = try session.commentSightings([own[0].number])[0].comment
      return CommentVersion(
        comment: comment,
        parent: nil,
        position: position,
        depth: 0,
        words: own.count < 2
          ? .own(contentHash: own[0].contentHash)
          : .merged(words, own.map(Self.credit), contentHash: own[0].contentHash),
        isSeenAnew: true
      )
    }
  }

  private static func credit(_ member: CommentMember) -> Credit {
    Credit(
      rank: member.rank,
      contentHash: member.contentHash,
      sighting: member.number,
      fields: ["author"]
    )
  }

  static func key(_ text: String) -> IdentityKey {
    let hash = ContentHash(of: [UInt8](text.utf8)).bytes
    let high = hash[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return IdentityKey(rule: .nativeID, high: high, low: 1)
  }

  /// Looks like a published id.
  static func id(_ prefix: String, _ text: String) -> String {
    let digits = Array("abcdefghijklmnopqrstuvwxyz234567")
    let hash = ContentHash(of: [UInt8](text.utf8)).bytes
    return prefix + String(hash[..<26].map { digits[Int($0 & 31)] })
  }

  private static func hash(_ comment: Comment) -> [UInt8] {
    ContentHash(of: [UInt8](comment.contentText.utf8)).bytes
  }

  private static func sighting(_ comment: Comment) -> CommentSighting {
    CommentSighting(
      comment: comment,
      locator: "comment",
      rank: .page,
      post: .preceding,
      parent: nil,
      depth: 0,
      bodyHash: 1,
      contentHash: hash(comment)
    )
  }
}
