import GRDB
import Weblog

/// What the manifest says, out of the catalogue.
extension Manifest {
  /// The files of the store as they were last published.
  init(_ database: Database, generation: Int64) throws {
    storeID = try database.meta("store_id") ?? ""
    self.generation = generation
    sequence = try database.number("SELECT max(last) FROM segments") ?? 0
    committedAt = Instant(
      millisecondsSinceEpoch: try database.number(
        "SELECT value FROM meta WHERE name = 'manifest_committed_at'"
      ) ?? database.metaNumber("committed_at")
    )
    segments = try database.rows(
      """
      SELECT first, last, records, size, sha256 FROM segments WHERE superseded IS NULL
      ORDER BY first
      """
    ) {
      Segment(first: $0[0], last: $0[1], records: $0[2], bytes: $0[3], sha256: $0.bytes(4).hex)
    }
    firstSequence = segments.first?.first ?? 1
    counts = Counts()
    files = []
    let rows = try database.rows(
      """
      SELECT \(Partition.columns), records, size, sha256 FROM partitions
      WHERE sha256 IS NOT NULL AND records > 0
      """
    ) { (try Partition($0), records: $0[8] as Int64, size: $0[9] as Int64, hash: $0.bytes(10)) }
    for (partition, records, size, hash) in rows {
      counts[partition.key.kind] += records
      files.append(File(path: partition.path, records: records, bytes: size, sha256: hash.hex))
    }
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}

extension Manifest.Counts {
  fileprivate subscript(kind: Partition.Kind) -> Int64 {
    get {
      switch kind {
      case .blogs: blogs
      case .posts: posts
      case .comments: comments
      case .sources: sources
      case .tombstones: tombstones
      }
    }
    set {
      switch kind {
      case .blogs: blogs = newValue
      case .posts: posts = newValue
      case .comments: comments = newValue
      case .sources: sources = newValue
      case .tombstones: tombstones = newValue
      }
    }
  }
}

extension Database {
  func meta(_ name: String) throws -> String? {
    try text("SELECT value FROM meta WHERE name = ?", [name])
  }

  func metaNumber(_ name: String) throws -> Int64 {
    try number("SELECT value FROM meta WHERE name = ?", [name]) ?? 0
  }

  func setMeta(_ name: String, _ value: any CatalogueValue) throws {
    try change("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", [name, value])
  }
}
