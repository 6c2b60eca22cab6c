import GRDB

/// Attempts to read a file: noted before each starts, so that one that ends the program is known.
extension Store {
  /// Notes, durably, that reading a file is about to start.
  ///
  /// - Returns: what came of the attempts before.
  package func beginAttempt(_ hash: ContentHash) throws(StorageError) -> Attempt {
    try connection.transact { database in
      try database.change(
        "INSERT INTO attempts (hash, open) VALUES (?, 1) ON CONFLICT DO UPDATE SET open = 1",
        [hash.bytes]
      )
      let attempt = try database.row(
        "SELECT crashes, interruptions FROM attempts WHERE hash = ?",
        [hash.bytes]
      ) { Attempt(crashes: $0[0], interruptions: $0[1]) }
      return attempt ?? Attempt(crashes: 0, interruptions: 0)
    }
  }

  /// Forgets attempts: the file was read, set aside, or is to be tried afresh.
  package func clearAttempts(_ hash: ContentHash) throws(StorageError) {
    try connection.transact {
      try $0.change("DELETE FROM attempts WHERE hash = ?", [hash.bytes])
    }
    unfinished.remove(hash)
  }

  /// Whether a file that the run before was reading when it ended is still to be settled.
  package var hasUnfinishedAttempts: Bool { !unfinished.isEmpty }

  /// Counts the attempts that the run before did not end: as crashes, or as interruptions.
  func settleAttempts(previousRunCrashed: Bool) throws(StorageError) {
    let column = previousRunCrashed ? "crashes" : "interruptions"
    unfinished = Set(
      try connection.transact { database in
        let open = try database.rows("SELECT hash FROM attempts WHERE open") {
          ContentHash(bytes: $0.bytes(0))
        }
        try database.change("UPDATE attempts SET \(column) = \(column) + 1, open = 0 WHERE open")
        return open.compactMap(\.self)
      }
    )
  }

  /// At an orderly end no attempt is at fault.
  func closeAttempts() throws(StorageError) {
    try connection.transact {
      try $0.change("DELETE FROM attempts WHERE open AND crashes = 0 AND interruptions = 0")
      try $0.change("UPDATE attempts SET open = 0 WHERE open")
    }
  }
}
