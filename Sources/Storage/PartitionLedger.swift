import GRDB

/// What one transaction knows of partitions: counts change in memory and are written at its end.
struct PartitionLedger {
  /// New records go to the last part of a partition until it holds this many bytes.
  private let fullSize: Int64
  private var partitions: [Int64: Partition] = [:]
  /// The part that takes new records, by its key with part 0.
  private var open: [Partition.Key: Int64] = [:]
  private var touched: Set<Int64> = []

  init(fullSize: Int64) { self.fullSize = fullSize }

  /// Where a new record of about this size goes; it counts there from now on.
  mutating func place(
    _ key: Partition.Key,
    _ standing: Partition.Standing,
    size: Int,
    _ database: Database
  ) throws -> Partition {
    var partition = try openPart(key, standing, database)
    if partition.bytes >= fullSize {
      var next = partition.key
      next.part += 1
      partition = try make(next, standing, database)
    }
    partition.live += 1
    partition.bytes += Int64(size)
    partitions[partition.number] = partition
    touched.insert(partition.number)
    return partition
  }

  mutating func withdraw(from number: Int64, size: Int, _ database: Database) throws {
    var partition = try self[number, database]
    partition.live -= 1
    partition.bytes = max(0, partition.bytes - Int64(size))
    partitions[number] = partition
    touched.insert(number)
  }

  mutating func touch(_ number: Int64) { touched.insert(number) }

  /// Marks the file of a kind that is a single file.
  mutating func touchOnly(_ kind: Partition.Kind, _ database: Database) throws {
    touched.insert(try openPart(Partition.Key(kind: kind), .settled, database).number)
  }

  subscript(number: Int64, database: Database) -> Partition {
    mutating get throws {
      if let known = partitions[number] { return known }
      guard
        let found = try database.row(
          "SELECT \(Partition.columns) FROM partitions WHERE number = ?",
          [number],
          Partition.init
        )
      else { throw RecordDecoder.damage }
      partitions[number] = found
      return found
    }
  }

  mutating func flush(_ database: Database) throws {
    for number in touched.sorted() {
      let known = partitions[number]
      if let known {
        try database.change(
          "UPDATE partitions SET dirty = 1, live = ?, bytes = ? WHERE number = ?",
          [known.live, known.bytes, number]
        )
      } else {
        try database.change("UPDATE partitions SET dirty = 1 WHERE number = ?", [number])
      }
    }
    touched.removeAll()
  }

  private mutating func openPart(
    _ key: Partition.Key,
    _ standing: Partition.Standing,
    _ database: Database
  ) throws -> Partition {
    var place = key
    place.part = 0
    if let number = open[place] { return try self[number, database] }
    let found = try database.row(
      """
      SELECT \(Partition.columns) FROM partitions
      WHERE kind = ? AND slug = ? AND year = ? ORDER BY part DESC LIMIT 1
      """,
      [key.kind.rawValue, key.slug, key.year],
      Partition.init
    )
    guard let found else { return try make(key, standing, database) }
    if partitions[found.number] == nil { partitions[found.number] = found }
    open[place] = found.number
    return try self[found.number, database]
  }

  private mutating func make(
    _ key: Partition.Key,
    _ standing: Partition.Standing,
    _ database: Database
  ) throws -> Partition {
    try database.change(
      "INSERT INTO partitions (kind, slug, standing, year, part) VALUES (?, ?, ?, ?, ?)",
      [key.kind.rawValue, key.slug, standing.rawValue, key.year, key.part]
    )
    let made = Partition(
      number: database.lastInsertedRowID,
      key: key,
      standing: standing,
      live: 0,
      bytes: 0
    )
    partitions[made.number] = made
    var place = key
    place.part = 0
    open[place] = made.number
    return made
  }
}
