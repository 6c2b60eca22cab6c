import GRDB

/// The one connection to `catalogue.sqlite` of a writer, or a reader's own beside it.
///
/// A transaction stays open over several calls, because a document's entries arrive in batches; that
/// is safe since the writer's queue is the only caller, and the lock on the state directory keeps
/// every other process out.
final class CatalogueConnection {
  private let queue: DatabaseQueue
  private let path: String

  /// Opens the catalogue, and makes it where there is none.
  init(path: String, readOnly: Bool = false) throws(StorageError) {
    self.path = path
    do {
      queue = try DatabaseQueue(path: path, configuration: Self.configuration(readOnly: readOnly))
      if !readOnly { try Self.prepare(queue, path) }
    } catch {
      throw StorageError(catalogue: error, path)
    }
  }

  /// Runs statements, with SQLite's errors in this room's terms.
  func run<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
    do {
      return try queue.writeWithoutTransaction(body)
    } catch {
      throw StorageError(catalogue: error, path)
    }
  }

  /// Runs statements that happen together or not at all.
  func transact<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
    try run { database in
      var value: Value?
      try database.inTransaction(.immediate) {
        value = try body(database)
        return .commit
      }
      guard let value else { throw RecordDecoder.damage }
      return value
    }
  }

  /// Ends an open transaction without its effects; none open is fine.
  func rollBack() throws(StorageError) {
    try run { if $0.isInsideTransaction { try $0.rollback() } }
  }

  func close() throws(StorageError) {
    do {
      try queue.close()
    } catch {
      throw StorageError(catalogue: error, path)
    }
  }

  private static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.allowsUnsafeTransactions = true
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
      guard !readOnly else { return }
      try database.execute(sql: "PRAGMA page_size = 8192")
      _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
      // FULL: a commit is on the platter when it returns, which is what lets the inbox file go.
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // 32 MiB of pages, however large the transaction; the rest spills into the journal.
      try database.execute(sql: "PRAGMA cache_size = -32768")
      try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
    }
    return configuration
  }

  private static func prepare(_ queue: DatabaseQueue, _ path: String) throws {
    guard try !queue.read(CatalogueSchema.isNewer) else { throw StorageError(.newer, "open", path) }
    try CatalogueSchema.migrator.migrate(queue)
  }
}

extension StorageError {
  init(catalogue error: any Error, _ path: String) {
    switch error {
    case let error as StorageError: self = error
    case let error as DatabaseError:
      self.init(Self.reason(of: error), "write", path)
    default: self.init(.catalogue(ResultCode.SQLITE_ERROR.rawValue), "write", path)
    }
  }

  private static func reason(of error: DatabaseError) -> Reason {
    switch error.resultCode {
    case .SQLITE_FULL: .diskFull
    case .SQLITE_READONLY: .readOnly
    case .SQLITE_IOERR: .inputOutput
    case .SQLITE_CANTOPEN: .notFound
    case .SQLITE_BUSY: .locked
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
    default: .catalogue(error.extendedResultCode.rawValue)
    }
  }
}
