import GRDB
import Reconciliation
import Weblog

/// What redacting a record came to.
package struct Redaction: Hashable, Sendable {
  package var posts = 0
  package var comments = 0
  /// Files in the inbox that still hold the words: they are their owner's.
  package var leftInInbox: [DiskPath] = []
  /// `false` when a reader has kept the catalogue's journal from being emptied; the next start tries again.
  package var isFinished = true
}

extension Store {
  /// Takes the words of a post with its comments, or of a comment, out of everything: the catalogue with its
  /// free pages and its journal, the published files, the snapshots, the originals.
  ///
  /// The decision is one durable transaction; what follows from it is finished at the next start if a
  /// crash comes between.
  ///
  /// - Parameter name: the id of a post or a comment, or an address of the post.
  /// - Returns: `nil` when there is no such record.
  /// - Throws: `StorageError`.
  package func redact(_ name: String) throws -> Redaction? {
    var redaction = Redaction()
    let first = try connection.run { try $0.number("SELECT max(seq) FROM changes") ?? 0 }
    if name.hasPrefix("c_") {
      guard let (comment, post) = try comment(name) else { return nil }
      try amend { session in
        try session.redact(comment: comment)
        try Resettlement.settle(posts: [post], in: session)
      }
    } else {
      guard let post = try connection.run({ try $0.postNumber(name) }) else { return nil }
      try amend { try $0.redact(post: post) }
    }
    redaction.posts = try count(.post, since: first)
    redaction.comments = try count(.comment, since: first)
    redaction.leftInInbox = try filesInInbox()
    try publishPending()
    redaction.isFinished =
      try connection.run { try $0.metaNumber("redaction") }
      == CatalogueSession.RedactionStage.none
    return redaction
  }

  private func comment(_ id: String) throws(StorageError) -> (Int64, Int64)? {
    try connection.run { database in
      try database.row(
        "SELECT number, post FROM comments WHERE id = ? AND partition IS NOT NULL",
        [id]
      ) { ($0[0], $0[1]) }
    }
  }

  private func count(_ kind: Change.Kind, since first: Int64) throws(StorageError) -> Int {
    let count = try connection.run { database in
      try database.number(
        "SELECT count(*) FROM changes WHERE seq > ? AND op = ? AND kind = ?",
        [first, Change.Operation.redact.code, kind.code]
      )
    }
    return Int(count ?? 0)
  }

  /// Files that were taken in and have stayed where they were dropped.
  private func filesInInbox() throws(StorageError) -> [DiskPath] {
    let drops = try connection.run { database in
      try database.rows(
        """
        SELECT drops.hash, name FROM drops
        JOIN redacted_originals AS r ON r.hash = drops.hash AND NOT r.done
        """
      ) { (hash: ContentHash(bytes: $0.bytes(0)), name: $0.bytes(1)) }
    }
    var paths: [DiskPath] = []
    for drop in drops {
      let path = layout.inbox / drop.name
      if try disk.status(path)?.kind == .file, try spool.hash(path) == drop.hash {
        paths.append(path)
      }
    }
    return paths
  }

  /// Whether a claim's bytes are among the originals, or were before words were redacted from them.
  package func hasOriginal(of claim: Claim) throws(StorageError) -> Bool {
    if try disk.exists(claim.original) { return true }
    return try disk.exists(layout.remnant(claim.hash))
  }

  // MARK: Afterwards

  /// Does what redactions have left to be done; with none it does nothing.
  func finishRedactions() throws(StorageError) {
    let (originals, stage) = try connection.run { database in
      (
        try database.rows("SELECT hash FROM redacted_originals WHERE NOT done") {
          ContentHash(bytes: $0.bytes(0))
        }, try database.metaNumber("redaction")
      )
    }
    guard stage > CatalogueSession.RedactionStage.none else { return }
    for hash in originals.compactMap(\.self) { try replaceOriginal(hash) }
    if stage == CatalogueSession.RedactionStage.everything { try dropAllSnapshots() }
    try wipeCatalogue(stage)
  }

  /// Puts what is left of a file in the place of its bytes.
  private func replaceOriginal(_ hash: ContentHash) throws(StorageError) {
    let path = layout.remnant(hash)
    try disk.makeFolders(path.folder)
    let staged = try Remnant.write(hash, connection, layout.work / "remnant", disk)
    try disk.replace(path, with: staged)
    let original = layout.original(hash)
    if try disk.exists(original) { try disk.unlink(original) }
    try disk.syncFolder(path.folder)
    try connection.transact {
      try $0.change("UPDATE redacted_originals SET done = 1 WHERE hash = ?", [hash.bytes])
    }
  }

  /// Snapshots are second names of published files, and so have the words.
  private func dropAllSnapshots() throws(StorageError) {
    try connection.transact { try $0.change("DELETE FROM snapshots") }
    try dropOldSnapshots()
  }

  /// Published words may be in any free part of a page: the catalogue is written anew.
  ///
  /// Those that came back with a later document were overwritten where they were, and only the journal
  /// is emptied.
  private func wipeCatalogue(_ stage: Int64) throws(StorageError) {
    try connection.run { database in
      if stage == CatalogueSession.RedactionStage.everything {
        // The copy that SQLite makes on the way is as large as the catalogue, and holds what is left.
        try database.execute(sql: "PRAGMA temp_store = FILE")
        defer { try? database.execute(sql: "PRAGMA temp_store = MEMORY") }
        try database.execute(sql: "VACUUM")
        try database.setMeta("redaction", CatalogueSession.RedactionStage.journal)
      }
      let isBusy = try database.number("PRAGMA wal_checkpoint(TRUNCATE)") != 0
      if isBusy { return }
      try database.setMeta("redaction", CatalogueSession.RedactionStage.none)
    }
  }
}
