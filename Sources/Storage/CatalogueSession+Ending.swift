import GRDB
import Reconciliation
import Weblog

/// Records that end because nothing shows them any more, and come back when something does.
///
/// The row of an ended record stays, with `retired_into` 0: its id is never given to another record, and
/// its revisions go on where they were if it comes back.
extension CatalogueSession {
  static let gone: Int64 = 0

  /// Takes a post's id up again that ended for want of a sighting.
  func revive(post id: String, _ database: Database) throws -> Int64? {
    try database.change(
      "UPDATE posts SET retired_into = NULL WHERE id = ? AND retired_into = ?",
      [id, Self.gone]
    )
    guard database.changesCount > 0 else { return nil }
    try unbury(id, database)
    return try database.number("SELECT number FROM posts WHERE id = ?", [id])
  }

  func revive(comment id: String, ofPost post: Int64, _ database: Database) throws -> Int64? {
    try database.change(
      "UPDATE comments SET retired_into = NULL, post = ? WHERE id = ? AND retired_into = ?",
      [post, id, Self.gone]
    )
    guard database.changesCount > 0 else { return nil }
    try unbury(id, database)
    return try database.number("SELECT number FROM comments WHERE id = ?", [id])
  }

  /// Ends those of the posts that no sighting stands for.
  ///
  /// - Returns: how many ended.
  func endUnseen(posts: some Sequence<Int64>) throws -> Int {
    try run { database in
      var ended = 0
      for number in posts where try database.onlySighting(ofPost: number) == nil {
        let row = try database.postRow(number)
        guard let partition = row.partition else { continue }
        try database.change(
          """
          UPDATE posts SET retired_into = ?, partition = NULL, sources = NULL, merged = NULL,
            content_hash = NULL, comment_count = 0 WHERE number = ?
          """,
          [Self.gone, number]
        )
        try bury(row.id, .post, size: row.size, from: partition, .delete, database)
        ended += 1
      }
      return ended
    }
  }

  /// Ends those of the comments that no sighting stands for.
  ///
  /// - Returns: how many ended.
  func endUnseen(comments: some Sequence<Int64>) throws -> Int {
    try run { database in
      var ended = 0
      for number in comments where try database.onlySighting(ofComment: number) == nil {
        let row = try database.commentRow(number)
        guard let partition = row.partition else { continue }
        try database.change(
          """
          UPDATE comments SET retired_into = ?, partition = NULL, sources = NULL, merged = NULL,
            content_hash = NULL, parent = NULL WHERE number = ?
          """,
          [Self.gone, number]
        )
        try bury(row.id, .comment, size: row.size, from: partition, .delete, database)
        ended += 1
      }
      return ended
    }
  }

  /// Takes a record out of its partition and says why.
  func bury(
    _ id: String,
    _ kind: Change.Kind,
    size: Int,
    from partition: Int64,
    _ reason: Change.Operation,
    _ database: Database
  ) throws {
    let slug = try partitions[partition, database].key.slug
    try partitions.withdraw(from: partition, size: size, database)
    touchedBlogs.insert(slug)
    try bury(id, kind, into: nil, reason, slug: slug, database)
  }

  private func unbury(_ id: String, _ database: Database) throws {
    guard
      let partition = try database.number("SELECT partition FROM tombstones WHERE id = ?", [id])
    else { return }
    try database.change("DELETE FROM tombstones WHERE id = ?", [id])
    try partitions.withdraw(from: partition, size: Self.tombstoneSize, database)
  }
}
