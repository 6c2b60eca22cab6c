import GRDB
package import Reconciliation
import Weblog

/// What documents showed: kept as it came, found again by key, by post and by number.
extension CatalogueSession {
  // MARK: Posts

  package func keep(_ sighting: PostSighting) throws -> Int64 {
    if let number = known?.takePost(sighting) {
      counts.posts += 1
      return number
    }
    let number = nextPostSighting
    try run { database in
      try database.change(
        "INSERT INTO post_sightings (number, source, head, discussion) VALUES (?, ?, ?, 0)",
        [number, source, SightingHead.encode(sighting)]
      )
      try database.change(
        "INSERT INTO post_words (sighting, record) VALUES (?, ?)",
        [number, PostRecord.encode(sighting.post)]
      )
      for key in sighting.keys {
        try database.change(
          "INSERT OR IGNORE INTO keys (rule, high, low, sighting) VALUES (?, ?, ?, ?)",
          key.columns + [number]
        )
      }
      for url in [sighting.post.url].compactMap(\.self) + sighting.post.urlAliases {
        try database.change(
          "INSERT OR IGNORE INTO urls (url, sighting) VALUES (?, ?)",
          [url, number]
        )
      }
    }
    nextPostSighting += 1
    counts.posts += 1
    return number
  }

  package func postSightings(
    sharing key: IdentityKey,
    after number: Int64,
    limit: Int
  ) throws -> [Int64] {
    try run { database in
      try database.rows(
        """
        SELECT sighting FROM keys WHERE rule = ? AND high = ? AND low = ? AND sighting > ?
        ORDER BY sighting LIMIT ?
        """,
        key.columns + [number, limit]
      ) { $0[0] }
    }
  }

  package func isShared(_ key: IdentityKey, inDocumentOf sighting: Int64) throws -> Bool {
    try run { database in
      // A document's sightings have numbers in a row, so another one of it is the next with the key.
      let neighbours = """
        SELECT count(*) FROM post_sightings AS own JOIN post_sightings AS other
        WHERE own.number = ?4 AND other.source = own.source AND other.number IN (
          (SELECT max(sighting) FROM keys
            WHERE rule = ?1 AND high = ?2 AND low = ?3 AND sighting < ?4),
          (SELECT min(sighting) FROM keys
            WHERE rule = ?1 AND high = ?2 AND low = ?3 AND sighting > ?4))
        """
      return try database.number(neighbours, key.columns + [sighting]) ?? 0 > 0
    }
  }

  package func postMembers(_ numbers: [Int64]) throws -> [PostMember] {
    try run { database in
      try numbers.map { number in
        let found = try database.row(
          "SELECT number, source, post, head FROM post_sightings WHERE number = ?",
          [number]
        ) { try database.postMember($0).member }
        guard let found else { throw RecordDecoder.damage }
        return found
      }
    }
  }

  package func postMembers(of post: Int64) throws -> [PostMember] {
    try run { database in
      try database.rows(
        "SELECT number, source, post, head FROM post_sightings WHERE post = ? ORDER BY number",
        [post]
      ) { try database.postMember($0).member }
    }
  }

  package func postSightings(_ numbers: [Int64]) throws -> [PostSighting] {
    try run { database in try numbers.map { try database.postSighting($0) } }
  }

  package func assign(sighting: Int64, toPost post: Int64) throws {
    try run {
      try $0.change("UPDATE post_sightings SET post = ? WHERE number = ?", [post, sighting])
    }
  }

  // MARK: Comments

  package func keep(
    _ sighting: CommentSighting,
    underSighting postSighting: Int64,
    ordinal: Int
  ) throws -> Int64 {
    if ordinal == 0 { try run { try $0.note(.leading, under: postSighting) } }
    if known != nil, let number = try keepAgain(sighting, postSighting, ordinal) { return number }
    let number = nextCommentSighting
    try run { database in
      try database.change(
        """
        INSERT INTO comment_sightings (number, source, post_sighting, ordinal, head)
        VALUES (?, ?, ?, ?, ?)
        """,
        [number, source, postSighting, ordinal, SightingHead.encode(sighting)]
      )
      try database.change(
        "INSERT INTO comment_words (sighting, record) VALUES (?, ?)",
        [number, CommentRecord.encode(sighting.comment)]
      )
    }
    nextCommentSighting += 1
    counts.comments += 1
    return number
  }

  package func commentMembers(of post: Int64) throws -> [CommentMember] {
    try run { database in
      try database.rows(
        """
        SELECT c.number, c.source, c.post_sighting, c.ordinal, c.comment, c.head
        FROM post_sightings AS p JOIN comment_sightings AS c ON c.post_sighting = p.number
        WHERE p.post = ? AND p.discussion = 1 ORDER BY c.number
        """,
        [post]
      ) { try $0.commentMember() }
    }
  }

