import GRDB
import Reconciliation
import Weblog

/// Reads whole published records out of the catalogue: the one place that says what the store says.
///
/// Source ids are remembered, because nearly all records of a partition name the same few.
struct RecordReader {
  private var sourceIDs: [Int64: String] = [:]
  /// The comments of a post come together, and records of a partition too.
  private var lastPost: (number: Int64, id: String)?
  /// The comments read of that post: a reply comes after what it answers.
  private var commentIDs: [Int64: String] = [:]
  private var lastPartition: (number: Int64, slug: String)?

  mutating func post(_ number: Int64, _ database: Database) throws -> PublishedPost {
    let row = try database.postRow(number)
    guard let partition = row.partition else { throw RecordDecoder.damage }
    var (post, sources) = try words(of: row, database)
    post.commentsDeclared = row.commentsDeclared
    return PublishedPost(
      id: row.id,
      revision: row.revision,
      blogSlug: try slug(partition, database),
      post: post,
      commentCount: row.commentCount,
      sources: try references(sources, database),
      contentHash: row.contentHash ?? []
    )
  }

  mutating func comment(_ number: Int64, _ database: Database) throws -> PublishedComment {
    let row = try database.commentRow(number)
    guard let partition = row.partition else { throw RecordDecoder.damage }
    let (comment, sources) = try words(of: row, database)
    let postID = try postID(row.post, database)
    commentIDs[number] = row.id
    return PublishedComment(
      id: row.id,
      postID: postID,
      blogSlug: try slug(partition, database),
      revision: row.revision,
      parentID: try row.parent.flatMap { parent in
        try commentIDs[parent]
          ?? database.text("SELECT id FROM comments WHERE number = ?", [parent])
      },
      position: row.position ?? 0,
      depth: row.depth,
      comment: comment,
      sources: try references(sources, database)
    )
  }

  func blog(_ slug: String, _ database: Database) throws -> PublishedBlog? {
    func live(_ kind: Partition.Kind) throws -> Int {
      Int(
        try database.number(
          "SELECT sum(live) FROM partitions WHERE slug = ? AND kind = ?",
          [slug, kind.rawValue]
        ) ?? 0
      )
    }
    return try database.row("SELECT revision, record FROM blogs WHERE slug = ?", [slug]) {
      PublishedBlog(
        blogSlug: slug,
        revision: $0[0],
        blog: try BlogRecord.decode($0.bytes(1)),
        postCount: try live(.posts),
        commentCount: try live(.comments)
      )
    }
  }

  mutating func references(
    _ sources: [Provenance],
    _ database: Database
  ) throws -> [SourceReference] {
    try sources.map {
      SourceReference(
        source: try sourceID($0.source, database),
        locator: $0.locator,
        fields: $0.fields
      )
    }
  }

  mutating func sourceID(_ number: Int64, _ database: Database) throws -> String {
    if let known = sourceIDs[number] { return known }
    guard let id = try database.text("SELECT id FROM sources WHERE number = ?", [number]) else {
      throw RecordDecoder.damage
    }
    sourceIDs[number] = id
    return id
  }

  private mutating func postID(_ number: Int64, _ database: Database) throws -> String {
    if let lastPost, lastPost.number == number { return lastPost.id }
    guard let id = try database.text("SELECT id FROM posts WHERE number = ?", [number]) else {
      throw RecordDecoder.damage
    }
    lastPost = (number, id)
    commentIDs.removeAll(keepingCapacity: true)
    return id
  }

  private mutating func slug(_ partition: Int64, _ database: Database) throws -> String {
    if let lastPartition, lastPartition.number == partition { return lastPartition.slug }
    let sql = "SELECT slug FROM partitions WHERE number = ?"
    let slug = try database.text(sql, [partition]) ?? ""
    lastPartition = (partition, slug)
    return slug
  }

  private func words(of row: PostRow, _ database: Database) throws -> (Post, [Provenance]) {
    if let merged = row.merged, let sources = row.sources {
      return (
        try PostRecord.decode(merged),
        try SightingHead.attribution(sources).provenance {
          try database.creditedSightings(ofPost: row.number)
        }
      )
    }
    let kept = try database.soleSighting(ofPost: row.number)
    let post = kept.sighting.post
    let fields = PostRecord.fields(of: post)
    return (
      post,
      [Provenance(source: kept.source, locator: kept.sighting.locator, fields: fields)]
    )
  }

  private func words(of row: CommentRow, _ database: Database) throws -> (Comment, [Provenance]) {
    if let sources = row.sources, let merged = try database.mergedComment(row.number) {
      return (
        try CommentRecord.decode(merged),
        try SightingHead.attribution(sources).provenance {
          try database.creditedSightings(ofComment: row.number)
        }
      )
    }
    let kept = try database.soleSighting(ofComment: row.number)
    let comment = kept.sighting.comment
    let fields = CommentRecord.fields(of: comment)
    return (
      comment,
      [Provenance(source: kept.source, locator: kept.sighting.locator, fields: fields)]
    )
  }
}

extension RecordAttribution {
  fileprivate func provenance(
    of sightings: () throws -> [CreditedSighting]
  ) rethrows -> [Provenance] {
    switch self {
    case .sightings(let provenance): provenance
    case .credits(let credits): credits.provenance(of: try sightings())
    }
  }
}

extension Database {
  fileprivate func creditedSightings(ofPost post: Int64) throws -> [CreditedSighting] {
    try rows("SELECT number, source, post, head FROM post_sightings WHERE post = ?", [post]) {
      let (member, locator) = try postMember($0)
      return CreditedSighting(
        number: member.number,
        source: member.source,
        locator: locator,
        rank: member.rank,
        contentHash: ContentDigest(member.contentHash),
        commentsDeclared: member.commentsDeclared
      )
    }
  }

  fileprivate func creditedSightings(ofComment comment: Int64) throws -> [CreditedSighting] {
    try rows("SELECT number, source, head FROM comment_sightings WHERE comment = ?", [comment]) {
      let head = try SightingHead.CommentHead($0.bytes(2))
      return CreditedSighting(
        number: $0[0],
        source: $0[1],
        locator: head.locator,
        rank: head.rank,
        contentHash: ContentDigest(head.contentHash)
      )
    }
  }
}
