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
      // Those that nobody looked at, because they are covered, go with the rest.
      try database.change(
        "UPDATE comment_sightings SET comment = ? WHERE comment = ?",
        [survivor, comment]
      )
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

  package func isMerged(comment: Int64) throws -> Bool {
    try run { database in
      let sources = try database.row("SELECT sources FROM comments WHERE number = ?", [comment]) {
        $0.optionalBytes(0)
      }
      return try (sources ?? nil).map { try !SightingHead.attribution($0).credits.isEmpty } ?? false
    }
  }

  package func publish(_ version: CommentVersion, ofPost post: Int64) throws {
    try run { database in
      let place = try database.number("SELECT partition FROM posts WHERE number = ?", [post])
      guard let place else { throw RecordDecoder.damage }
      let home = try partitions[place, database]
      touchedBlogs.insert(home.key.slug)
      let before = try database.commentRow(version.comment)
      try publish(version, before, of: post, home, database)
    }
  }

  package func publishRepeatedComments(ofPost post: Int64) throws {
    try run { database in
      try database.forEach(
        """
        SELECT DISTINCT partition FROM comments WHERE post = ? AND partition IS NOT NULL
        """,
        [post]
      ) { partitions.touch($0[0]) }
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
    let words = CommentWords(version.words)
    var differs = try before.differs(from: version, words, database) || before.post != post
    var moves = false
    let place: Partition
    if let number = before.partition {
      let old = try partitions[number, database]
      moves = old.key.slug != home.key.slug || old.key.year != home.key.year
      differs = differs || old.key.slug != home.key.slug
      place = moves ? try relocate(before, from: old, to: home, database) : old
    } else {
      let size = words?.merged?.count ?? before.wordsSize ?? 0
      place = try partitions.place(home.key.comments, home.standing, size: size, database)
    }
    guard differs || moves || words != nil else {
      if version.isSeenAnew { partitions.touch(place.number) }
      return
    }
    let revises = differs && before.revisedBy != source
    try database.change(
      """
      UPDATE comments SET post = ?, parent = ?, position = ?, depth = ?, revision = ?,
        revised_by = ?, partition = ? WHERE number = ?
      """,
      [
        post, version.parent, version.position, version.depth,
        before.revision + (revises ? 1 : 0), revises ? source : before.revisedBy, place.number,
        before.number,
      ]
    )
    if let words { try keep(words, ofComment: before.number, database) }
    try tell(before, place, revises: revises, moves: moves, database)
  }

  private func keep(
    _ words: CommentWords,
    ofComment comment: Int64,
    _ database: Database
  ) throws {
    try database.change(
      "UPDATE comments SET content_hash = ?, sources = ?, merged = ? WHERE number = ?",
      [words.contentHash, words.sources, words.merged, comment]
    )
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
