import GRDB
import Weblog

/// The lines of a partition, one at a time, in the order the store promises.
///
/// Only row numbers are held while they are sorted: a partition holds 32 MB of records, never more
/// than some hundred thousand of them.
struct PartitionLines {
  private var reader = RecordReader()
  private var writer = JSONWriter()

  mutating func write(
    _ partition: Partition,
    _ database: Database,
    to sink: (_ line: [UInt8]) throws -> Void
  ) throws {
    switch partition.key.kind {
    case .posts: try posts(partition, database, sink)
    case .comments: try comments(partition, database, sink)
    case .sources: try sources(partition, database, sink)
    case .tombstones: try tombstones(partition, database, sink)
    case .blogs: try blogs(database, sink)
    }
  }

  /// The rows of a feed segment.
  mutating func changes(
    _ range: ClosedRange<Int64>,
    _ database: Database,
    to sink: ([UInt8]) throws -> Void
  ) throws {
    try database.forEach(
      "SELECT \(Change.columns) FROM changes WHERE seq BETWEEN ? AND ? ORDER BY seq",
      [range.lowerBound, range.upperBound]
    ) { row in
      let change = try Change(row)
      try line(sink) { $0.members(of: change) }
    }
  }

  private mutating func posts(
    _ partition: Partition,
    _ database: Database,
    _ sink: ([UInt8]) throws -> Void
  ) throws {
    let numbers = try database.rows(
      "SELECT number FROM posts WHERE partition = ? ORDER BY published_on, published_at, id",
      [partition.number]
    ) { $0[0] as Int64 }
    for number in numbers {
      let record = try reader.post(number, database)
      try line(sink) { $0.members(of: record) }
    }
  }

  private mutating func comments(
    _ partition: Partition,
    _ database: Database,
    _ sink: ([UInt8]) throws -> Void
  ) throws {
    let numbers = try database.rows(
      """
      SELECT comments.number FROM comments JOIN posts ON posts.number = comments.post
      WHERE comments.partition = ? ORDER BY posts.id, comments.position, comments.id
      """,
      [partition.number]
    ) { $0[0] as Int64 }
    for number in numbers {
      let record = try reader.comment(number, database)
      try line(sink) { $0.members(of: record) }
    }
  }

  private mutating func sources(
    _ partition: Partition,
    _ database: Database,
    _ sink: ([UInt8]) throws -> Void
  ) throws {
    try database.forEach(
      "SELECT record FROM sources WHERE partition = ? ORDER BY received, number",
      [partition.number]
    ) { row in
      let source = try SourceRecord.decode(row.bytes(0))
      try line(sink) { $0.members(of: source) }
    }
  }

  private mutating func tombstones(
    _ partition: Partition,
    _ database: Database,
    _ sink: ([UInt8]) throws -> Void
  ) throws {
    try database.forEach(
      "SELECT id, kind, survivor, at, reason FROM tombstones WHERE partition = ? ORDER BY at, id",
      [partition.number]
    ) { row in
      let tombstone = Tombstone(
        id: row[0],
        kind: try Change.Kind(code: row[1]),
        into: row[2],
        at: Instant(millisecondsSinceEpoch: row[3]),
        reason: try Change.Operation(code: row[4]),
        blogSlug: partition.key.slug
      )
      try line(sink) { $0.members(of: tombstone) }
    }
  }

  private mutating func blogs(_ database: Database, _ sink: ([UInt8]) throws -> Void) throws {
    let slugs = try database.rows("SELECT slug FROM blogs WHERE shown ORDER BY slug") {
      $0[0] as String
    }
    for slug in slugs {
      guard let record = try reader.blog(slug, database) else { continue }
      try line(sink) { $0.members(of: record) }
    }
  }

  private mutating func line(
    _ sink: ([UInt8]) throws -> Void,
    _ members: (inout JSONWriter) -> Void
  ) throws {
    writer.removeAll()
    writer.object(members)
    writer.newline()
    try sink(writer.bytes)
  }
}

extension Change {
  static let columns = "seq, at, op, kind, id, survivor, revision, path"

  init(_ row: CatalogueRow) throws {
    self.init(
      sequence: row[0],
      at: Instant(millisecondsSinceEpoch: row[1]),
      operation: try Operation(code: row[2]),
      kind: try Kind(code: row[3]),
      id: row[4],
      into: row[5],
      revision: row[6],
      path: row[7]
    )
  }
}
