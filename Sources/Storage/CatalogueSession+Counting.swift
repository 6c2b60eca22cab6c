import GRDB
import Reconciliation
import Weblog

/// What one document brought, counted: an entry that has no row is noticed before anything is committed.
extension CatalogueSession {
  /// Notes how many entries the document has, once all of them are kept.
  ///
  /// - Throws: `.incomplete` when fewer, or more, were kept than were read.
  func requireAll(of read: EntryCounts, kept: KeptEntries, _ database: Database) throws {
    let posts = try rows(in: "post_sightings", from: firstPostSighting, database)
    let comments = try rows(in: "comment_sightings", from: firstCommentSighting, database)
    guard read == kept.entries, comments == kept.entries.comments,
      posts == kept.entries.posts + kept.entries.media + kept.stubs
    else { throw StorageError(.incomplete, "commit", try database.name(ofSource: source)) }
    try database.change("UPDATE sources SET entries = ? WHERE number = ?", [read.total, source])
  }

  private func rows(in table: String, from first: Int64, _ database: Database) throws -> Int {
    let count = try database.number(
      "SELECT count(*) FROM \(table) WHERE number >= ? AND source = ?",
      [first, source]
    )
    return Int(count ?? 0)
  }

  /// - Parameter former: what the ledger said before, where the document is read again.
  /// - Returns: what it is to say.
  func counts(addedTo former: Source.Counts) -> Source.Counts {
    var counts = counts
    counts.added += former.added
    counts.updated += former.updated
    counts.unchanged = max(0, counts.posts + counts.comments - counts.added - counts.updated)
    return counts
  }
}

extension Database {
  fileprivate func name(ofSource number: Int64) throws -> String {
    try row("SELECT record FROM sources WHERE number = ?", [number]) {
      try SourceRecord.decode($0.bytes(0)).name
    } ?? ""
  }
}
