import GRDB
package import Reconciliation
import Weblog

/// Posts as they are published: when a version is a new revision, and where the record stands.
extension CatalogueSession {
  package func makePost(id: String) throws -> Int64? {
    let number = nextPost
    let made = try run { database in
      try database.change("INSERT OR IGNORE INTO posts (number, id) VALUES (?, ?)", [number, id])
      return database.changesCount > 0 ? number : try revive(post: id, database)
    }
    if made == number { nextPost += 1 }
    return made
  }

  package func retire(post: Int64, into survivor: Int64) throws {
    try run { database in
      let ended = try database.postRow(post)
      try database.change(
        """
        UPDATE posts SET retired_into = ?, partition = NULL, sources = NULL, merged = NULL
        WHERE number = ?
        """,
        [survivor, post]
      )
      guard let partition = ended.partition else { return }
      let place = try partitions[partition, database]
      try partitions.withdraw(from: partition, size: ended.size, database)
      touchedBlogs.insert(place.key.slug)
      let lives = try database.postRow(survivor)
      try bury(ended.id, .post, into: lives.id, .merge, slug: place.key.slug, database)
    }
  }

  package func publish(_ version: PostVersion, ofPost post: Int64) throws {
    try run { database in
      let before = try database.postRow(post)
      let merged = version.merged.map(Self.shown)
      let placement = try place(before, version, merged, database)
      let differs =
        try before.differs(from: version, merged: merged, database) || placement.isRenamed
      let sources = version.credits.isEmpty ? nil : SightingHead.encode(version.credits)
      try record(version, merged, sources, of: before, at: placement, differs, database)
      if placement.moved && before.partition != nil {
        try moveComments(of: post, to: placement.partition, database)
      }
    }
  }

  package func credits(ofPost post: Int64) throws -> [Credit] {
    try run { database in
      let sources = try database.row("SELECT sources FROM posts WHERE number = ?", [post]) {
        $0.optionalBytes(0)
      }
      return try (sources ?? nil).map { try SightingHead.attribution($0).credits } ?? []
    }
  }

  package func publishRepeat(ofPost post: Int64, commentCount: Int?) throws {
    try run { database in
      let before = try database.postRow(post)
      guard let partition = before.partition else { return }
      let count = commentCount ?? before.commentCount
      let revises = count != before.commentCount && before.revisedBy != source
      try database.change(
        "UPDATE posts SET comment_count = ?, revision = ?, revised_by = ? WHERE number = ?",
        [
          count, before.revision + (revises ? 1 : 0), revises ? source : before.revisedBy, post,
        ]
      )
      let placement = Placement(partition: try partitions[partition, database], moved: false)
      try tell(before, at: placement, revises: revises, database)
    }
  }

  /// Posts filed under one of the provisional keys move when their blog becomes known.
  func move(
    post: Int64,
    to slug: String,
    _ standing: Partition.Standing,
    _ database: Database
  ) throws {
    let before = try database.postRow(post)
    guard let number = before.partition else { return }
    let old = try partitions[number, database]
    var key = old.key
    key.slug = slug
    key.part = 1
    let partition = try relocate(before, from: old, to: key, standing, database)
    let revises = before.revisedBy != source
    try database.change(
      "UPDATE posts SET revision = ?, revised_by = ?, partition = ? WHERE number = ?",
      [
        before.revision + (revises ? 1 : 0), revises ? source : before.revisedBy, partition.number,
        before.number,
      ]
    )
    let placement = Placement(partition: partition, moved: true)
    try tell(before, at: placement, revises: revises, database)
    try moveComments(of: post, to: partition, database)
  }

  struct Placement {
    var partition: Partition
    var moved: Bool
    /// The blog slug, which the record shows, is another one.
    var isRenamed = false
  }

  /// `path` serves joining and is not shown, so it never makes a difference.
  static func shown(_ post: Post) -> [UInt8] {
    var post = post
    post.path = nil
    return PostRecord.encode(post)
  }

  private func place(
    _ before: PostRow,
    _ version: PostVersion,
    _ merged: [UInt8]?,
    _ database: Database
  ) throws -> Placement {
    let (slug, standing) = try database.filing(of: version.blog)
    let year = version.publishedOn?.year ?? 0
    guard let number = before.partition else {
      let key = Partition.Key(kind: .posts, slug: slug, year: year)
      let size = try merged?.count ?? database.postSize(before.number)
      return Placement(
        partition: try partitions.place(key, standing, size: size, database),
        moved: true
      )
    }
    let old = try partitions[number, database]
    let rises = standing.rawValue > old.standing.rawValue
    let dates = old.key.year == 0 && year != 0
    guard rises || dates else { return Placement(partition: old, moved: false) }
    let key = Partition.Key(
      kind: .posts,
      slug: rises ? slug : old.key.slug,
      year: dates ? year : old.key.year
    )
    let target = try relocate(before, from: old, to: key, rises ? standing : old.standing, database)
    return Placement(partition: target, moved: true, isRenamed: rises)
  }

  private func relocate(
    _ before: PostRow,
    from old: Partition,
    to key: Partition.Key,
    _ standing: Partition.Standing,
    _ database: Database
  ) throws -> Partition {
    try partitions.withdraw(from: old.number, size: before.size, database)
    touchedBlogs.insert(old.key.slug)
    return try partitions.place(key, standing, size: before.size, database)
  }

  private func record(
    _ version: PostVersion,
    _ merged: [UInt8]?,
    _ sources: [UInt8]?,
    of before: PostRow,
    at placement: Placement,
    _ differs: Bool,
    _ database: Database
  ) throws {
    let revises = differs && before.revisedBy != source
    try database.change(
      """
      UPDATE posts SET published_on = ?, published_at = ?, comments_declared = ?,
        comment_count = ?, content_hash = ?, sources = ?, merged = ?, revision = ?,
        revised_by = ?, partition = ? WHERE number = ?
      """,
      [
        version.publishedOn.map { Int64($0.daysSinceEpoch) },
        version.publishedAt?.millisecondsSinceEpoch, version.commentsDeclared,
        version.commentCount ?? before.commentCount, version.contentHash, sources, merged,
        before.revision + (revises ? 1 : 0), revises ? source : before.revisedBy,
        placement.partition.number, before.number,
      ]
    )
    try tell(before, at: placement, revises: revises, database)
  }

  /// Has the partition written again and says in the feed what became of the record.
  private func tell(
    _ before: PostRow,
    at placement: Placement,
    revises: Bool,
    _ database: Database
  ) throws {
    partitions.touch(placement.partition.number)
    touchedBlogs.insert(placement.partition.key.slug)
    if revises { note(isNew: before.partition == nil, .post) }
    let moves = placement.moved && before.partition != nil
    guard revises || moves else { return }
    try announce(
      moves ? .move : .upsert,
      .post,
      before.id,
      revision: before.revision + (revises ? 1 : 0),
      path: placement.partition.path,
      database
    )
  }

  func note(isNew: Bool, _ kind: Change.Kind) {
    if isNew { counts.added += 1 } else { counts.updated += 1 }
    switch (kind, isNew) {
    case (.post, true): counts.postsAdded += 1
    case (.post, false): counts.postsUpdated += 1
    case (_, true): counts.commentsAdded += 1
    default: break
    }
  }
}
