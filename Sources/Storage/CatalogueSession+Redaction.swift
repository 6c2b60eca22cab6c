import GRDB
import Reconciliation
import Weblog

/// Posts and comments whose words were taken away.
///
/// Their sightings stay, without words: hashes of what identified them, the moment, the place in the line of
/// receipts. So a redaction remembers itself: what would have been joined to the record joins these, and whatever
/// one of these stands for is not shown and loses its words too, in this document and in every later one.
extension CatalogueSession {
  /// The place in its document that a sighting without words names.
  static let redactedLocator = "redacted"

  enum RedactionStage {
    /// Nothing is left to be done.
    static let none: Int64 = 0
    /// What was deleted may still be in the catalogue's journal.
    static let journal: Int64 = 1
    /// Words that were published are in snapshots, and perhaps in free pages of the catalogue.
    static let everything: Int64 = 2
  }

  // MARK: What is redacted

  /// Takes away the words of a post and of its comments.
  func redact(post: Int64) throws {
    try run { database in
      for comment in try database.commentRows(ofPost: post) { try hide(comment, database) }
      try hide(database.postRow(post), database)
      let sightings = try database.rows(
        "SELECT number FROM post_sightings WHERE post = ?",
        [post]
      ) { $0[0] as Int64 }
      for sighting in sightings {
        try blank(postSighting: sighting, of: post, database)
        let comments = try database.rows(
          "SELECT number FROM comment_sightings WHERE post_sighting = ?",
          [sighting]
        ) { $0[0] as Int64 }
        for comment in comments { try blank(commentSighting: comment, database) }
      }
    }
  }

  /// Takes away the words of a comment; its post has to be settled again.
  func redact(comment: Int64) throws {
    try run { database in
      try hide(database.commentRow(comment), database)
      let sightings = try database.rows(
        "SELECT number FROM comment_sightings WHERE comment = ?",
        [comment]
      ) { $0[0] as Int64 }
      for sighting in sightings { try blank(commentSighting: sighting, database) }
    }
  }

  /// Whether a sighting without words stands for the post.
  func isRedacted(post: Int64) throws -> Bool {
    guard hasRedactions else { return false }
    return try run { database in
      try database.number(
        """
        SELECT 1 FROM post_sightings JOIN redacted_sightings AS r
        ON r.kind = ? AND r.sighting = number WHERE post = ? LIMIT 1
        """,
        [Change.Kind.post.code, post]
      ) != nil
    }
  }

  /// Comments of a post that sightings without words stand for.
  func redactedComments(of post: Int64) throws -> Set<Int64> {
    guard hasRedactions else { return [] }
    return try run { database in
      Set(
        try database.rows(
          """
          SELECT DISTINCT c.comment FROM post_sightings AS p
          JOIN comment_sightings AS c ON c.post_sighting = p.number
          JOIN redacted_sightings AS r ON r.kind = ? AND r.sighting = c.number
          WHERE p.post = ? AND c.comment IS NOT NULL
          """,
          [Change.Kind.comment.code, post]
        ) { $0[0] as Int64 }
      )
    }
  }

  /// Notes that a sighting has no words any more, and that the bytes of its file must not stay.
  func noteRedacted(_ kind: Change.Kind, _ sighting: Int64, _ database: Database) throws {
    hasRedactions = true
    try database.change(
      "INSERT OR IGNORE INTO redacted_sightings (kind, sighting) VALUES (?, ?)",
      [kind.code, sighting]
    )
    let table = kind == .post ? "post_sightings" : "comment_sightings"
    try database.change(
      """
      INSERT INTO redacted_originals (hash, done)
      SELECT original, 0 FROM sources
      WHERE number = (SELECT source FROM \(table) WHERE number = ?)
      ON CONFLICT DO UPDATE SET done = 0
      """,
      [sighting]
    )
    try database.raiseRedaction(to: RedactionStage.journal)
  }

  // MARK: Records

  private func hide(_ row: PostRow, _ database: Database) throws {
    try database.change(
      """
      UPDATE posts SET partition = NULL, sources = NULL, merged = NULL, content_hash = NULL,
        comment_count = 0 WHERE number = ?
      """,
      [row.number]
    )
    guard let partition = row.partition else { return }
    try bury(row.id, .post, size: row.size, from: partition, .redact, database)
    try database.raiseRedaction(to: RedactionStage.everything)
  }

  private func hide(_ row: CommentRow, _ database: Database) throws {
    try database.change(
      """
      UPDATE comments SET partition = NULL, sources = NULL, merged = NULL, content_hash = NULL,
        parent = NULL WHERE number = ?
      """,
      [row.number]
    )
    guard let partition = row.partition else { return }
    try bury(row.id, .comment, size: row.size, from: partition, .redact, database)
    try database.raiseRedaction(to: RedactionStage.everything)
  }

