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
    let sources = try row.sources.map { try SightingHead.provenance($0) } ?? []
    if let merged = row.merged, !sources.isEmpty {
      return (try PostRecord.decode(merged), sources)
    }
    let kept = try database.soleSighting(ofPost: row.number)
    let sighting = kept.sighting
    let post = try row.merged.map { try PostRecord.decode($0) } ?? sighting.post
    guard sources.isEmpty else { return (post, sources) }
    let provenance = Provenance(
      sighting: kept.number,
      source: kept.source,
      locator: sighting.locator,
      fields: PostRecord.fields(of: sighting.post)
    )
    return (post, [provenance])
  }

  private func words(of row: CommentRow, _ database: Database) throws -> (Comment, [Provenance]) {
    let sources = try row.sources.map { try SightingHead.provenance($0) } ?? []
    if let merged = row.merged, !sources.isEmpty {
      return (try CommentRecord.decode(merged), sources)
    }
    let kept = try database.soleSighting(ofComment: row.number)
    let sighting = kept.sighting
    let comment = try row.merged.map { try CommentRecord.decode($0) } ?? sighting.comment
    guard sources.isEmpty else { return (comment, sources) }
    let provenance = Provenance(
      sighting: kept.number,
      source: kept.source,
      locator: sighting.locator,
      fields: CommentRecord.fields(of: sighting.comment)
    )
    return (comment, [provenance])
  }
}
