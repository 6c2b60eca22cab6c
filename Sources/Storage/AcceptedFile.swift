import GRDB
package import Weblog

/// A file that was taken in, with every drop of the same bytes.
package struct AcceptedFile: Hashable, Sendable {
  package var hash: ContentHash
  /// Its rows in the ledger: the first, and those of its duplicates.
  package var sources: [Source]
  /// The paths, relative to the inbox, that it was dropped as.
  package var names: [[UInt8]]
}

extension Store {
  /// The accepted files that go by a source's id, by the path that they were dropped as, or by the last
  /// part of it.
  package func acceptedFiles(named name: String) throws(StorageError) -> [AcceptedFile] {
    try connection.run { database in
      var hashes: [ContentHash] = []
      try database.forEach("SELECT original, id, record FROM sources ORDER BY number") { row in
        let source = try SourceRecord.decode(row.bytes(2))
        let last = source.name.split(separator: "/").last.map(String.init)
        guard [source.id, source.name, last].contains(name),
          let hash = ContentHash(bytes: row.bytes(0)), !hashes.contains(hash)
        else { return }
        hashes.append(hash)
      }
      return try hashes.map { try database.acceptedFile($0) }
    }
  }
}

extension Database {
  fileprivate func acceptedFile(_ hash: ContentHash) throws -> AcceptedFile {
    AcceptedFile(
      hash: hash,
      sources: try rows(
        "SELECT record FROM sources WHERE original = ? ORDER BY number",
        [hash.bytes]
      ) { try SourceRecord.decode($0.bytes(0)) },
      names: try rows("SELECT name FROM drops WHERE hash = ? ORDER BY number", [hash.bytes]) {
        $0.bytes(0)
      }
    )
  }
}
