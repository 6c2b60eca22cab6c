import GRDB
import Reconciliation
package import Weblog

/// Documents of which it is not known whether every entry was kept: those that a version took in which did not count.
extension Store {
  package struct UncountedDocument: Sendable {
    /// Its place in the ledger.
    package let number: Int64
    package let source: Source
    /// Of the dropped file.
    package let original: ContentHash
    /// As it was dropped: bytes, not always UTF-8.
    package let name: [UInt8]
  }

  /// The first uncounted document after a place in the ledger.
  package func nextUncounted(after number: Int64) throws(StorageError) -> UncountedDocument? {
    try connection.run { database in
      try database.row(
        """
        SELECT number, original, record,
          (SELECT name FROM drops WHERE drops.hash = original ORDER BY drops.number LIMIT 1)
        FROM sources WHERE entries IS NULL AND number > ? ORDER BY number LIMIT 1
        """,
        [number]
      ) {
        guard let original = ContentHash(bytes: $0.bytes(1)) else { throw RecordDecoder.damage }
        return UncountedDocument(
          number: $0[0],
          source: try SourceRecord.decode($0.bytes(2)),
          original: original,
          name: $0.bytes(3)
        )
      }
    }
  }

  /// Compares what was read of a document with what is kept of it, and notes that nothing is missing.
  ///
  /// - Returns: how many entries are missing.
  package func count(_ document: UncountedDocument, read: EntryCounts) throws(StorageError) -> Int {
    let known = try knownSightings(of: document)
    let missing =
      max(0, read.posts - known.postCount) + max(0, read.comments - known.commentCount)
    guard missing == 0 else { return missing }
    try connection.transact {
      try $0.change(
        "UPDATE sources SET entries = ? WHERE number = ?",
        [read.total, document.number]
      )
    }
    return 0
  }

  /// Opens the transaction in which a document that was taken in before is read again.
  package func beginAgain(_ document: UncountedDocument) throws(StorageError) -> CatalogueSession {
    let known = try knownSightings(of: document)
    return try open(known: known) { database in
      try database.beginTransaction(.immediate)
      return document.number
    }
  }

  private func knownSightings(
    of document: UncountedDocument
  ) throws(StorageError) -> KnownSightings {
    try connection.run { database in
      var known = KnownSightings()
      let posts = try database.rows(
        "SELECT number, source, post, head FROM post_sightings WHERE source = ? ORDER BY number DESC",
        [document.number]
      ) { try database.postMember($0) }
      for (member, locator) in posts { known.add(member, locator: locator) }
      let comments = try database.rows(
        """
        SELECT number, source, post_sighting, ordinal, comment, head FROM comment_sightings
        WHERE source = ? ORDER BY number DESC
        """,
        [document.number]
      ) {
        let known = KnownSightings.Comment(number: $0[0], postSighting: $0[2], ordinal: $0[3])
        return (known, try SightingHead.CommentHead($0.bytes(5)).locator)
      }
      for (comment, locator) in comments { known.add(comment, locator: locator) }
      return known
    }
  }
}
