import GRDB
import Reconciliation
import Weblog

/// A post as the catalogue has it, without its words.
struct PostRow {
  var number: Int64
  var id: String
  var revision: Int
  var revisedBy: Int64?
  var partition: Int64?
  var commentsDeclared: Int?
  var commentCount: Int
  var contentHash: [UInt8]?
  var sources: [UInt8]?
  var merged: [UInt8]?
  var retiredInto: Int64?

  /// What the record counts for in its partition.
  var size: Int { merged?.count ?? 4_096 }

  static let columns = """
    number, id, revision, revised_by, partition, comments_declared, comment_count, content_hash,
    sources, merged, retired_into
    """

  init(_ row: CatalogueRow) {
    number = row[0]
    id = row[1]
    revision = row[2]
    revisedBy = row[3]
    partition = row[4]
    commentsDeclared = row[5]
    commentCount = row[6]
    contentHash = row.optionalBytes(7)
    sources = row.optionalBytes(8)
    merged = row.optionalBytes(9)
    retiredInto = row[10]
  }

  /// Whether a reader would see a difference, in anything but `sources`.
  func differs(
    from version: PostVersion,
    merged new: [UInt8]?,
    _ database: Database
  ) throws -> Bool {
    if revision == 0 || contentHash != version.contentHash
      || commentsDeclared != version.commentsDeclared
      || commentCount != version.commentCount ?? commentCount
    {
      return true
    }
    if merged == nil && new == nil { return false }
    return try shown(merged, database) != shown(new, database)
  }

  private func shown(_ merged: [UInt8]?, _ database: Database) throws -> [UInt8] {
    if let merged { return merged }
    guard let sighting = try database.onlySighting(ofPost: number) else { return [] }
    return CatalogueSession.shown(try database.postSighting(sighting).post)
  }
}

extension Database {
  func postRow(_ number: Int64) throws -> PostRow {
    let sql = "SELECT \(PostRow.columns) FROM posts WHERE number = ?"
    guard let found = try row(sql, [number], PostRow.init) else { throw RecordDecoder.damage }
    return found
  }

  /// The sighting that speaks for a post whose words are not merged.
  func onlySighting(ofPost post: Int64) throws -> Int64? {
    try number("SELECT min(number) FROM post_sightings WHERE post = ?", [post])
  }

  func postSize(_ post: Int64) throws -> Int {
    Int(
      try number(
        """
        SELECT length(record) FROM post_words
        WHERE sighting = (SELECT min(number) FROM post_sightings WHERE post = ?)
        """,
        [post]
      ) ?? 0
    )
  }

  /// The slug to file under, and how sure it is.
  func filing(of claim: BlogClaim) throws -> (String, Partition.Standing) {
    if let host = claim.host { return (host, .settled) }
    if let platform = claim.platform, let host = try host(ofPlatform: platform) {
      return (host, .settled)
    }
    if let directory = claim.directory { return (directory, .settled) }
    if let platform = claim.platform { return (platform, .platform) }
    return (BlogClaim.unsorted, .unsorted)
  }

  func host(ofPlatform platform: String) throws -> String? {
    try text("SELECT host FROM platforms WHERE platform = ?", [platform])
  }
}
