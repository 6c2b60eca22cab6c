import GRDB

/// Publishes what the catalogue's outbox holds, so that a crash at any point leaves a store that was
/// once true and an outbox that makes it true again with equal bytes.
///
/// 1. Every dirty partition and the feed's next segment are built in `work/` and synced.
/// 2. Partitions are renamed into place, those that records move to first, then the segment.
/// 3. The folders are synced.
/// 4. The manifest is built, synced, renamed into place and its folder synced: the visible commit.
/// 5. Files whose last record moved away are unlinked, and segments long superseded.
/// 6. The outbox rows are marked. This may be lost: steps 1 to 5 give the same bytes again.
///
/// While it runs no document is open, so the catalogue stands still.
struct Publication {
  private struct Built {
    var partition: Partition
    var written: StagedFile.Written
    var staged: DiskPath
  }

  private let layout: StoreLayout
  private let disk: any Disk
  private let database: Database
  private let settings: StoreSettings
  private let segments: FeedSegments
  private var lines = PartitionLines()

  init(
    _ layout: StoreLayout,
    _ disk: any Disk,
    _ database: Database,
    _ settings: StoreSettings
  ) {
    self.layout = layout
    self.disk = disk
    self.database = database
    self.settings = settings
    segments = FeedSegments(database, settings)
  }

  /// `now` is in milliseconds.
  ///
  /// - Returns: the generation that is now visible, or `nil` when there was nothing to publish.
  mutating func run(at now: Int64) throws -> Int64? {
    let dirty = try outbox()
    let segment = try segments.plan()
    let generation = try database.metaNumber("generation")
    guard !dirty.isEmpty || segment != nil || generation == 0 else { return nil }
    let (built, stagedSegment) = try build(dirty, segment)
    var folders: Set<DiskPath> = []
    for file in built where file.written.records > 0 {
      try place(file.staged, at: layout.published(file.partition.path), &folders)
    }
    if let stagedSegment, let segment {
      try place(stagedSegment.path, at: layout.published(segment.range.segmentPath), &folders)
    }
    for folder in folders.sorted(by: Self.inOrder) { try disk.syncFolder(folder) }
    // What is about to be said is noted in a transaction that ends only when the manifest is there.
    try database.inTransaction(.immediate) {
      if let segment, let stagedSegment {
        try segments.note(segment, stagedSegment.written, at: now)
      }
      try note(built, generation + 1)
      try publishManifest(generation + 1)
      try unlinkEmptied(built)
      return .commit
    }
    return generation + 1
  }

  // MARK: Outbox

  private func outbox() throws -> [Partition] {
    let dirty = try database.rows(
      "SELECT \(Partition.columns) FROM partitions WHERE dirty ORDER BY number",
      [],
      Partition.init
    )
    // A record on the move may be in both files for an instant, never in none, so the file that it
    // moves to goes first: the surer the blog the earlier, and undated files last.
    return dirty.sorted {
      ($0.standing.rawValue, $0.key.year == 0 ? 0 : 1, -$0.number)
        > ($1.standing.rawValue, $1.key.year == 0 ? 0 : 1, -$1.number)
    }
  }

  private func note(_ built: [Built], _ generation: Int64) throws {
    for file in built {
      try database.change(
        """
        UPDATE partitions SET dirty = 0, records = ?, size = ?, sha256 = ? WHERE number = ?
        """,
        [
          file.written.records, file.written.size, file.written.hash.bytes,
          file.partition.number,
        ]
      )
    }
    try database.setMeta("generation", generation)
  }

  // MARK: Files

  /// Builds everything within one transaction: outside of any, each statement would take and give back
  /// the lock of the catalogue.
  private mutating func build(
    _ dirty: [Partition],
    _ segment: FeedSegments.Plan?
  ) throws -> ([Built], (path: DiskPath, written: StagedFile.Written)?) {
    var built: [Built] = []
    var stagedSegment: (path: DiskPath, written: StagedFile.Written)?
    try database.inTransaction(.deferred) {
      built = try dirty.map { try build($0) }
      stagedSegment = try segment.map { try build($0.range) }
      return .commit
    }
    return (built, stagedSegment)
  }

  private mutating func build(_ partition: Partition) throws -> Built {
    let path = layout.work / "partition-\(partition.number)"
    let written = try stage(path) { (lines, database, sink) in
      try lines.write(partition, database, to: sink)
    }
    return Built(partition: partition, written: written, staged: path)
  }

  private mutating func build(
    _ segment: ClosedRange<Int64>
  ) throws -> (path: DiskPath, written: StagedFile.Written) {
    let path = layout.work / "segment"
    let written = try stage(path) { (lines, database, sink) in
      try lines.changes(segment, database, to: sink)
    }
    return (path, written)
  }

  /// A device error throws the file away and writes a new one, once: after a failed `fsync` the same
  /// descriptor may report success over lost pages.
  private mutating func stage(
    _ path: DiskPath,
    _ write: (inout PartitionLines, Database, ([UInt8]) throws -> Void) throws -> Void
  ) throws -> StagedFile.Written {
    do {
      return try stageOnce(path, write)
    } catch let error as StorageError where error.reason == .inputOutput {
      return try stageOnce(path, write)
    }
  }

  private mutating func stageOnce(
    _ path: DiskPath,
    _ write: (inout PartitionLines, Database, ([UInt8]) throws -> Void) throws -> Void
  ) throws -> StagedFile.Written {
    var file = try StagedFile(path, on: disk)
    try write(&lines, database) { try file.append($0) }
    return try file.finish()
  }

  private func place(
    _ staged: DiskPath,
    at path: DiskPath,
    _ folders: inout Set<DiskPath>
  ) throws {
    try disk.makeFolders(path.folder)
    try disk.replace(path, with: staged)
    folders.insert(path.folder)
  }

  private func unlinkEmptied(_ built: [Built]) throws {
    for file in built where file.written.records == 0 {
      try? disk.unlink(file.staged)
      let path = layout.published(file.partition.path)
      guard try disk.exists(path) else { continue }
      try disk.unlink(path)
      try disk.syncFolder(path.folder)
    }
  }

  // MARK: Manifest

  private mutating func publishManifest(_ generation: Int64) throws {
    var manifest = try Manifest(database, generation: generation)
    try publish(manifest.split(above: settings.mostFilesListed))
    var writer = JSONWriter()
    writer.object { $0.members(of: manifest) }
    writer.newline()
    let path = layout.work / "manifest"
    _ = try stage(path) { (_, _, sink) in try sink(writer.bytes) }
    try disk.replace(layout.manifest, with: path)
    try disk.syncFolder(layout.version)
    try unlinkParts(except: Set(manifest.parts.map { layout.published($0.path) }))
  }

  private mutating func publish(_ parts: [Manifest.Listing]) throws {
    var folders: Set<DiskPath> = []
    for part in parts {
      let staged = layout.work / "manifest-part"
      _ = try stage(staged) { (_, _, sink) in try sink(part.bytes) }
      try place(staged, at: layout.published(part.path), &folders)
    }
    for folder in folders { try disk.syncFolder(folder) }
  }

  /// Removes parts of an earlier manifest that this one does not name.
  private func unlinkParts(except listed: Set<DiskPath>) throws {
    let folder = layout.published("manifest")
    guard try disk.exists(folder) else { return }
    for name in try disk.list(folder) where !listed.contains(folder / name) {
      try disk.unlink(folder / name)
    }
  }

  private static func inOrder(_ left: DiskPath, _ right: DiskPath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
