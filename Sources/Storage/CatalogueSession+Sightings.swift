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
        "INSERT INTO post_sightings (number, source, head) VALUES (?, ?, ?)",
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
      if sighting.locator == Self.redactedLocator { try noteRedacted(.post, number, database) }
    }
    nextPostSighting += 1
    counts.posts += 1
    return number
  }

  package func postMembers(sharing keys: [IdentityKey]) throws -> [PostMember] {
    try run { database in
      var numbers: Set<Int64> = []
      for key in keys {
        numbers.formUnion(
          try database.rows(
            "SELECT sighting FROM keys WHERE rule = ? AND high = ? AND low = ?",
            key.columns
          ) { $0[0] }
        )
      }
      return try numbers.sorted().compactMap { number in
        try database.row(
          "SELECT number, source, post, head FROM post_sightings WHERE number = ?",
          [number]
        ) { try $0.postMember() }
      }
    }
  }

  package func postMembers(of post: Int64) throws -> [PostMember] {
    try run { database in
      try database.rows(
        "SELECT number, source, post, head FROM post_sightings WHERE post = ? ORDER BY number",
        [post]
      ) { try $0.postMember() }
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
      if sighting.locator == Self.redactedLocator { try noteRedacted(.comment, number, database) }
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
        WHERE p.post = ? ORDER BY c.number
        """,
        [post]
      ) { try $0.commentHead().member }
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
  var columns: [any CatalogueValue] {
    [Int64(rule.rawValue), Int64(bitPattern: high), Int64(bitPattern: low)]
  }
}

extension CatalogueRow {
  fileprivate func postMember() throws -> PostMember {
    try SightingHead.postMember(bytes(3), number: self[0], source: self[1], post: self[2]).member
  }

  func commentHead() throws -> (
    member: CommentMember, locator: String, post: PostReference
  ) {
    try SightingHead.commentMember(
      bytes(5),
      number: self[0],
      source: self[1],
      postSighting: self[2],
      ordinal: self[3],
      comment: self[4]
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
      let (member, locator) = try SightingHead.postMember(
        row.bytes(3),
        number: row[0],
        source: row[1],
        post: row[2]
      )
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
      SELECT number, source, post_sighting, ordinal, comment, head, record
      FROM comment_sightings JOIN comment_words ON sighting = number WHERE \(condition)
      """,
      [value]
    ) { row in
      let (member, locator, post) = try row.commentHead()
      let sighting = CommentSighting(
        comment: try CommentRecord.decode(row.bytes(6)),
        locator: locator,
        rank: member.rank,
        post: post,
        parent: member.parent,
        depth: member.depth,
        bodyHash: member.bodyHash,
        contentHash: member.contentHash
      )
      return Kept(number: member.number, source: member.source, sighting: sighting)
    }
    guard let found else { throw RecordDecoder.damage }
    return found
  }
}
