import GRDB
import Reconciliation
package import Weblog

/// What taking a file back came to.
package struct Withdrawal: Hashable, Sendable {
  /// Records that nothing else shows.
  package var postsEnded = 0
  package var commentsEnded = 0
  /// Where the file's bytes are now.
  package var path: DiskPath
}

extension Store {
  /// Takes back what a file brought: its sightings, its rows in the ledger, what it said of blogs.
  ///
  /// What other files show too is merged again without it. First its bytes go to `rejected/`, so that
  /// they are never nowhere. A crash before the commit leaves everything as it was, with a copy set
  /// aside; one after it leaves at worst a spare original.
  ///
  /// - Parameters:
  ///   - file: the file, of which every drop goes.
  ///   - blogs: what the file says of blogs; the catalogue has added that up with the rest.
  ///   - reason: what is to stand beside its bytes.
  /// - Returns: what came of it.
  /// - Throws: `.damaged` when its bytes are not there to be set aside.
  package func withdraw(
    _ file: AcceptedFile,
    blogs: [(Blog, BlogClaim)],
    _ reason: RefusalRecord
  ) throws -> Withdrawal {
    var withdrawal = Withdrawal(path: try setAside(file, reason))
    try amend { session in
      let lost = try session.forget(file.hash)
      try Resettlement.settle(without: lost.posts, in: session)
      withdrawal.commentsEnded = try session.endUnseen(comments: lost.comments.sorted())
      withdrawal.postsEnded = try session.endUnseen(
        posts: Set(lost.posts.compactMap(\.post)).sorted()
      )
      for (blog, claim) in blogs { try session.unsay(blog, claim) }
    }
    let original = layout.original(file.hash)
    if try disk.exists(original) { try disk.unlink(original) }
    try publishPending()
    return withdrawal
  }

  /// Puts the bytes among the rejected, and takes away what is left of them in the inbox.
  private func setAside(
    _ file: AcceptedFile,
    _ reason: RefusalRecord
  ) throws(StorageError) -> DiskPath {
    let original = layout.original(file.hash)
    guard let there = try disk.status(original), try spool.hash(original) == file.hash else {
      throw StorageError(.damaged, "read", original.description)
    }
    let names = file.names.isEmpty ? [[UInt8](file.hash.hex.utf8)] : file.names
    var path = layout.rejected
    for name in Set(names).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let dropped = layout.inbox / name
      let isLeft =
        try disk.status(dropped)?.size == there.size ? spool.hash(dropped) == file.hash : false
      let claim = Claim(
        path: dropped,
        name: name,
        hash: file.hash,
        bytes: there.size,
        original: original,
        status: isLeft ? try disk.status(dropped) ?? there : there
      )
      if name == names.first {
        path = try spool.reject(claim, reason, isReceived: true)
      } else {
        try spool.release(claim)
      }
    }
    return path
  }
}

extension CatalogueSession {
  struct Lost {
    var posts: [PostMember] = []
    /// The comments that a sighting of the file stood for.
    var comments: Set<Int64> = []
  }

  /// Removes every trace of a file but its bytes.
  ///
  /// - Returns: what its sightings stood for.
  fileprivate func forget(_ original: ContentHash) throws -> Lost {
    try run { database in
      var lost = Lost()
      let sources = try database.rows(
        "SELECT number, partition, record FROM sources WHERE original = ? ORDER BY number",
        [original.bytes]
      ) { (number: $0[0] as Int64, partition: $0[1] as Int64?, record: $0.bytes(2)) }
      for source in sources {
        try forget(source: source.number, &lost, database)
        try database.change("DELETE FROM sources WHERE number = ?", [source.number])
        if let partition = source.partition {
          try partitions.withdraw(from: partition, size: source.record.count * 2, database)
        }
        try announce(.delete, .source, SourceRecord.decode(source.record).id, database)
      }
      try database.change("DELETE FROM drops WHERE hash = ?", [original.bytes])
      return lost
    }
  }

  private func forget(source: Int64, _ lost: inout Lost, _ database: Database) throws {
    lost.posts += try database.rows(
      "SELECT number, source, post, head FROM post_sightings WHERE source = ? ORDER BY number",
      [source]
    ) { try database.postMember($0).member }
    lost.comments.formUnion(
      try database.rows(
        "SELECT DISTINCT comment FROM comment_sightings WHERE source = ? AND comment IS NOT NULL",
        [source]
      ) { $0[0] as Int64 }
    )
    let (posts, comments) = (
      "(SELECT number FROM post_sightings WHERE source = ?)",
      "(SELECT number FROM comment_sightings WHERE source = ?)"
    )
    for statement in [
      "DELETE FROM keys WHERE sighting IN \(posts)",
      "DELETE FROM urls WHERE sighting IN \(posts)",
      "DELETE FROM post_words WHERE sighting IN \(posts)",
      "DELETE FROM comment_words WHERE sighting IN \(comments)",
      "DELETE FROM comment_sightings WHERE source = ?",
      "DELETE FROM post_sightings WHERE source = ?",
      // The number may become another source's, which has made no revision yet.
      "UPDATE posts SET revised_by = NULL WHERE revised_by = ?",
      "UPDATE comments SET revised_by = NULL WHERE revised_by = ?",
    ] { try database.change(statement, [source]) }
  }

  /// Takes back what one document said of a blog.
  fileprivate func unsay(_ blog: Blog, _ claim: BlogClaim) throws {
    try run { database in
      let slug = try database.filing(of: claim).0
      let record = BlogRecord.encode(blog)
      try database.change(
        "UPDATE blog_claims SET count = count - 1 WHERE slug = ? AND record = ?",
        [slug, record]
      )
      try database.change("DELETE FROM blog_claims WHERE slug = ? AND count < 1", [slug])
      touchedBlogs.insert(slug)
    }
  }
}
