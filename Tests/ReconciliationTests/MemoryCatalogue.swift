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
    var discussion: [CommentVersion] = []
  }

  private(set) var posts: [KeptPost] = []
  private(set) var comments: [KeptComment] = []
  private(set) var published: [Published] = []
  private(set) var commentIDs: [String] = []
  private(set) var retiredComments: [Int64: Int64] = [:]
  private(set) var blogs: [Blog] = []
  var names: [Int64: String] = [:]
  /// Bumped with each document.
  var source: Int64 = 0
  var rowsRead = 0
  private(set) var hosts: [String: String] = [:]
  private var byKey: [IdentityKey: [Int64]] = [:]
  private var commentsOfSighting: [Int64: [Int64]] = [:]
  private var sightingsOfPost: [Int64: Set<Int64>] = [:]
  private var usedIDs: Set<String> = []

  func keep(_ sighting: PostSighting) -> Int64 {
    posts.append(KeptPost(sighting: sighting, source: source))
    let number = Int64(posts.count)
    for key in sighting.keys { byKey[key, default: []].append(number) }
    return number
  }

  func postMembers(sharing keys: [IdentityKey]) -> [PostMember] {
    members(Set(keys.flatMap { byKey[$0] ?? [] }).sorted())
  }

  func postMembers(of post: Int64) -> [PostMember] {
    members((sightingsOfPost[post] ?? []).sorted())
  }

  private func members(_ numbers: [Int64]) -> [PostMember] {
    rowsRead += numbers.count
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
        contentHash: kept.sighting.contentHash
      )
    }
  }

  func postSightings(_ numbers: [Int64]) -> [PostSighting] {
    rowsRead += numbers.count
    return numbers.map { posts[Int($0) - 1].sighting }
  }

  func makePost(id: String) -> Int64? {
    guard usedIDs.insert(id).inserted else { return nil }
    published.append(Published(id: id))
    return Int64(published.count)
  }

  func assign(sighting: Int64, toPost post: Int64) {
    if let old = posts[Int(sighting) - 1].post { sightingsOfPost[old]?.remove(sighting) }
    posts[Int(sighting) - 1].post = post
    sightingsOfPost[post, default: []].insert(sighting)
  }

  func retire(post: Int64, into survivor: Int64) {
    precondition(sightingsOfPost[post]?.isEmpty ?? true, "A retired post still has sightings.")
    published[Int(post) - 1].retiredInto = survivor
    published[Int(post) - 1].version = nil
    published[Int(post) - 1].discussion = []
  }

  func publish(_ version: PostVersion, ofPost post: Int64) {
    precondition(published[Int(post) - 1].retiredInto == nil, "A retired post is published.")
    precondition((version.merged == nil) == ((sightingsOfPost[post]?.count ?? 0) == 1))
    published[Int(post) - 1].version = version
  }

  func keep(_ sighting: CommentSighting, underSighting number: Int64, ordinal: Int) -> Int64 {
    comments.append(
      KeptComment(sighting: sighting, source: source, postSighting: number, ordinal: ordinal)
    )
    commentsOfSighting[number, default: []].append(Int64(comments.count))
    return Int64(comments.count)
  }

  func commentMembers(of post: Int64) -> [CommentMember] {
    let numbers = (sightingsOfPost[post] ?? []).flatMap { commentsOfSighting[$0] ?? [] }.sorted()
    rowsRead += numbers.count
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

  func commentSightings(_ numbers: [Int64]) -> [CommentSighting] {
    rowsRead += numbers.count
    return numbers.map { comments[Int($0) - 1].sighting }
  }

  func makeComment(id: String, ofPost post: Int64) -> Int64? {
    guard usedIDs.insert(id).inserted else { return nil }
    commentIDs.append(id)
    return Int64(commentIDs.count)
  }

  func assign(sighting: Int64, toComment comment: Int64) {
    comments[Int(sighting) - 1].comment = comment
  }

  func retire(comment: Int64, into survivor: Int64) { retiredComments[comment] = survivor }

  func publish(_ discussion: [CommentVersion], ofPost post: Int64) {
    published[Int(post) - 1].discussion = discussion
  }

  /// Forgets what a document showed.
  ///
  /// - Returns: its post sightings.
  func lose(_ source: Int64) -> [PostMember] {
    let numbers = posts.indices.filter { posts[$0].source == source }.map { Int64($0) + 1 }
    let lost = members(numbers)
    for member in lost {
      for key in member.keys { byKey[key]?.removeAll { $0 == member.number } }
      if let post = member.post { sightingsOfPost[post]?.remove(member.number) }
      posts[Int(member.number) - 1].post = nil
    }
    for index in comments.indices where comments[index].source == source {
      comments[index].comment = nil
    }
    return lost
  }

  /// Ends posts that nothing shows.
  func endUnseen(_ posts: Set<Int64>) {
    for post in posts where sightingsOfPost[post]?.isEmpty ?? true {
      guard published[Int(post) - 1].retiredInto == nil else { continue }
      published[Int(post) - 1] = Published(id: published[Int(post) - 1].id, retiredInto: post)
    }
  }

  func keep(_ blog: Blog, claim: BlogClaim) { blogs.append(blog) }

  func host(ofPlatform platform: String) -> String? { hosts[platform] }

  func learn(host: String, ofPlatform platform: String) { hosts[platform] = host }
}
