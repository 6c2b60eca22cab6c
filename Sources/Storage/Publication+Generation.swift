import GRDB

/// Generations: what one is, noted before it is seen, and how it comes to be seen.
extension Publication {
  /// Notes the next generation as the catalogue now has it, within the transaction that is open.
  ///
  /// An earlier program noted no hash, and may have shown the number after its own without noting
  /// that either; so that number is left out.
  func noteGeneration() throws {
    let last = try database.metaNumber("generation")
    let mayHaveBeenSeen = try last > 0 && database.meta("manifest_sha256") == nil
    try database.setMeta("generation", last + (mayHaveBeenSeen ? 2 : 1))
    try database.setMeta("manifest_committed_at", database.metaNumber("committed_at"))
    try database.setMeta("manifest_sha256", ContentHash(of: try manifest().value.json).hex)
  }

  /// Makes the reserved generation visible unless it is, and takes away what it does not hold.
  ///
  /// - Returns: the generation that has become visible; `nil` when it was already.
  mutating func show() throws -> Int64? {
    var (manifest, listings) = try manifest()
    if try database.meta("manifest_sha256") != ContentHash(of: manifest.json).hex {
      // This program says the same in other bytes than the one before: that is another generation.
      try database.inTransaction(.immediate) {
        try noteGeneration()
        return .commit
      }
      (manifest, listings) = try self.manifest()
    }
    let isNew = try !isShown(manifest, listings)
    if isNew { try put(manifest, listings) }
    try unlinkParts(except: Set(listings.map { layout.published($0.path) }))
    try unlinkEmptied()
    return isNew ? manifest.generation : nil
  }

  /// The manifest of the reserved generation, and its parts where it is split.
  private func manifest() throws -> (value: Manifest, listings: [Manifest.Listing]) {
    var manifest = try Manifest(database, generation: try database.metaNumber("generation"))
    let listings = manifest.split(above: settings.mostFilesListed)
    return (manifest, listings)
  }

  private func isShown(_ manifest: Manifest, _ listings: [Manifest.Listing]) throws -> Bool {
    for listing in listings
    where try !disk.holds(listing.bytes, at: layout.published(listing.path)) { return false }
    return try disk.holds(manifest.json, at: layout.manifest)
  }

  private mutating func put(_ manifest: Manifest, _ listings: [Manifest.Listing]) throws {
    var parts: [(DiskPath, DiskPath)] = []
    for (number, listing) in listings.enumerated() {
      let staged = layout.work / "manifest-part-\(number)"
      _ = try stage(staged) { (_, _, sink) in try sink(listing.bytes) }
      parts.append((staged, layout.published(listing.path)))
    }
    try place(parts)
    let staged = layout.work / "manifest"
    _ = try stage(staged) { (_, _, sink) in try sink(manifest.json) }
    try place([(staged, layout.manifest)])
  }

  /// Removes parts of an earlier manifest that this one does not name.
  private func unlinkParts(except listed: Set<DiskPath>) throws {
    let folder = layout.published("manifest")
    guard try disk.exists(folder) else { return }
    for name in try disk.list(folder) where !listed.contains(folder / name) {
      try disk.unlink(folder / name)
    }
  }

  /// Removes files whose last record moved away; the manifest lists them no more.
  private func unlinkEmptied() throws {
    let emptied = try database.rows(
      "SELECT \(Partition.columns) FROM partitions WHERE records = 0 AND sha256 IS NOT NULL",
      [],
      Partition.init
    )
    for path in emptied.map({ layout.published($0.path) }) where try disk.exists(path) {
      try disk.unlink(path)
      try disk.syncFolder(path.folder)
    }
  }
}
