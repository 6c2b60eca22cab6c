import Reconciliation
import Weblog

/// A catalogue in memory that holds callers to the rules of the protocol and counts what it is asked.
final class MemoryCatalogue: Catalogue {
  struct KeptPost {
    var sighting: PostSighting
    var source: Int64
    var post: Int64?
  }

  struct KeptComment {
    var sighting: CommentSighting
    var source: Int64
    var postSighting: Int64
    var ordinal: Int
    var comment: Int64?
  }

  struct Published {
    var id: String
    var retiredInto: Int64?
    var version: PostVersion?
    /// Filled in when it is asked for.
    var discussion: [CommentVersion] = []
  }

  struct PublishedComment {
    var post: Int64
    /// With the words that are shown, whenever they were told.
    var version: CommentVersion
  }

  private(set) var posts: [KeptPost] = []
  private(set) var comments: [KeptComment] = []
  private(set) var published: [Published] = []
  private(set) var commentIDs: [String] = []
  private(set) var publishedComments: [Int64: PublishedComment] = [:]
  private(set) var sightingsOfComment: [Int64: Set<Int64>] = [:]
  /// Posts and comments that the document in hand brought, and those that it changed.
  var added = 0
  var updated = 0
  private(set) var blogs: [Blog] = []
  var names: [Int64: String] = [:]
  /// Bumped with each document.
  var source: Int64 = 0
  /// Sightings looked at, with or without their words.
  var rowsRead = 0
  /// Everything asked for or told, a row each.
  var work = 0
  /// Sightings whose words were read.
  var wordsRead = 0
  private(set) var hosts: [String: String] = [:]
  private var byKey: [IdentityKey: [Int64]] = [:]
  private var commentsOfSighting: [Int64: [Int64]] = [:]
  private var sightingsOfPost: [Int64: Set<Int64>] = [:]
  private var usedIDs: Set<String> = []
  private var covered: Set<Int64> = []

  func keep(_ sighting: PostSighting) -> Int64 {
    posts.append(KeptPost(sighting: sighting, source: source))
    let number = Int64(posts.count)
    for key in sighting.keys { byKey[key, default: []].append(number) }
    work += 1
    return number
  }

  var isReadAgain: Bool { false }

  func postSightings(sharing key: IdentityKey, after number: Int64, limit: Int) -> [Int64] {
    let numbers = byKey[key] ?? []
    let found = Array(
      numbers.suffix(numbers.reversed().prefix { $0 > number }.count).prefix(limit)
    )
    work += 1 + found.count
    return found
  }

  func isShared(_ key: IdentityKey, inDocumentOf sighting: Int64) -> Bool {
    work += 1
    let source = posts[Int(sighting) - 1].source
    let others = byKey[key] ?? []
    return others.contains { $0 != sighting && posts[Int($0) - 1].source == source }
  }

  func postMembers(of post: Int64) -> [PostMember] {
    postMembers((sightingsOfPost[post] ?? []).sorted())
  }

  func postMembers(_ numbers: [Int64]) -> [PostMember] {
    read(numbers.count)
    return numbers.map { number in
      let kept = posts[Int(number) - 1]
      return PostMember(
        number: number,
        source: kept.source,
        post: kept.post,
        rank: kept.sighting.rank,
        keys: kept.sighting.keys,
        nativeIDs: kept.sighting.post.nativeIDs,
        blog: kept.sighting.blog,
        title: kept.sighting.post.title,
        publishedOn: kept.sighting.post.publishedOn,
        contentHash: kept.sighting.contentHash,
        commentsDeclared: kept.sighting.post.commentsDeclared,
        updatedAt: kept.sighting.post.updatedAt,
        textSize: kept.sighting.post.contentText.utf8.count
      )
    }
  }

  private func read(_ rows: Int) {
    rowsRead += rows
    work += rows
  }

  func postSightings(_ numbers: [Int64]) -> [PostSighting] {
    read(numbers.count)
    wordsRead += numbers.count
    return numbers.map { posts[Int($0) - 1].sighting }
  }

  func makePost(id: String) -> Int64? {
    guard usedIDs.insert(id).inserted else { return nil }
    published.append(Published(id: id))
    added += 1
    return Int64(published.count)
  }

  func assign(sighting: Int64, toPost post: Int64) {
    work += 1
    if let old = posts[Int(sighting) - 1].post { sightingsOfPost[old]?.remove(sighting) }
    posts[Int(sighting) - 1].post = post
    sightingsOfPost[post, default: []].insert(sighting)
  }

  func retire(post: Int64, into survivor: Int64) {
    precondition(sightingsOfPost[post]?.isEmpty ?? true, "A retired post still has sightings.")
    published[Int(post) - 1].retiredInto = survivor
    published[Int(post) - 1].version = nil
  }

  func publish(_ version: PostVersion, ofPost post: Int64) {
    precondition(published[Int(post) - 1].retiredInto == nil, "A retired post is published.")
    precondition((version.merged == nil) == ((sightingsOfPost[post]?.count ?? 0) == 1))
    let before = published[Int(post) - 1].version
    if let before, before.contentHash != version.contentHash { updated += 1 }
    published[Int(post) - 1].version = version
    if version.commentCount == nil {
      published[Int(post) - 1].version?.commentCount = before?.commentCount
    }
    work += 1
  }

  func credits(ofPost post: Int64) -> [Credit] {
    work += 1
    return published[Int(post) - 1].version?.credits ?? []
  }

