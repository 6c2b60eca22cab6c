import GRDB
import Weblog

/// Changes that no document makes.
extension Store {
  /// Makes a change in a transaction of its own; when it returns, the change is durable.
  func amend<Value>(_ change: (CatalogueSession) throws -> Value) throws -> Value {
    let session = try open { database in
      try database.beginTransaction(.immediate)
      // Whoever revises is known by a source's number. This one is nobody's, and another each time.
      return -1 - (try database.number("SELECT max(seq) FROM changes") ?? 0)
    }
    do {
      let value = try change(session)
      try session.run { database in
        try session.flush(database)
        try database.setMeta("committed_at", session.at.millisecondsSinceEpoch)
        try database.commit()
      }
      session.end()
      self.session = nil
      return value
    } catch {
      try? rollBack(session)
      throw error
    }
  }
}
