import GRDB
import Reconciliation
package import Weblog

/// A reader of the catalogue beside a running writer: for commands, never for other programs.
///
/// Each call sees one committed state; two calls may see different ones.
package final class StoreReader {
  private let connection: CatalogueConnection

  /// - Throws: `.notFound` or `.denied` when the state is not there to be read; `.newer`.
  package init(_ layout: StoreLayout) throws(StorageError) {
    connection = try CatalogueConnection(path: layout.catalogue.description, readOnly: true)
  }

  /// What the catalogue holds, published or not.
  package func counts() throws(StorageError) -> Manifest.Counts {
    try read { database in
      func live(_ kind: Partition.Kind) throws -> Int64 {
        try database.number("SELECT sum(live) FROM partitions WHERE kind = ?", [kind.rawValue]) ?? 0
      }
      return Manifest.Counts(
        blogs: try database.number("SELECT count(*) FROM blogs WHERE shown") ?? 0,
        posts: try live(.posts),
        comments: try live(.comments),
        sources: try live(.sources),
        tombstones: try live(.tombstones)
      )
    }
  }

  /// The store as it was last published.
  package func manifest() throws(StorageError) -> Manifest {
    try read { try Manifest($0, generation: try $0.metaNumber("generation")) }
  }

  /// Calls with every post of a blog, or of all, in the order of the store: by blog, then by date.
  ///
  /// `day` is the first day of publication wanted.
  package func posts(
    blog: String? = nil,
    since day: CalendarDay? = nil,
    _ body: (PublishedPost) throws -> Void
  ) throws(StorageError) {
    try read { database in
      let numbers = try database.rows(
        """
        SELECT posts.number FROM posts JOIN partitions ON partitions.number = posts.partition
        WHERE (?1 IS NULL OR partitions.slug = ?1) AND (?2 IS NULL OR posts.published_on >= ?2)
        ORDER BY partitions.slug, posts.published_on, posts.published_at, posts.id
        """,
        [blog, day.map { Int64($0.daysSinceEpoch) }]
      ) { $0[0] as Int64 }
      var reader = RecordReader()
      for number in numbers { try body(try reader.post(number, database)) }
    }
  }

  /// A post with its discussion in thread order, by its id, an id it once had, a comment's id, or any
  /// address it was seen at.
  package func post(_ name: String) throws(StorageError) -> (PublishedPost, [PublishedComment])? {
    try read { database in
      guard let number = try database.postNumber(name) else { return nil }
      var reader = RecordReader()
      let post = try reader.post(number, database)
      let comments = try database.rows(
        """
        SELECT number FROM comments WHERE post = ? AND partition IS NOT NULL ORDER BY position, id
        """,
        [number]
      ) { $0[0] as Int64 }
      return (post, try comments.map { try reader.comment($0, database) })
    }
  }

  package func blog(_ slug: String) throws(StorageError) -> PublishedBlog? {
    try read { try RecordReader().blog(slug, $0) }
  }

  /// Which documents showed a post, by what each could be joined, and which fields are its words.
  package func explain(_ name: String) throws(StorageError) -> [Explanation] {
    try read { database in
      guard let number = try database.postNumber(name) else { return [] }
      var reader = RecordReader()
      let post = try reader.post(number, database)
      let members = try database.rows(
        "SELECT number, source, post, head FROM post_sightings WHERE post = ? ORDER BY number",
        [number]
      ) { try database.postMember($0) }
      return try members.map { member, locator in
        let source = try reader.sourceID(member.source, database)
        let reference = post.sources.first { $0.source == source && $0.locator == locator }
        return Explanation(
          source: source,
          locator: locator,
          rank: member.rank,
          rules: Self.rules(joining: member, members.map(\.member)),
          title: member.title,
          publishedOn: member.publishedOn,
          fields: reference?.fields ?? []
        )
      }
    }
  }

  /// The feed after a number, at most so many rows.
  ///
  /// - Returns: `nil` when changes after that number are no longer there: start again from the files.
  package func changes(
    since sequence: Int64,
    limit: Int = 10_000
  ) throws(StorageError) -> [Change]? {
    try read { database in
      let first = try database.number("SELECT min(seq) FROM changes") ?? 1
      guard sequence + 1 >= first else { return nil }
      return try database.rows(
        "SELECT \(Change.columns) FROM changes WHERE seq > ? ORDER BY seq LIMIT ?",
        [sequence, limit],
        Change.init
      )
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
    try connection.run { database in
      var value: Value?
      try database.inTransaction(.deferred) {
        value = try body(database)
        return .commit
      }
      guard let value else { throw RecordDecoder.damage }
      return value
    }
  }

  /// The rules of the keys that a sighting shares with any other.
  private static func rules(joining member: PostMember, _ all: [PostMember]) -> [JoinRule] {
    let others = Set(all.filter { $0.number != member.number }.flatMap(\.keys))
    return Set(member.keys.filter { others.contains($0) }.map(\.rule)).sorted()
  }
}

extension Database {
  fileprivate func postNumber(_ name: String) throws -> Int64? {
    let found: Int64?
    if name.hasPrefix("c_") {
      found = try number("SELECT post FROM comments WHERE id = ?", [name])
    } else if let byID = try number("SELECT number FROM posts WHERE id = ?", [name]) {
      found = byID
    } else {
      found = try number(
        """
        SELECT post FROM urls JOIN post_sightings ON post_sightings.number = urls.sighting
        WHERE url = ? ORDER BY post LIMIT 1
        """,
        [name]
      )
    }
    return try found.flatMap(living)
  }

  /// Follows redirects; there can be no more of them than posts.
  private func living(_ post: Int64) throws -> Int64? {
    var number = post
    var row = try postRow(number)
    while let next = row.retiredInto, next != post, next != CatalogueSession.gone {
      number = next
      row = try postRow(number)
    }
    return row.partition == nil ? nil : number
  }
}
