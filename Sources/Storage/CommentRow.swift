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
  /// Of the merged words; `nil` where one sighting speaks for itself.
  var mergedSize: Int?
  var retiredInto: Int64?
  /// Of the sighting that speaks for a comment that has no place yet.
  var wordsSize: Int?

  /// What the record counts for in its partition.
  var size: Int { mergedSize ?? 1_024 }

  static let columns = """
    number, id, post, revision, revised_by, partition, parent, position, depth, content_hash,
    sources, length(merged), retired_into, CASE WHEN partition IS NULL THEN (
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
    mergedSize = row[11]
    retiredInto = row[12]
    wordsSize = row[13]
  }

  /// Whether a reader would see a difference, in anything but `sources`.
  func differs(
    from version: CommentVersion,
    _ words: CommentWords?,
    _ database: Database
  ) throws -> Bool {
    if revision == 0 || parent != version.parent || position != version.position
      || depth != version.depth
    {
      return true
    }
    guard let words else { return false }
    if contentHash != words.contentHash { return true }
    if mergedSize == nil && words.merged == nil { return false }
    return try shown(try database.mergedComment(number), database)
      != shown(words.merged, database)
  }

  private func shown(_ merged: [UInt8]?, _ database: Database) throws -> [UInt8] {
    if let merged { return merged }
    guard let sighting = try database.onlySighting(ofComment: number) else { return [] }
    return CommentRecord.encode(try database.commentSighting(sighting).comment)
  }
}

/// What a comment's row keeps of its words.
struct CommentWords {
  var merged: [UInt8]?
  var sources: [UInt8]?
  var contentHash: [UInt8]

  /// `nil` where they are as before.
  init?(_ words: CommentVersion.Words) {
    switch words {
    case .own(let hash): contentHash = hash.bytes
    case .merged(let comment, let credits, let hash):
      merged = CommentRecord.encode(comment)
      sources = SightingHead.encode(credits)
      contentHash = hash.bytes
    case .asBefore: return nil
    }
  }
}

extension Database {
  func commentRow(_ number: Int64) throws -> CommentRow {
    let sql = "SELECT \(CommentRow.columns) FROM comments WHERE number = ?"
    guard let found = try row(sql, [number], CommentRow.init) else { throw RecordDecoder.damage }
    return found
  }

  func mergedComment(_ number: Int64) throws -> [UInt8]? {
    try row("SELECT merged FROM comments WHERE number = ?", [number]) { $0.optionalBytes(0) } ?? nil
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
