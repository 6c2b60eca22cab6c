import GRDB
package import Reconciliation
import Weblog

/// Comments as they are published: a whole discussion at a time, in the partition of its post.
extension CatalogueSession {
  package func makeComment(id: String, ofPost post: Int64) throws -> Int64? {
    let number = nextComment
    let made = try run { database in
      try database.change(
        "INSERT OR IGNORE INTO comments (number, id, post) VALUES (?, ?, ?)",
        [number, id, post]
      )
      if database.changesCount > 0 { return number as Int64? }
      return try revive(comment: id, ofPost: post, database)
    }
    if made == number { nextComment += 1 }
    return made
  }

  package func retire(comment: Int64, into survivor: Int64) throws {
    try run { database in
      let ended = try database.commentRow(comment)
      try database.change(
        """
        UPDATE comments SET retired_into = ?, partition = NULL, sources = NULL, merged = NULL
        WHERE number = ?
        """,
        [survivor, comment]
      )
      guard let partition = ended.partition else { return }
      let slug = try partitions[partition, database].key.slug
      try partitions.withdraw(from: partition, size: ended.size, database)
      touchedBlogs.insert(slug)
      let lives = try database.commentRow(survivor)
      try bury(ended.id, .comment, into: lives.id, .merge, slug: slug, database)
    }
  }

  package func publish(_ discussion: [CommentVersion], ofPost post: Int64) throws {
    let discussion = try withoutRedacted(discussion, ofPost: post)
    guard !discussion.isEmpty else { return }
    try run { database in
      // A discussion that comes before its post waits for the post's place.
      let place = try database.number("SELECT partition FROM posts WHERE number = ?", [post])
      guard let partition = place else {
        waitingDiscussions[post] = discussion
        return
      }
      let home = try partitions[partition, database]
      touchedBlogs.insert(home.key.slug)
      var known: [Int64: CommentRow] = [:]
      for row in try database.commentRows(ofPost: post) { known[row.number] = row }
      for version in discussion {
        let before = try known[version.comment] ?? database.commentRow(version.comment)
        try publish(version, before, of: post, home, database)
      }
    }
  }

  /// Comments follow their post.
  func moveComments(of post: Int64, to home: Partition, _ database: Database) throws {
    for before in try database.commentRows(ofPost: post) {
      guard let number = before.partition else { continue }
      let old = try partitions[number, database]
      guard old.key.slug != home.key.slug || old.key.year != home.key.year else { continue }
      let place = try relocate(before, from: old, to: home, database)
      let revises = old.key.slug != home.key.slug && before.revisedBy != source
      try database.change(
        "UPDATE comments SET revision = ?, revised_by = ?, partition = ? WHERE number = ?",
        [
          before.revision + (revises ? 1 : 0), revises ? source : before.revisedBy, place.number,
          before.number,
        ]
      )
      try tell(before, place, revises: revises, moves: true, database)
    }
  }

  private func publish(
    _ version: CommentVersion,
    _ before: CommentRow,
    of post: Int64,
    _ home: Partition,
    _ database: Database
  ) throws {
    let merged = version.merged.map(CommentRecord.encode)
    let sources = version.sources.isEmpty ? nil : SightingHead.encode(version.sources)
    var differs = try before.differs(from: version, merged: merged, database) || before.post != post
    var moves = false
    let place: Partition
    if let number = before.partition {
      let old = try partitions[number, database]
      moves = old.key.slug != home.key.slug || old.key.year != home.key.year
      differs = differs || old.key.slug != home.key.slug
      place = moves ? try relocate(before, from: old, to: home, database) : old
    } else {
      let size = merged?.count ?? before.wordsSize ?? 0
      place = try partitions.place(home.key.comments, home.standing, size: size, database)
    }
    guard differs || moves || sources != before.sources else { return }
    let revises = differs && before.revisedBy != source
    try database.change(
      """
      UPDATE comments SET post = ?, parent = ?, position = ?, depth = ?, content_hash = ?,
        sources = ?, merged = ?, revision = ?, revised_by = ?, partition = ? WHERE number = ?
      """,
      [
        post, version.parent, version.position, version.depth, version.contentHash, sources, merged,
        before.revision + (revises ? 1 : 0), revises ? source : before.revisedBy, place.number,
        before.number,
      ]
    )
    try tell(before, place, revises: revises, moves: moves, database)
  }

  private func relocate(
    _ before: CommentRow,
    from old: Partition,
    to home: Partition,
    _ database: Database
  ) throws -> Partition {
    try partitions.withdraw(from: old.number, size: before.size, database)
    touchedBlogs.insert(old.key.slug)
    return try partitions.place(home.key.comments, home.standing, size: before.size, database)
  }

  /// Has the partition written again and says in the feed what became of the record.
  private func tell(
    _ before: CommentRow,
    _ place: Partition,
    revises: Bool,
    moves: Bool,
    _ database: Database
  ) throws {
    partitions.touch(place.number)
    if revises { note(isNew: before.partition == nil, .comment) }
    guard revises || moves else { return }
    try announce(
      moves ? .move : .upsert,
      .comment,
      before.id,
      revision: before.revision + (revises ? 1 : 0),
      path: place.path,
      database
    )
  }
}

extension Partition.Key {
  /// Where the comments of the posts in this partition go.
  fileprivate var comments: Self { Self(kind: .comments, slug: slug, year: year) }
}