  // MARK: Sightings

  private func blank(postSighting number: Int64, of post: Int64, _ database: Database) throws {
    guard try !database.isRedacted(.post, number) else { return }
    let whole = try database.postSighting(number)
    for url in [whole.post.url].compactMap(\.self) + whole.post.urlAliases {
      try database.change("DELETE FROM urls WHERE url = ? AND sighting = ?", [url, number])
    }
    var rest = whole
    rest.post = Post()
    rest.post.publishedOn = whole.post.publishedOn
    rest.locator = Self.redactedLocator
    // A key that others have as well would draw them in, now that no word speaks against it.
    rest.keys = try whole.keys.filter { try !database.isShared($0, beyond: post) }
    for key in whole.keys where !rest.keys.contains(key) {
      try database.change(
        "DELETE FROM keys WHERE rule = ? AND high = ? AND low = ? AND sighting = ?",
        key.columns + [number]
      )
    }
    try database.change(
      "UPDATE post_sightings SET head = ? WHERE number = ?",
      [SightingHead.encode(rest), number]
    )
    try database.change(
      "UPDATE post_words SET record = ? WHERE sighting = ?",
      [PostRecord.encode(rest.post), number]
    )
    try noteRedacted(.post, number, database)
  }

  private func blank(commentSighting number: Int64, _ database: Database) throws {
    guard try !database.isRedacted(.comment, number) else { return }
    let whole = try database.commentSighting(number)
    var rest = whole
    rest.comment = Comment()
    rest.comment.status = whole.comment.status
    rest.comment.publishedAt = whole.comment.publishedAt
    rest.comment.publishedOn = whole.comment.publishedOn
    // Platforms count their comments; a guid may be an address that holds words.
    rest.comment.nativeIDs.append(
      contentsOf: whole.comment.nativeIDs.filter { $0.space != NativeSpace.guid }
    )
    if case .native(let id) = whole.parent, id.space == NativeSpace.guid { rest.parent = nil }
    rest.post = .preceding
    rest.locator = Self.redactedLocator
    try database.change(
      "UPDATE comment_sightings SET head = ? WHERE number = ?",
      [SightingHead.encode(rest), number]
    )
    try database.change(
      "UPDATE comment_words SET record = ? WHERE sighting = ?",
      [CommentRecord.encode(rest.comment), number]
    )
    try noteRedacted(.comment, number, database)
  }

  // MARK: Discussions

  /// A discussion without its redacted comments: what answered one of them answers what that answered.
  func withoutRedacted(
    _ discussion: [CommentVersion],
    ofPost post: Int64
  ) throws -> [CommentVersion] {
    let redacted = try redactedComments(of: post)
    guard !redacted.isEmpty else { return discussion }
    for comment in redacted.sorted() { try redact(comment: comment) }
    // A reply comes after what it answers.
    var heirs: [Int64: Int64?] = [:]
    var lost: [Int64: Int] = [:]
    var shown: [CommentVersion] = []
    for var version in discussion {
      let parent = version.parent
      if let parent, let heir = heirs[parent] { version.parent = heir }
      let above = parent.map { lost[$0, default: 0] + (heirs[$0] == nil ? 0 : 1) } ?? 0
      lost[version.comment] = above
      guard !redacted.contains(version.comment) else {
        heirs[version.comment] = .some(version.parent)
        continue
      }
      version.depth = version.depth.map { max(0, $0 - above) }
      version.position = shown.count
      shown.append(version)
    }
    return shown
  }
}

extension Database {
  /// Says how much is to be done before the words are gone from everywhere.
  fileprivate func raiseRedaction(to stage: Int64) throws {
    if try metaNumber("redaction") < stage { try setMeta("redaction", stage) }
  }

  fileprivate func isRedacted(_ kind: Change.Kind, _ sighting: Int64) throws -> Bool {
    try number(
      "SELECT 1 FROM redacted_sightings WHERE kind = ? AND sighting = ?",
      [kind.code, sighting]
    ) != nil
  }

  /// Whether a sighting that stands for another post has the key too.
  fileprivate func isShared(_ key: IdentityKey, beyond post: Int64) throws -> Bool {
    try number(
      """
      SELECT 1 FROM keys JOIN post_sightings ON number = sighting
      WHERE rule = ? AND high = ? AND low = ? AND post IS NOT ? LIMIT 1
      """,
      key.columns + [post]
    ) != nil
  }
}