  package func cover(postSighting: Int64) throws {
    try run { try $0.note(.covered, under: postSighting) }
  }

  package func uncoverComments(of post: Int64) throws -> Bool {
    try run { database in
      try database.change(
        "UPDATE post_sightings SET discussion = 1 WHERE post = ? AND discussion = 2",
        [post]
      )
      return database.changesCount > 0
    }
  }

  package func commentSightings(_ numbers: [Int64]) throws -> [CommentSighting] {
    try run { database in try numbers.map { try database.commentSighting($0) } }
  }

  package func assign(sighting: Int64, toComment comment: Int64) throws {
    try run {
      try $0.change(
        "UPDATE comment_sightings SET comment = ? WHERE number = ?",
        [comment, sighting]
      )
    }
  }
}

extension IdentityKey {
  /// SQLite's integers are signed; only equality matters.
  fileprivate var columns: [any CatalogueValue] {
    [Int64(rule.rawValue), Int64(bitPattern: high), Int64(bitPattern: low)]
  }
}

extension CatalogueRow {
  fileprivate func commentMember() throws -> CommentMember {
    let head = try SightingHead.CommentHead(bytes(5))
    return CommentMember(
      number: self[0],
      source: self[1],
      postSighting: self[2],
      ordinal: self[3],
      comment: self[4],
      rank: head.rank,
      nativeIDs: head.nativeIDs,
      parent: head.parent,
      depth: head.depth,
      authorName: head.authorName,
      publishedAt: head.publishedAt,
      publishedOn: head.publishedOn,
      bodyHash: head.bodyHash,
      status: head.status,
      contentHash: head.contentHash
    )
  }
}

/// A kept sighting under its number.
struct Kept<Sighting> {
  var number: Int64
  var source: Int64
  var sighting: Sighting
}

extension Database {
  /// A row's `number, source, post, head`.
  func postMember(_ row: CatalogueRow) throws -> (member: PostMember, locator: String) {
    let number: Int64 = row[0]
    return try SightingHead.postMember(
      row.bytes(3),
      number: number,
      source: row[1],
      post: row[2],
      words: {
        let sql = "SELECT record FROM post_words WHERE sighting = ?"
        guard let words = try self.row(sql, [number], { try PostRecord.decode($0.bytes(0)) }) else {
          throw RecordDecoder.damage
        }
        return words
      }
    )
  }

  fileprivate func note(
    _ discussion: CatalogueSchema.Discussion,
    under postSighting: Int64
  ) throws {
    try change(
      "UPDATE post_sightings SET discussion = ? WHERE number = ?",
      [discussion.rawValue, postSighting]
    )
  }

  func postSighting(_ number: Int64) throws -> PostSighting {
    try keptPost("number = ?", number).sighting
  }

  /// The sighting that speaks for a post whose words are not merged, with its number and source.
  func soleSighting(ofPost post: Int64) throws -> Kept<PostSighting> {
    try keptPost("post = ? ORDER BY number LIMIT 1", post)
  }

  private func keptPost(_ condition: String, _ value: Int64) throws -> Kept<PostSighting> {
    let found = try row(
      """
      SELECT number, source, post, head, record
      FROM post_sightings JOIN post_words ON sighting = number WHERE \(condition)
      """,
      [value]
    ) { row in
      let (member, locator) = try postMember(row)
      let sighting = PostSighting(
        post: try PostRecord.decode(row.bytes(4)),
        locator: locator,
        rank: member.rank,
        blog: member.blog,
        keys: member.keys,
        contentHash: member.contentHash
      )
      return Kept(number: member.number, source: member.source, sighting: sighting)
    }
    guard let found else { throw RecordDecoder.damage }
    return found
  }

  func commentSighting(_ number: Int64) throws -> CommentSighting {
    try keptComment("number = ?", number).sighting
  }

  /// The sighting that speaks for a comment whose words are not merged, with its number and source.
  func soleSighting(ofComment comment: Int64) throws -> Kept<CommentSighting> {
    try keptComment("comment = ? ORDER BY number LIMIT 1", comment)
  }

  private func keptComment(_ condition: String, _ value: Int64) throws -> Kept<CommentSighting> {
    let found = try row(
      """
      SELECT number, source, head, record
      FROM comment_sightings JOIN comment_words ON sighting = number WHERE \(condition)
      """,
      [value]
    ) { row in
      let head = try SightingHead.CommentHead(row.bytes(2))
      let sighting = CommentSighting(
        comment: try CommentRecord.decode(row.bytes(3)),
        locator: head.locator,
        rank: head.rank,
        post: head.post,
        parent: head.parent,
        depth: head.depth,
        bodyHash: head.bodyHash,
        contentHash: head.contentHash
      )
      return Kept(number: row[0], source: row[1], sighting: sighting)
    }
    guard let found else { throw RecordDecoder.damage }
    return found
  }
}
