import Reconciliation
import Weblog

/// What a document brought when it was read before, by where in it each entry stands.
///
/// The places are the document's own (`item 17`, `item 17, comment 3`), so they are the same at every reading, whatever
/// a later version makes of the words.
struct KnownSightings {
  /// Posts, and the stubs that stand for posts, have places of their own.
  private struct Place: Hashable {
    var locator: String
    var isStub: Bool
  }

  struct Comment {
    var number: Int64
    var postSighting: Int64
    var ordinal: Int
  }

  private var posts: [Place: [Int64]] = [:]
  private var comments: [String: [Comment]] = [:]
  private(set) var postCount = 0
  private(set) var commentCount = 0
  /// Sightings of posts that have been given comments which they did not have.
  var grown: Set<Int64> = []
  /// Where the comments of a stub have gone, when they turned out to be another post's.
  var moved: [Int64: Int64] = [:]

  mutating func add(_ member: PostMember, locator: String) {
    let isStub = member.rank == .stub
    if !isStub { postCount += 1 }
    posts[Place(locator: locator, isStub: isStub), default: []].append(member.number)
  }

  mutating func add(_ comment: Comment, locator: String) {
    commentCount += 1
    comments[locator, default: []].append(comment)
  }

  /// - Returns: the number under which an entry was kept before, once for each time.
  mutating func takePost(_ sighting: PostSighting) -> Int64? {
    let place = Place(locator: sighting.locator, isStub: sighting.rank == .stub)
    return posts[place]?.popLast()
  }

  mutating func takeComment(at locator: String) -> Comment? { comments[locator]?.popLast() }

  /// Stubs that this reading had no use for.
  var superfluousStubs: [Int64] {
    posts.filter(\.key.isStub).flatMap(\.value).sorted()
  }
}
