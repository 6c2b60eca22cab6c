import GRDB
import Reconciliation
import Weblog

/// A comment as the catalogue has it, without its words.
struct CommentRow {
  var number: Int64
  var id: String
  var post: Int64
  var revision: Int
  var revisedBy: Int64?
  var partition: Int64?
  var parent: Int64?
  var position: Int?
  var depth: Int?
  var contentHash: [UInt8]?
  var sources: [UInt8]?
  var merged: [UInt8]?
  var retiredInto: Int64?
  /// Of the sighting that speaks for a comment that has no place yet.
  var wordsSize: Int?

  /// What the record counts for in its partition.
  var size: Int { merged?.count ?? 1_024 }

  static let columns = """
    number, id, post, revision, revised_by, partition, parent, position, depth, content_hash,
    sources, merged, retired_into, CASE WHEN partition IS NULL THEN (
      SELECT length(record) FROM comment_words WHERE sighting = (
        SELECT min(s.number) FROM comment_sightings AS s WHERE s.comment = comments.number)) END
    """

  init(_ row: CatalogueRow) {
    number = row[0]
    id = row[1]
    post = row[2]
    revision = row[3]
    revisedBy = row[4]
    partition = row[5]
    parent = row[6]
    position = row[7]
    depth = row[8]
    contentHash = row.optionalBytes(9)
    sources = row.optionalBytes(10)
    merged = row.optionalBytes(11)
    retiredInto = row[12]
    wordsSize = row[13]
  }

  /// Whether a reader would see a difference, in anything but `sources`.
  func differs(
    from version: CommentVersion,
    merged new: [UInt8]?,
    _ database: Database
  ) throws -> Bool {
    if revision == 0 || contentHash != version.contentHash || parent != version.parent
      || position != version.position || depth != version.depth
    {
      return true
    }
    if merged == nil && new == nil { return false }
    return try shown(merged, database) != shown(new, database)
  }

  private func shown(_ merged: [UInt8]?, _ database: Database) throws -> [UInt8] {
    if let merged { return merged }
    guard let sighting = try database.onlySighting(ofComment: number) else { return [] }
    return CommentRecord.encode(try database.commentSighting(sighting).comment)
  }
}

extension Database {
  func commentRow(_ number: Int64) throws -> CommentRow {
    let sql = "SELECT \(CommentRow.columns) FROM comments WHERE number = ?"
    guard let found = try row(sql, [number], CommentRow.init) else { throw RecordDecoder.damage }
    return found
  }

  func commentRows(ofPost post: Int64) throws -> [CommentRow] {
    try rows(
      "SELECT \(CommentRow.columns) FROM comments WHERE post = ? ORDER BY number",
      [post],
      CommentRow.init
    )
  }

  /// The sighting that speaks for a comment whose words are not merged.
  func onlySighting(ofComment comment: Int64) throws -> Int64? {
    try number("SELECT min(number) FROM comment_sightings WHERE comment = ?", [comment])
  }
}
