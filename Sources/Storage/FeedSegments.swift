import GRDB

/// The segments of the feed: which exist, which the next publication writes, which have had their time.
///
/// Each publication adds one. When many small ones stand at the end of the list, the next publication
/// writes their changes again, with its own, in one larger segment that is listed in their place. No
/// segment ever changes. Those superseded stay on the disk for readers of an earlier manifest, and go
/// after a day.
struct FeedSegments {
  struct Plan {
    var range: ClosedRange<Int64>
    /// The segments whose changes it holds too.
    var superseded: [ClosedRange<Int64>]
  }

  private let database: Database
  private let settings: StoreSettings

  init(_ database: Database, _ settings: StoreSettings) {
    self.database = database
    self.settings = settings
  }

  /// The segment that is due; `nil` when every change is published.
  ///
  /// It follows from the catalogue alone, so a publication that is repeated writes the same one.
  func plan() throws -> Plan? {
    let published = try database.number("SELECT max(last) FROM segments") ?? 0
    let last = try database.number("SELECT max(seq) FROM changes") ?? 0
    guard last > published else { return nil }
    let small = try smallOnesAtEnd()
    guard small.count >= settings.mostSmallSegments, let first = small.first else {
      return Plan(range: (published + 1)...last, superseded: [])
    }
    return Plan(range: first.lowerBound...last, superseded: small)
  }

  /// The last listed segments up to one that is large, in the order of the feed.
  private func smallOnesAtEnd() throws -> [ClosedRange<Int64>] {
    let listed = try database.rows(
      "SELECT first, last, size FROM segments WHERE superseded IS NULL ORDER BY first DESC"
    ) { (range: ($0[0] as Int64)...max($0[0], $0[1]), size: $0[2] as Int64) }
    return listed.prefix { $0.size < settings.smallSegment }.map(\.range).reversed()
  }

  /// Lists the segment that was written in place of those it supersedes.
  func note(_ plan: Plan, _ written: StagedFile.Written, at time: Int64) throws {
    for range in plan.superseded {
      try database.change(
        "UPDATE segments SET superseded = ? WHERE first = ? AND last = ?",
        [time, range.lowerBound, range.upperBound]
      )
    }
    try database.change(
      "INSERT INTO segments (first, last, records, size, sha256) VALUES (?, ?, ?, ?, ?)",
      [
        plan.range.lowerBound, plan.range.upperBound, written.records, written.size,
        written.hash.bytes,
      ]
    )
  }

  /// Superseded segments, those listed for the last time before `time` or, without it, all.
  func superseded(before time: Int64? = nil) throws -> [ClosedRange<Int64>] {
    try database.rows(
      "SELECT first, last FROM segments WHERE superseded < ? ORDER BY first, last",
      [time ?? .max]
    ) { ($0[0] as Int64)...max($0[0], $0[1]) }
  }

  func forget(_ range: ClosedRange<Int64>) throws {
    try database.change(
      "DELETE FROM segments WHERE first = ? AND last = ?",
      [range.lowerBound, range.upperBound]
    )
  }
}

extension ClosedRange<Int64> {
  /// The path of a feed segment that holds these numbers, relative to `v1/`.
  var segmentPath: String { Manifest.Segment.path(lowerBound, upperBound) }
}
