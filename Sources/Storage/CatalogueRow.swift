import GRDB
import GRDBSQLite

/// A row of a statement that is being run: looked at within the closure it is handed to, never kept.
///
/// GRDB has the connection, the transactions and the prepared statements. Its arguments and rows are
/// made anew for each run and cost more than the run itself where a document has a hundred thousand of
/// them, so values go to and from SQLite through its own calls: here, and in no other file.
///
/// Safe because a statement lives as long as its connection, on whose queue all of this runs; because
/// SQLite copies what is bound; and because what it lends is copied before the next step.
@safe struct CatalogueRow {
  fileprivate let statement: SQLiteStatement

  subscript<Value: CatalogueValue>(column: Int) -> Value { Value(self, Int32(column)) }

  func bytes(_ column: Int) -> [UInt8] { self[column] }

  func optionalBytes(_ column: Int) -> [UInt8]? { self[column] }
}

/// What a column may hold.
protocol CatalogueValue {
  /// Reads a column; one that holds nothing reads as zero or empty.
  init(_ row: CatalogueRow, _ column: Int32)

  /// - Returns: a result code.
  func bind(to row: CatalogueRow, at place: Int32) -> Int32
}

extension Int64: CatalogueValue {
  init(_ row: CatalogueRow, _ column: Int32) {
    self = unsafe sqlite3_column_int64(row.statement, column)
  }

  func bind(to row: CatalogueRow, at place: Int32) -> Int32 {
    unsafe sqlite3_bind_int64(row.statement, place, self)
  }
}

extension Int: CatalogueValue {
  init(_ row: CatalogueRow, _ column: Int32) { self = Int(Int64(row, column)) }

  func bind(to row: CatalogueRow, at place: Int32) -> Int32 { Int64(self).bind(to: row, at: place) }
}

extension Bool: CatalogueValue {
  init(_ row: CatalogueRow, _ column: Int32) { self = Int64(row, column) != 0 }

  func bind(to row: CatalogueRow, at place: Int32) -> Int32 {
    Int64(self ? 1 : 0).bind(to: row, at: place)
  }
}

extension String: CatalogueValue {
  init(_ row: CatalogueRow, _ column: Int32) {
    guard let text = unsafe sqlite3_column_text(row.statement, column) else {
      self = ""
      return
    }
    let count = Int(unsafe sqlite3_column_bytes(row.statement, column))
    self = unsafe String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
  }

  func bind(to row: CatalogueRow, at place: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { utf8 in
      unsafe utf8.withMemoryRebound(to: CChar.self) { characters in
        guard let start = characters.baseAddress else {
          return unsafe sqlite3_bind_text(row.statement, place, "", 0, copied)
        }
        return unsafe sqlite3_bind_text(
          row.statement,
          place,
          start,
          Int32(clamping: characters.count),
          copied
        )
      }
    }
  }
}

extension [UInt8]: CatalogueValue {
  init(_ row: CatalogueRow, _ column: Int32) {
    guard let blob = unsafe sqlite3_column_blob(row.statement, column) else {
      self = []
      return
    }
    let count = Int(unsafe sqlite3_column_bytes(row.statement, column))
    self = unsafe Array(UnsafeRawBufferPointer(start: blob, count: count))
  }

  func bind(to row: CatalogueRow, at place: Int32) -> Int32 {
    unsafe withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, unsafe !bytes.isEmpty else {
        return unsafe sqlite3_bind_zeroblob(row.statement, place, 0)
      }
      return unsafe sqlite3_bind_blob(
        row.statement,
        place,
        start,
        Int32(clamping: bytes.count),
        copied
      )
    }
  }
}

extension Optional: CatalogueValue where Wrapped: CatalogueValue {
  init(_ row: CatalogueRow, _ column: Int32) {
    let isNull = unsafe sqlite3_column_type(row.statement, column) == SQLITE_NULL
    self = isNull ? nil : Wrapped(row, column)
  }

  func bind(to row: CatalogueRow, at place: Int32) -> Int32 {
    guard let self else { return unsafe sqlite3_bind_null(row.statement, place) }
    return self.bind(to: row, at: place)
  }
}

/// SQLite takes its own copy of what is bound before the call returns.
private var copied: sqlite3_destructor_type {
  unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

extension Database {
  /// Runs a statement that is prepared once and kept.
  func change(_ sql: String, _ values: [any CatalogueValue] = []) throws {
    try run(sql, values) { _ in true }
  }

  /// Calls with one row after the other: nothing but the current one is held.
  func forEach(
    _ sql: String,
    _ values: [any CatalogueValue] = [],
    _ body: (CatalogueRow) throws -> Void
  ) throws {
    try run(sql, values) {
      try body($0)
      return true
    }
  }

  func rows<Value>(
    _ sql: String,
    _ values: [any CatalogueValue] = [],
    _ read: (CatalogueRow) throws -> Value
  ) throws -> [Value] {
    var results: [Value] = []
    try forEach(sql, values) { results.append(try read($0)) }
    return results
  }

  /// The first row.
  func row<Value>(
    _ sql: String,
    _ values: [any CatalogueValue] = [],
    _ read: (CatalogueRow) throws -> Value
  ) throws -> Value? {
    var result: Value?
    try run(sql, values) {
      result = try read($0)
      return false
    }
    return result
  }

  /// The first column of the first row.
  func number(_ sql: String, _ values: [any CatalogueValue] = []) throws -> Int64? {
    try row(sql, values) { $0[0] as Int64? } ?? nil
  }

  func text(_ sql: String, _ values: [any CatalogueValue] = []) throws -> String? {
    try row(sql, values) { $0[0] as String? } ?? nil
  }

  /// Runs a statement until `body`, which must not run the same one, wants no further row.
  private func run(
    _ sql: String,
    _ values: [any CatalogueValue],
    _ body: (CatalogueRow) throws -> Bool
  ) throws {
    let row = unsafe CatalogueRow(statement: try cachedStatement(sql: sql).sqliteStatement)
    precondition(unsafe sqlite3_stmt_busy(row.statement) == 0, "a statement runs once at a time")
    defer { unsafe sqlite3_reset(row.statement) }
    for (place, value) in zip(Int32(1)..., values) {
      let code = value.bind(to: row, at: place)
      guard code == SQLITE_OK else { throw failure(code) }
    }
    while true {
      let code = unsafe sqlite3_step(row.statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw failure(code) }
      guard try body(row) else { return }
    }
  }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code))
  }
}
