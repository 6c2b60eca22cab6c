import GRDB

/// Publishes what the catalogue's outbox holds, so that a crash at any point leaves a store that was
/// once true and a catalogue that makes it true again with equal bytes.
///
/// 1. Every dirty partition and the feed's next segment are built in `work/` and synced.
/// 2. Partitions are renamed into place, those that records move to first, then the segment, and the
///    folders are synced.
/// 3. The next generation is reserved: one durable transaction empties the outbox and notes what the
///    generation holds, down to the hash of its manifest. From here on its number means these bytes.
/// 4. The generation is shown: its manifest is synced and renamed into place, the visible commit.
/// 5. Files whose last record moved away are unlinked, and parts of earlier manifests.
///
/// A rename is seen before it is durable, so what a reader saw may be undone by a power cut. Nothing
/// is seen, though, before it is reserved, and a start shows again what is reserved. Steps 1 to 3
/// follow from the outbox, 4 and 5 from the catalogue; each may be repeated.
///
/// While it runs no document is open, so the catalogue stands still.
struct Publication {
  private struct Built {
    var partition: Partition
    var written: StagedFile.Written
    var staged: DiskPath
  }

  let layout: StoreLayout
  let disk: any Disk
  let database: Database
  let settings: StoreSettings
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

  /// Steps 1 to 3; `now` is in milliseconds.
  ///
  /// - Returns: whether there was anything to publish.
  mutating func reserve(at now: Int64) throws -> Bool {
    let dirty = try outbox()
    let segment = try segments.plan()
    let isFirst = try database.metaNumber("generation") == 0
    guard !dirty.isEmpty || segment != nil || isFirst else { return false }
    let (built, stagedSegment) = try build(dirty, segment)
    try place(built)
    if let stagedSegment, let segment {
      try place([(stagedSegment.path, layout.published(segment.range.segmentPath))])
    }
    try database.inTransaction(.immediate) {
      if let segment, let stagedSegment {
        try segments.note(segment, stagedSegment.written, at: now)
      }
      try note(built)
      try noteGeneration()
      return .commit
    }
    return true
  }

  // MARK: Outbox

  private func outbox() throws -> [Partition] {
    let dirty = try database.rows(
      "SELECT \(Partition.columns) FROM partitions WHERE dirty ORDER BY number",
      [],
      Partition.init
    )
    return dirty.sorted { ($0.rank, -$0.number) > ($1.rank, -$1.number) }
  }

  private func note(_ built: [Built]) throws {
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
    if written.records == 0 { try disk.unlink(path) }
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
  mutating func stage(
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

  /// A record on the move may be in both files for an instant, never in none, not even after a power
  /// cut: the files that it may move to are in place and durable before those that it leaves.
  private func place(_ built: [Built]) throws {
    var rest = built.filter { $0.written.records > 0 }[...]
    while let rank = rest.first?.partition.rank {
      let equals = rest.prefix { $0.partition.rank == rank }
      try place(equals.map { ($0.staged, layout.published($0.partition.path)) })
      rest = rest.dropFirst(equals.count)
    }
  }

  /// Renames staged files into place, durably.
  func place(_ files: [(staged: DiskPath, path: DiskPath)]) throws {
    for (staged, path) in files {
      try disk.makeFolders(path.folder)
      try disk.replace(path, with: staged)
    }
    let folders = Set(files.map(\.path.folder))
    for folder in folders.sorted(by: Self.inOrder) { try disk.syncFolder(folder) }
  }

  private static func inOrder(_ left: DiskPath, _ right: DiskPath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension Partition {
  /// Records move to a file of higher rank only, and end in a tombstone.
  fileprivate var rank: Int {
    key.kind == .tombstones ? 100 : standing.rawValue * 2 + (key.year == 0 ? 0 : 1)
  }
}
