import GRDB
import Weblog

/// Whether what the ledger says of each document is what the catalogue holds of it.
extension Database {
  /// - Returns: documents of which something is missing, or may be, with what is wrong; `nil` stands for all.
  func sourcesThatDoNotAddUp() throws -> [(id: String?, sentence: String)] {
    if try CatalogueSchema.isOlder(self) {
      return [(nil, "an earlier version made it and did not count; start winnow once")]
    }
    let posts = try rowsOfSources(in: "post_sightings")
    let comments = try rowsOfSources(in: "comment_sightings")
    var found: [(id: String?, sentence: String)] = []
    try forEach("SELECT number, record, entries IS NOT NULL FROM sources ORDER BY number", []) {
      let (number, isCounted) = ($0[0] as Int64, $0[2] as Bool)
      let source = try SourceRecord.decode($0.bytes(1))
      let kept = (posts[number] ?? 0, comments[number] ?? 0)
      if kept != (source.counts.posts, source.counts.comments) {
        found.append(
          (
            source.id,
            "\(kept.0) posts and \(kept.1) comments of it are kept, not \(source.counts.posts) and "
              + "\(source.counts.comments); `winnow rebuild --to` a new state reads it again"
          )
        )
      } else if !isCounted, source.outcome != .duplicate {
        found.append(
          (source.id, "its entries were never counted; a start of winnow reads it again")
        )
      }
    }
    return found
  }

  private func rowsOfSources(in table: String) throws -> [Int64: Int] {
    let counts = try rows("SELECT source, count(*) FROM \(table) GROUP BY source") {
      (source: $0[0] as Int64, count: $0[1] as Int)
    }
    return Dictionary(uniqueKeysWithValues: counts.map { ($0.source, $0.count) })
  }
}
