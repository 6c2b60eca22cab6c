import GRDB

/// Reads the whole state back: every published byte against its hash and against the catalogue, every
/// reference, the feed, every original.
///
/// A published file is right exactly when its bytes are those that the catalogue gives again: that
/// covers the schema's field order, the order of records, their number and their words at once.
package struct Verification {
  private let layout: StoreLayout
  private let disk: any Disk
  private let settings: StoreSettings
  private let connection: CatalogueConnection
  private var findings: [Finding] = []

  /// - Throws: `.notFound` or `.denied` when the catalogue is not there to be read.
  package init(
    _ layout: StoreLayout,
    _ disk: any Disk,
    settings: StoreSettings = StoreSettings()
  ) throws(StorageError) {
    self.layout = layout
    self.disk = disk
    self.settings = settings
    connection = try CatalogueConnection(path: layout.catalogue.description, readOnly: true)
  }

  /// Reads everything back, again when there are findings: what is gone when it is looked at after a
  /// pause was a publication on its way.
  ///
  /// - Parameter pause: lets a moment pass.
  /// - Throws: `StorageError` when something cannot be read at all.
  /// - Returns: every finding; none when all is well.
  package mutating func run(pause: () -> Void = {}) throws(StorageError) -> [Finding] {
    var stable = try look()
    for _ in 0..<2 where !stable.isEmpty {
      pause()
      let again = Set(try look())
      stable.removeAll { !again.contains($0) }
    }
    return stable
  }

  private mutating func look() throws(StorageError) -> [Finding] {
    findings = []
    try connection.run { database in
      try database.inTransaction(.deferred) {
        try verify(database)
        return .commit
      }
    }
    return findings
  }

  private mutating func verify(_ database: Database) throws {
    try verifyCatalogue(database)
    try verifyReferences(database)
    for (id, sentence) in try database.sourcesThatDoNotAddUp() {
      report(.incomplete, layout.catalogue, id.map { "\($0): \(sentence)" } ?? sentence)
    }
    let manifest = try Manifest(database, generation: try database.metaNumber("generation"))
    try verifyGuide(storeID: manifest.storeID)
    try verifyFiles(manifest, database)
    try verifyFeed(manifest)
    try verifyManifest(manifest)
    try verifyTree(manifest, database)
    try verifyOriginals(database)
  }

  private mutating func report(_ code: Finding.Code, _ path: DiskPath, _ sentence: String) {
    findings.append(Finding(code: code, path: path.description, sentence: sentence))
  }

  // MARK: Catalogue

  private mutating func verifyCatalogue(_ database: Database) throws {
    let answers = try database.rows("PRAGMA quick_check") { $0[0] as String }
    for answer in answers where answer != "ok" { report(.catalogue, layout.catalogue, answer) }
  }

  private mutating func verifyReferences(_ database: Database) throws {
    let checks = [
      (
        "a comment stands under a post that is not there",
        """
        SELECT c.id FROM comments AS c LEFT JOIN posts AS p ON p.number = c.post
        WHERE c.partition IS NOT NULL AND p.partition IS NULL
        """
      ),
      (
        "a reply answers a comment that is not under its post",
        """
        SELECT c.id FROM comments AS c LEFT JOIN comments AS p ON p.number = c.parent
        WHERE c.partition IS NOT NULL AND c.parent IS NOT NULL
          AND (p.partition IS NULL OR p.post != c.post)
        """
      ),
      (
        "a post's comment_count is not the number of its comments",
        """
        SELECT p.id FROM posts AS p WHERE p.partition IS NOT NULL AND p.comment_count != (
          SELECT count(*) FROM comments AS c WHERE c.post = p.number AND c.partition IS NOT NULL)
        """
      ),
    ]
    for (sentence, sql) in checks {
      for id in try database.rows(sql, [], { $0[0] as String }) {
        report(.reference, layout.catalogue, "\(id): \(sentence)")
      }
    }
  }

  // MARK: Published files

  private mutating func verifyGuide(storeID: String) throws {
    for (path, bytes) in StoreGuide(layout, disk, storeID: storeID).files {
      guard try disk.exists(path) else {
        report(.missing, path, "not there; a start of winnow writes it again")
        continue
      }
      if try disk.contents(path) != bytes { report(.altered, path, "not what this version writes") }
    }
  }

  private mutating func verifyFiles(_ manifest: Manifest, _ database: Database) throws {
    for file in manifest.files { try verifyHash(file.path, file.sha256) }
    let clean = try database.rows(
      """
      SELECT \(Partition.columns), sha256 FROM partitions
      WHERE NOT dirty AND sha256 IS NOT NULL AND records > 0
      """
    ) { (try Partition($0), hash: $0.bytes(8)) }
    for (partition, hash) in clean {
      var lines = PartitionLines()
      var digest = LineDigest()
      do {
        try lines.write(partition, database) { digest.add($0) }
        guard digest.finish().bytes != hash else { continue }
      } catch let error as StorageError where error.reason == .damaged {
        // A record that does not decode is reported with the file it would be in.
      }
      report(.different, layout.published(partition.path), "not what the catalogue says")
    }
  }

  private mutating func verifyFeed(_ manifest: Manifest) throws {
    var expected = manifest.firstSequence
    for segment in manifest.segments {
      if segment.first != expected {
        report(.feed, layout.published(segment.path), "changes from \(expected) on are not listed")
      }
      expected = segment.last + 1
      try verifyHash(segment.path, segment.sha256)
    }
  }

  private mutating func verifyManifest(_ manifest: Manifest) throws {
    guard try disk.exists(layout.manifest) else {
      return report(.missing, layout.manifest, "not there; a start of winnow writes it again")
    }
    var manifest = manifest
    let parts = manifest.split(above: settings.mostFilesListed)
    for (part, listed) in zip(parts, manifest.parts) { try verifyHash(part.path, listed.sha256) }
    try verifyTree(layout.published("manifest"), Set(parts.map { layout.published($0.path) }))
    if try disk.contents(layout.manifest) != manifest.json {
      report(.altered, layout.manifest, "not what was published")
    }
  }

  /// Nothing but what the manifest lists may be where people glob.
  private mutating func verifyTree(_ manifest: Manifest, _ database: Database) throws {
    let superseded = try FeedSegments(database, settings).superseded().map(\.segmentPath)
    let paths = manifest.files.map(\.path) + manifest.segments.map(\.path) + superseded
    let listed = Set(paths.map(layout.published))
    for kind in Partition.Kind.allCases.map(\.name) + ["changes"] {
      try verifyTree(layout.published(kind), listed)
    }
  }

  private mutating func verifyTree(_ folder: DiskPath, _ listed: Set<DiskPath>) throws {
    guard try disk.status(folder)?.kind == .folder else { return }
    for name in try disk.list(folder) {
      let path = folder / name
      if try disk.status(path)?.kind == .folder {
        try verifyTree(path, listed)
      } else if !listed.contains(path) {
        report(.superfluous, path, "nothing lists it; remove it")
      }
    }
  }

  private mutating func verifyHash(_ path: String, _ sha256: String) throws {
    let path = layout.published(path)
    guard try disk.exists(path) else {
      return report(.missing, path, "not there; a start of winnow writes it again")
    }
    if try Spool(layout, disk).hash(path).hex != sha256 {
      report(.altered, path, "its bytes are not those that were published")
    }
  }

  private mutating func verifyOriginals(_ database: Database) throws {
    let hashes = try database.rows("SELECT DISTINCT hash FROM drops ORDER BY hash") { $0.bytes(0) }
    for hash in hashes.compactMap(ContentHash.init(bytes:)) {
      if try verifyRemnant(of: hash) { continue }
      let path = layout.original(hash)
      guard try disk.exists(path) else {
        report(.missing, path, "an accepted file is gone; restore it from a backup")
        continue
      }
      if try Spool(layout, disk).hash(path) != hash {
        report(.altered, path, "an accepted file is damaged; restore it from a backup")
      }
    }
  }

  /// - Returns: whether words were redacted from the original, and something stands in its place.
  private mutating func verifyRemnant(of hash: ContentHash) throws -> Bool {
    let (path, original) = (layout.remnant(hash), layout.original(hash))
    do throws(StorageError) {
      guard try Remnant(of: hash, in: layout, on: disk) != nil else { return false }
    } catch {
      report(.altered, path, "what is left of a redacted file is damaged; restore it from a backup")
    }
    if try disk.exists(original) {
      report(.superfluous, original, "words were redacted from it; remove it")
    }
    return true
  }
}
