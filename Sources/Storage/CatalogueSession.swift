import GRDB
import Reconciliation
import Weblog

/// One document's transaction: everything it brings is kept together or not at all.
///
/// Used on the store's queue only, between `Store.begin` and `commit` or `rollBack`. Row numbers are
/// handed out here and not by SQLite, so that nothing has to be asked back.
package final class CatalogueSession {
  let connection: CatalogueConnection
  /// Number of the document's source.
  let source: Int64
  /// When the changes of this document are said to have happened.
  let at: Instant
  var partitions: PartitionLedger
  /// Slugs whose blog record may read differently at the end.
  var touchedBlogs: Set<String> = []
  var counts = Source.Counts()
  /// What the document brought when it was read before; `nil` for one that is read for the first time.
  var known: KnownSightings?
  private(set) var isOpen = true

  /// The first that this document can have.
  let firstPostSighting: Int64
  let firstCommentSighting: Int64
  var nextPostSighting: Int64
  var nextCommentSighting: Int64
  var nextPost: Int64
  var nextComment: Int64

  init(
    _ connection: CatalogueConnection,
    source: Int64,
    at: Instant,
    partSize: Int64,
    known: KnownSightings? = nil
  ) throws(StorageError) {
    self.connection = connection
    self.source = source
    self.at = at
    partitions = PartitionLedger(fullSize: partSize)
    (nextPostSighting, nextCommentSighting, nextPost, nextComment) = try connection.run {
      (
        try $0.nextNumber(in: "post_sightings"), try $0.nextNumber(in: "comment_sightings"),
        try $0.nextNumber(in: "posts"), try $0.nextNumber(in: "comments")
      )
    }
    self.known = known
    firstPostSighting = known == nil ? nextPostSighting : 0
    firstCommentSighting = known == nil ? nextCommentSighting : 0
  }

  /// Runs statements of the open transaction.
  func run<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
    precondition(isOpen, "a session is used between its begin and its end")
    return try connection.run(body)
  }

  func end() { isOpen = false }

  /// Writes what was held in memory until the end of the transaction.
  func flush(_ database: Database) throws {
    try settleBlogs(database)
    try partitions.flush(database)
  }

  /// Adds a row to the feed.
  func announce(
    _ operation: Change.Operation,
    _ kind: Change.Kind,
    _ id: String,
    into: String? = nil,
    revision: Int? = nil,
    path: String? = nil,
    _ database: Database
  ) throws {
    try database.change(
      """
      INSERT INTO changes (at, op, kind, id, survivor, revision, path)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        at.millisecondsSinceEpoch, operation.code, kind.code, id, into, revision, path,
      ]
    )
  }

  /// About what a tombstone takes in its file.
  static let tombstoneSize = 160

  /// Lists an id that ended among the tombstones of the blog it belonged to.
  func bury(
    _ id: String,
    _ kind: Change.Kind,
    into survivor: String?,
    _ reason: Change.Operation,
    slug: String,
    _ database: Database
  ) throws {
    let place = try partitions.place(
      Partition.Key(kind: .tombstones, slug: slug),
      .settled,
      size: Self.tombstoneSize,
      database
    )
    try database.change(
      """
      INSERT INTO tombstones (id, kind, survivor, at, reason, partition)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        id, kind.code, survivor, at.millisecondsSinceEpoch, reason.code, place.number,
      ]
    )
    try announce(reason, kind, id, into: survivor, database)
  }
}

extension CatalogueSession: Catalogue {}

extension CaseIterable where Self: Equatable {
  /// The place in the order of declaration: how the catalogue stores a case.
  var code: Int { Self.allCases.enumerated().first { $0.element == self }?.offset ?? 0 }

  init(code: Int) throws {
    for (place, value) in Self.allCases.enumerated() where place == code {
      self = value
      return
    }
    throw RecordDecoder.damage
  }
}

extension Database {
  fileprivate func nextNumber(in table: String) throws -> Int64 {
    (try number("SELECT max(number) FROM \(table)") ?? 0) + 1
  }
}
