import GRDB
import Weblog

/// What happens at every start, whether or not there was a crash.
extension Store {
  func recover() throws(StorageError) {
    try refuseForeignStore()
    try spool.sweep()
    try disk.makeFolders(layout.originals)
    try disk.makeFolders(layout.version)
    try StoreGuide(layout, disk, storeID: try storeID()).publish()
    try restoreBallast()
    try markMissingFiles()
    try publishPending()
    try dropOldSnapshots()
  }

  /// A store of a later generation, or one whose catalogue is gone, is not written over; a `FORMAT` that is
  /// damaged is written again.
  private func refuseForeignStore() throws(StorageError) {
    guard try disk.exists(layout.format) else { return }
    let words = String(decoding: try disk.contents(layout.format), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace)
    let ours = Manifest.format.split(separator: " ")
    if words.count > 1, words[0] == ours[0], let version = Int(words[1]),
      Int(ours[1]) ?? 0 < version
    {
      throw StorageError(.newer, "open", layout.format.description)
    }
    if try connection.run({ try $0.meta("store_id") }) == nil {
      throw StorageError(.foreign, "open", layout.format.description)
    }
  }

  private func storeID() throws(StorageError) -> String {
    try connection.transact { database in
      if let known = try database.meta("store_id") { return known }
      let words = (0..<16).map { _ in UInt8.random(in: 0 ... .max) }
      let made = settings.storeID ?? words.hex
      try database.setMeta("store_id", made)
      try database.setMeta("committed_at", clock().millisecondsSinceEpoch)
      return made
    }
  }

  /// A published file that is gone or has another size is made again from the catalogue.
  private func markMissingFiles() throws(StorageError) {
    let published = try connection.run { database in
      try database.rows(
        """
        SELECT \(Partition.columns), size FROM partitions WHERE sha256 IS NOT NULL AND records > 0
        """
      ) { (try Partition($0), size: $0[8] as Int64) }
    }
    for (partition, size) in published
    where try disk.status(layout.published(partition.path))?.size != size {
      try connection.transact {
        try $0.change("UPDATE partitions SET dirty = 1 WHERE number = ?", [partition.number])
      }
    }
    try restoreSegments()
    try removeStraySegments()
  }

  /// Segments never change, so a lost one is written again with the bytes it had; all of them, when
  /// none is trusted.
  func restoreSegments(trusting isTrusted: Bool = true) throws(StorageError) {
    let segments = try connection.run { database in
      try database.rows(
        "SELECT first, last, size FROM segments WHERE superseded IS NULL ORDER BY first"
      ) { (range: ($0[0] as Int64)...max($0[0], $0[1]), size: $0[2] as Int64) }
    }
    for (range, size) in segments {
      let path = layout.published(range.segmentPath)
      if isTrusted, try disk.status(path)?.size == size { continue }
      var lines = PartitionLines()
      var staged = try StagedFile(layout.work / "segment", on: disk)
      try connection.run { database in
        try lines.changes(range, database) { try staged.append($0) }
      }
      _ = try staged.finish()
      try disk.makeFolders(path.folder)
      try disk.replace(path, with: staged.path)
      try disk.syncFolder(path.folder)
    }
  }

  /// A segment of a publication that did not come to reserve its generation, and was then made with
  /// other bounds.
  private func removeStraySegments() throws(StorageError) {
    let folder = layout.published("changes")
    guard try disk.exists(folder) else { return }
    let known = Set(
      try connection.run { database in
        try database.rows("SELECT first, last FROM segments") {
          layout.published((($0[0] as Int64)...max($0[0], $0[1])).segmentPath)
        }
      }
    )
    for name in try disk.list(folder) where !known.contains(folder / name) {
      try disk.unlink(folder / name)
    }
  }
}
