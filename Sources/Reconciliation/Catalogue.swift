package import Weblog

/// What the catalogue remembers, as reconciliation sees it: one open transaction.
///
/// Numbers are the catalogue's own row numbers and mean nothing outside it; ids are the published
/// strings. Everything here either happens together with the rest of the document or not at all.
package protocol Catalogue: AnyObject {
  // MARK: Post sightings

  /// Keeps a sighting of the document in hand and returns its number. It is not assigned yet.
  func keep(_ sighting: PostSighting) throws -> Int64

  /// The first kept sightings above a number that have the key, in order.
  func postSightings(
    sharing key: IdentityKey,
    after number: Int64,
    limit: Int
  ) throws -> [Int64]

  /// Whether another sighting of the same document has the key, too.
  func isShared(_ key: IdentityKey, inDocumentOf sighting: Int64) throws -> Bool

  func postMembers(_ numbers: [Int64]) throws -> [PostMember]

  /// Every sighting assigned to a post, by number.
  func postMembers(of post: Int64) throws -> [PostMember]

  /// The whole of kept sightings, in the order asked for.
  func postSightings(_ numbers: [Int64]) throws -> [PostSighting]

  // MARK: Posts

  /// Makes a post; `nil` when the id is, or once was, another post's.
  func makePost(id: String) throws -> Int64?

  func assign(sighting: Int64, toPost post: Int64) throws

  /// Ends a post that turned out to be another one; its id redirects for ever.
  func retire(post: Int64, into survivor: Int64) throws

  /// Says what the store is to show. The catalogue decides whether that is a new revision, whether
  /// the record moves, and what the feed says.
  func publish(_ version: PostVersion, ofPost post: Int64) throws

  /// What the post was merged from; empty where one sighting speaks for itself, or where an earlier
  /// version of the program did not keep it.
  func credits(ofPost post: Int64) throws -> [Credit]

  /// Says that more sightings stand for the post, and that its words stay as they are; so does the number
  /// of its comments where none is given.
  func publishRepeat(ofPost post: Int64, commentCount: Int?) throws

  // MARK: Comments

  /// Keeps a comment sighting under a post sighting and returns its number.
  func keep(
    _ sighting: CommentSighting,
    underSighting postSighting: Int64,
    ordinal: Int
  ) throws -> Int64

  /// Whether a sighting that was there before has been given other comments since, as happens when a document is
  /// read again.
  func hasGrown(_ sighting: Int64) -> Bool

  /// Whether the document in hand is read again, so that some of its sightings were there before.
  var isReadAgain: Bool { get }

  /// Every comment sighting under those sightings of the post that are not covered, by number.
  func commentMembers(of post: Int64) throws -> [CommentMember]

  /// The comments under a post sighting are the first of those under another: as long as nothing but
  /// further sightings comes to the post, they go where those go.
  func cover(postSighting: Int64) throws

  /// Nothing is covered any more under the post.
  ///
  /// - Returns: whether anything was.
  func uncoverComments(of post: Int64) throws -> Bool

  /// The whole of kept comment sightings, in the order asked for.
  func commentSightings(_ numbers: [Int64]) throws -> [CommentSighting]

  /// Makes a comment; `nil` when the id is, or once was, another comment's.
  func makeComment(id: String, ofPost post: Int64) throws -> Int64?

  func assign(sighting: Int64, toComment comment: Int64) throws

  /// Ends a comment that turned out to be another one; its id redirects for ever.
  func retire(comment: Int64, into survivor: Int64) throws

  /// Whether the store shows words merged from several sightings.
  func isMerged(comment: Int64) throws -> Bool

  /// Says what the store is to show of a comment. A post's whole discussion is told, in thread order,
  /// and after the post.
  func publish(_ version: CommentVersion, ofPost post: Int64) throws

  /// Says that more sightings stand for the post's comments, and that nothing else changes.
  func publishRepeatedComments(ofPost post: Int64) throws

  // MARK: Blogs

  /// Keeps what the document in hand says of a blog.
  func keep(_ blog: Blog, claim: BlogClaim) throws

  /// The slug a platform number stands for, once some document has named both.
  func host(ofPlatform platform: String) throws -> String?

  /// Remembers it, and moves what was filed under the platform number.
  func learn(host: String, ofPlatform platform: String) throws
}

extension Catalogue {
  package func hasGrown(_ sighting: Int64) -> Bool { false }
}
