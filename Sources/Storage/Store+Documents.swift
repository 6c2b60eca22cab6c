import GRDB
package import Reconciliation
package import Weblog

/// Taking documents in: receipts, and one transaction a document.
extension Store {
  // MARK: Receipts

  /// What is known of a claimed file.
  package func standing(of claim: Claim) throws(StorageError) -> ClaimStanding {
    try connection.run { database in
      let identities = try database.rows(
        "SELECT identity FROM drops WHERE hash = ?",
        [claim.hash.bytes]
      ) { $0.bytes(0) }
      if identities.contains(claim.identity) { return .replay }
      guard !identities.isEmpty, let first = try database.firstSource(ofOriginal: claim.hash)
      else { return .new }
      return .duplicate(of: first)
    }
  }

  /// The first source with these bytes, as a document or as a whole dropped file.
  package func receipt(ofHash hash: ContentHash) throws(StorageError) -> Source? {
    try connection.run { database in
      try database.row(
        """
        SELECT record FROM sources WHERE hash = ?1 OR original = ?1 ORDER BY number LIMIT 1
        """,
        [hash.bytes]
      ) { try SourceRecord.decode($0.bytes(0)) }
    }
  }

  /// Every accepted drop, oldest first.
  package func receiptsInOrder() throws(StorageError) -> [Receipt] {
    try connection.run { try $0.receiptsInOrder() }
  }

  /// Records a file whose bytes were accepted before: one row in the ledger and nothing else.
  ///
  /// `claim` is the drop that this settles; `nil` for a document inside a container.
  @discardableResult
  package func recordDuplicate(
    _ document: IncomingDocument,
    of first: String,
    completing claim: Claim?
  ) throws(StorageError) -> Source {
    let session = try begin(document)
    return try finish(session, ReadingReport(), kept: KeptEntries(), completing: claim) { source in
      source.outcome = .duplicate
      source.duplicateOf = first
    }
  }

  // MARK: Documents

  /// Opens a document's transaction; one at a time.
  package func begin(_ document: IncomingDocument) throws(StorageError) -> CatalogueSession {
    try open { database in
      try database.beginTransaction(.immediate)
      return try database.insertSource(document)
    }
  }

  /// Opens a session on the source whose number the body answers with, once it has begun the transaction.
  func open(
    known: KnownSightings? = nil,
    _ body: (Database) throws -> Int64
  ) throws(StorageError) -> CatalogueSession {
    precondition(session == nil, "one document at a time")
    if mustRepeatPublication { try publishPending() }
    do {
      let opened = try CatalogueSession(
        connection,
        source: try connection.run(body),
        at: clock(),
        partSize: settings.partSize,
        known: known
      )
      session = opened
      return opened
    } catch {
      try connection.rollBack()
      throw error
    }
  }

  /// Commits everything the document brought, durably when it returns.
  ///
  /// Nothing is committed unless all entries that were read, as the report counts them, are those that were kept,
  /// and each of these has its row.
  ///
  /// `claim` is the drop that is settled by this document, the last of its container.
  ///
  /// - Returns: the ledger's row, with its counts.
  /// - Throws: `.incomplete` when the counts differ.
  @discardableResult
  package func commit(
    _ session: CatalogueSession,
    _ report: ReadingReport,
    kept: KeptEntries,
    completing claim: Claim?
  ) throws(StorageError) -> Source {
    try finish(session, report, kept: kept, completing: claim) { source in
      source.outcome = report.isPartial ? .partial : .ingested
      source.variant = report.variant
      source.encoding = report.encoding
      source.counts = session.counts(addedTo: source.counts)
      source.counts.skipped = report.skipped
      source.postsDeclared = report.postsDeclared
      source.commentsDeclared = report.commentsDeclared
      source.repairs = report.notices
      source.withheld = report.withheld
    }
  }

  /// Abandons a document: nothing of it remains.
  package func rollBack(_ session: CatalogueSession) throws(StorageError) {
    session.end()
    self.session = nil
    try connection.rollBack()
  }

  private func finish(
    _ session: CatalogueSession,
    _ report: ReadingReport,
    kept: KeptEntries,
    completing claim: Claim?,
    _ fill: (inout Source) -> Void
  ) throws(StorageError) -> Source {
    do {
      let source = try session.run { database in
        let source = try session.settleSource(database, fill)
        try session.requireAll(of: report.entries, kept: kept, database)
        try session.flush(database)
        if let claim { try database.insertDrop(claim, received: source.received) }
        try database.setMeta("committed_at", session.at.millisecondsSinceEpoch)
        try database.commit()
        return source
      }
      session.end()
      self.session = nil
      if let claim { unfinished.remove(claim.hash) }
      return source
    } catch {
      try? rollBack(session)
      throw error
    }
  }
}

extension CatalogueSession {
  fileprivate func settleSource(
    _ database: Database,
    _ fill: (inout Source) -> Void
  ) throws -> Source {
    let begun = try database.row("SELECT record FROM sources WHERE number = ?", [source]) {
      try SourceRecord.decode($0.bytes(0))
    }
    guard var record = begun else { throw RecordDecoder.damage }
    fill(&record)
    let bytes = SourceRecord.encode(record)
    let year = record.received.day().year
    let key = Partition.Key(kind: .sources, year: year)
    let place = try partitions.place(key, .settled, size: bytes.count * 2, database)
    try database.change(
      "UPDATE sources SET partition = ?, record = ? WHERE number = ?",
      [place.number, bytes, source]
    )
    try announce(.upsert, .source, record.id, path: place.path, database)
    return record
  }
}

extension Database {
  func receiptsInOrder() throws -> [Receipt] {
    try rows("SELECT hash, name, bytes, received FROM drops ORDER BY number") {
      guard let hash = ContentHash(bytes: $0.bytes(0)) else { throw RecordDecoder.damage }
      return Receipt(
        hash: hash,
        name: $0.bytes(1),
        bytes: $0[2],
        received: Instant(millisecondsSinceEpoch: $0[3])
      )
    }
  }

  fileprivate func insertSource(_ document: IncomingDocument) throws -> Int64 {
    let source = Source(
      id: try freeSourceID(document.hash),
      name: document.name,
      bytes: document.bytes,
      format: document.format,
      encoding: "utf-8",
      received: document.received,
      outcome: .ingested,
      parser: document.parser
    )
    var record = source
    record.container = document.container
    try change(
      "INSERT INTO sources (id, hash, original, received, record) VALUES (?, ?, ?, ?, ?)",
      [
        record.id, document.hash.bytes, document.original.bytes,
        record.received.millisecondsSinceEpoch, SourceRecord.encode(record),
      ]
    )
    return lastInsertedRowID
  }

  private func freeSourceID(_ hash: ContentHash) throws -> String {
    let count = try number("SELECT count(*) FROM sources WHERE hash = ?", [hash.bytes]) ?? 0
    return "s_\(hash.hex)" + (count == 0 ? "" : "-\(count + 1)")
  }

  fileprivate func insertDrop(_ claim: Claim, received: Instant) throws {
    try change("DELETE FROM attempts WHERE hash = ?", [claim.hash.bytes])
    try change(
      "INSERT INTO drops (hash, name, identity, bytes, received) VALUES (?, ?, ?, ?, ?)",
      [
        claim.hash.bytes, claim.name, claim.identity, claim.bytes,
        received.millisecondsSinceEpoch,
      ]
    )
  }

  fileprivate func firstSource(ofOriginal hash: ContentHash) throws -> String? {
    try text(
      "SELECT id FROM sources WHERE original = ? ORDER BY number LIMIT 1",
      [hash.bytes]
    )
  }
}