  func publishRepeat(ofPost post: Int64, commentCount: Int?) {
    precondition((sightingsOfPost[post]?.count ?? 0) > 1, "One sighting repeats nothing.")
    if let commentCount { published[Int(post) - 1].version?.commentCount = commentCount }
    work += 1
  }

  func keep(_ sighting: CommentSighting, underSighting number: Int64, ordinal: Int) -> Int64 {
    comments.append(
      KeptComment(sighting: sighting, source: source, postSighting: number, ordinal: ordinal)
    )
    commentsOfSighting[number, default: []].append(Int64(comments.count))
    work += 1
    return Int64(comments.count)
  }

  func commentMembers(of post: Int64) -> [CommentMember] {
    let places = (sightingsOfPost[post] ?? []).subtracting(covered)
    let numbers = places.flatMap { commentsOfSighting[$0] ?? [] }.sorted()
    read(numbers.count)
    return numbers.map { number in
      let kept = comments[Int(number) - 1]
      let comment = kept.sighting.comment
      return CommentMember(
        number: number,
        source: kept.source,
        postSighting: kept.postSighting,
        ordinal: kept.ordinal,
        comment: kept.comment,
        rank: kept.sighting.rank,
        nativeIDs: comment.nativeIDs,
        parent: kept.sighting.parent,
        depth: kept.sighting.depth,
        authorName: comment.author?.name,
        publishedAt: comment.publishedAt,
        publishedOn: comment.publishedOn,
        bodyHash: kept.sighting.bodyHash,
        status: comment.status,
        contentHash: kept.sighting.contentHash
      )
    }
  }

  func cover(postSighting: Int64) { covered.insert(postSighting) }

  func uncoverComments(of post: Int64) -> Bool {
    let places = covered.intersection(sightingsOfPost[post] ?? [])
    covered.subtract(places)
    return !places.isEmpty
  }

  func commentSightings(_ numbers: [Int64]) -> [CommentSighting] {
    read(numbers.count)
    wordsRead += numbers.count
    return numbers.map { comments[Int($0) - 1].sighting }
  }

  func makeComment(id: String, ofPost post: Int64) -> Int64? {
    guard usedIDs.insert(id).inserted else { return nil }
    commentIDs.append(id)
    added += 1
    return Int64(commentIDs.count)
  }

  func assign(sighting: Int64, toComment comment: Int64) {
    if let old = comments[Int(sighting) - 1].comment { sightingsOfComment[old]?.remove(sighting) }
    comments[Int(sighting) - 1].comment = comment
    sightingsOfComment[comment, default: []].insert(sighting)
    work += 1
  }

  func retire(comment: Int64, into survivor: Int64) {
    for sighting in sightingsOfComment[comment] ?? [] {
      assign(sighting: sighting, toComment: survivor)
    }
    publishedComments[comment] = nil
  }

  func isMerged(comment: Int64) -> Bool {
    work += 1
    if case .merged = publishedComments[comment]?.version.words { return true }
    return false
  }

  func publish(_ version: CommentVersion, ofPost post: Int64) {
    precondition(published[Int(post) - 1].version != nil, "A comment is told after its post.")
    var version = version
    let before = publishedComments[version.comment]?.version.words
    if version.words == .asBefore, let before { version.words = before }
    switch version.words {
    case .own: precondition(sightingsOfComment[version.comment]?.count == 1)
    case .merged: precondition((sightingsOfComment[version.comment]?.count ?? 0) > 1)
    case .asBefore: preconditionFailure("A new comment has words.")
    }
    if let before, before.contentHash != version.words.contentHash { updated += 1 }
    publishedComments[version.comment] = PublishedComment(post: post, version: version)
    work += 1
  }

  func publishRepeatedComments(ofPost post: Int64) { work += 1 }

  func discussion(of post: Int64) -> [CommentVersion] {
    publishedComments.values.filter { $0.post == post }.map(\.version)
      .sorted { $0.position < $1.position }
  }

  /// Forgets what a document showed.
  ///
  /// - Returns: its post sightings.
  func lose(_ source: Int64) -> [PostMember] {
    let numbers = posts.indices.filter { posts[$0].source == source }.map { Int64($0) + 1 }
    let lost = postMembers(numbers)
    for member in lost {
      for key in member.keys { byKey[key]?.removeAll { $0 == member.number } }
      if let post = member.post { sightingsOfPost[post]?.remove(member.number) }
      posts[Int(member.number) - 1].post = nil
    }
    for index in comments.indices where comments[index].source == source {
      let number = Int64(index + 1)
      if let comment = comments[index].comment { sightingsOfComment[comment]?.remove(number) }
      comments[index].comment = nil
    }
    return lost
  }

  /// Ends posts that nothing shows.
  func endUnseen(_ posts: Set<Int64>) {
    for (comment, sightings) in sightingsOfComment where sightings.isEmpty {
      publishedComments[comment] = nil
    }
    for post in posts where sightingsOfPost[post]?.isEmpty ?? true {
      guard published[Int(post) - 1].retiredInto == nil else { continue }
      published[Int(post) - 1] = Published(id: published[Int(post) - 1].id, retiredInto: post)
    }
  }

  func keep(_ blog: Blog, claim: BlogClaim) { blogs.append(blog) }

  func host(ofPlatform platform: String) -> String? { hosts[platform] }

  func learn(host: String, ofPlatform platform: String) { hosts[platform] = host }
}

extension CommentVersion.Words {
  var contentHash: ContentDigest? {
    switch self {
    case .own(let hash), .merged(_, _, let hash): hash
    case .asBefore: nil
    }
  }
}
