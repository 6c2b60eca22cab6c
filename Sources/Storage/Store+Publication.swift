import GRDB
import Weblog

/// Making what was committed visible.
extension Store {
  /// Publishes the outbox; see `Publication`.
  ///
  /// - Returns: the generation that became visible, or `nil` when there was nothing to publish.
  @discardableResult
  package func publishPending() throws(StorageError) -> Int64? {
    precondition(session == nil, "no document is open while the store is published")
    do {
      let generation = try connection.run { database in
        var publication = Publication(layout, disk, database, settings)
        let isReserved = try publication.reserve(at: clock().millisecondsSinceEpoch)
        return isReserved || mustRepeatPublication ? try publication.show() : nil
      }
      if generation != nil { try dropOldSegments() }
      mustRepeatPublication = false
      try finishWithdrawal()
      try finishRedactions()
      return generation
    } catch {
      mustRepeatPublication = true
      try? connection.rollBack()
      throw error
    }
  }

  /// Unlinks segments that were superseded long enough ago; no manifest has listed them since.
  private func dropOldSegments() throws(StorageError) {
    let limit = clock().millisecondsSinceEpoch - settings.segmentLife
    let old = try connection.run { try FeedSegments($0, settings).superseded(before: limit) }
    guard !old.isEmpty else { return }
    for range in old {
      let path = layout.published(range.segmentPath)
      if try disk.exists(path) { try disk.unlink(path) }
    }
    try disk.syncFolder(layout.published("changes"))
    try connection.transact { database in
      for range in old { try FeedSegments(database, settings).forget(range) }
    }
  }

  /// Whether something committed is not visible yet.
  package func hasPending() throws(StorageError) -> Bool {
    try connection.run { database in
      if try database.number("SELECT number FROM partitions WHERE dirty LIMIT 1") != nil {
        return true
      }
      let published = try database.number("SELECT max(last) FROM segments") ?? 0
      return try database.number("SELECT max(seq) FROM changes") ?? 0 > published
    }
  }

  /// Writes every file of the store again from the catalogue.
  @discardableResult
  package func republish() throws(StorageError) -> Int64? {
    try StoreGuide(layout, disk, storeID: try connection.run { try $0.meta("store_id") ?? "" })
      .publish()
    try connection.transact { try $0.change("UPDATE partitions SET dirty = 1") }
    try restoreSegments(trusting: false)
    return try publishPending()
  }

  // MARK: Snapshots

  /// Makes a frozen copy of the store out of hard links; what is pending is published first.
  ///
  /// It stands under `v1/snapshots/` while it is made; its manifest comes last, and at a start one
  /// without a manifest is removed.
  ///
  /// - Returns: its folder.
  @discardableResult
  package func snapshot() throws(StorageError) -> DiskPath {
    try publishPending()
    try dropOldSnapshots()
    let manifest = try connection.run { database in
      try Manifest(database, generation: try database.metaNumber("generation"))
    }
    let folder = layout.snapshot(manifest.generation)
    if try disk.exists(folder / "manifest.json") {
      try note(snapshot: manifest.generation)
      return folder
    }
    try disk.removeAll(folder)
    var paths = manifest.files.map(\.path) + manifest.segments.map(\.path)
    paths += StoreGuide(layout, disk, storeID: "").files.map(\.path)
      .filter { $0.folder == layout.schemas }
      .map { "schema/" + String(decoding: $0.name, as: UTF8.self) }
    for part in try manifestParts() { paths.append("manifest/" + part) }
    try link(paths, into: folder)
    try note(snapshot: manifest.generation)
    return folder
  }

  /// Removes snapshots that have lived their time, and any that a crash left unfinished.
  package func dropOldSnapshots() throws(StorageError) {
    guard try disk.exists(layout.snapshots) else { return }
    let now = clock().millisecondsSinceEpoch
    let alive = Set(
      try connection.run { database in
        try database.rows(
          "SELECT generation FROM snapshots WHERE made > ?",
          [now - settings.snapshotLife]
        ) { [UInt8](String($0[0] as Int64).utf8) }
      }
    )
    for name in try disk.list(layout.snapshots) {
      let folder = layout.snapshots / name
      if alive.contains(name), try disk.exists(folder / "manifest.json") { continue }
      try disk.removeAll(folder)
    }
  }

  private func manifestParts() throws(StorageError) -> [String] {
    let folder = layout.published("manifest")
    guard try disk.exists(folder) else { return [] }
    return try disk.list(folder).map { String(decoding: $0, as: UTF8.self) }
  }

  private func link(_ paths: [String], into folder: DiskPath) throws(StorageError) {
    var folders: Set<DiskPath> = [folder]
    try disk.makeFolders(folder)
    for path in paths {
      let target = folder / path
      try disk.makeFolders(target.folder)
      try disk.link(layout.published(path), to: target)
      folders.insert(target.folder)
    }
    for folder in folders { try disk.syncFolder(folder) }
    try disk.link(layout.manifest, to: folder / "manifest.json")
    try disk.syncFolder(folder)
  }

  private func note(snapshot generation: Int64) throws(StorageError) {
    let now = clock().millisecondsSinceEpoch
    try connection.transact {
      try $0.change("DELETE FROM snapshots WHERE made <= ?", [now - settings.snapshotLife])
      try $0.change(
        "INSERT OR REPLACE INTO snapshots (generation, made) VALUES (?, ?)",
        [generation, now]
      )
    }
  }
}
