import GRDB

/// The one connection to `catalogue.sqlite` of a writer, or a reader's own beside it.
///
/// A transaction stays open over several calls, because a document's entries arrive in batches; that
/// is safe since the writer's queue is the only caller, and the lock on the state directory keeps
/// every other process out.
///
/// A connection whose device or locks failed is given up, for what SQLite believes of its locks may no
/// longer be true; the next call opens another. A transaction that was open then is over, and nothing
/// runs until its owner has rolled it back.
final class CatalogueConnection {
  private let path: String
  private let readOnly: Bool
  private var queue: DatabaseQueue?
  private var isInTransaction = false
  /// Why the open transaction was lost.
  private var loss: StorageError?

  /// Opens the catalogue, and makes it where there is none.
  init(path: String, readOnly: Bool = false) throws(StorageError) {
    self.path = path
    self.readOnly = readOnly
    _ = try openQueue()
  }

  /// Runs statements, with SQLite's errors in this room's terms.
  func run<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
    if let loss { throw loss }
    let queue = try openQueue()
    do {
      return try queue.writeWithoutTransaction { database in
        defer { isInTransaction = database.isInsideTransaction }
        return try body(database)
      }
    } catch {
      let failure = StorageError(catalogue: error, path)
      if (error as? DatabaseError)?.spoilsConnection == true { giveUp(because: failure) }
      throw failure
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
    if loss != nil {
      loss = nil
    } else if isInTransaction {
      try run { if $0.isInsideTransaction { try $0.rollback() } }
    }
  }

  func close() throws(StorageError) {
    do {
      try queue?.close()
      queue = nil
    } catch {
      throw StorageError(catalogue: error, path)
    }
  }

  private func giveUp(because failure: StorageError) {
    if isInTransaction { loss = failure }
    isInTransaction = false
    try? queue?.close()
    queue = nil
  }

  private func openQueue() throws(StorageError) -> DatabaseQueue {
    if let queue { return queue }
    do {
      let configuration = Self.configuration(readOnly: readOnly)
      let opened = try DatabaseQueue(path: path, configuration: configuration)
      if !readOnly { try Self.prepare(opened, path) }
      queue = opened
      return opened
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
    // A commit whose sync failed was reported as lost, yet its pages may be read back as if it had not
    // been. Before anything relies on them they are copied and synced once more.
    try queue.writeWithoutTransaction { database in
      _ = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(FULL)")
    }
  }
}

extension DatabaseError {
  /// Whether the connection is not to be used again.
  fileprivate var spoilsConnection: Bool {
    switch resultCode {
    case .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_PROTOCOL: true
    default: false
    }
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
    case .SQLITE_BUSY, .SQLITE_PROTOCOL: .busy
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
    default: .catalogue(error.extendedResultCode.rawValue)
    }
  }
}
