import GRDB

/// What the store holds, in numbers, for the status.
extension Store {
  package struct Totals: Hashable, Sendable {
    package var posts: Int
    package var comments: Int
    package var sources: Int
    package var generation: Int64
  }

  package func totals() throws(StorageError) -> Totals {
    try connection.run { database in
      let manifest = try Manifest(database, generation: try database.metaNumber("generation"))
      return Totals(
        posts: Int(manifest.counts.posts),
        comments: Int(manifest.counts.comments),
        sources: Int(manifest.counts.sources),
        generation: manifest.generation
      )
    }
  }
}
