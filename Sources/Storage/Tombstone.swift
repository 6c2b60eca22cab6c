package import Weblog

/// A line of `tombstones.ndjson`: an id that is no longer a record.
package struct Tombstone: Hashable, Sendable {
  package var id: String
  package var kind: Change.Kind
  /// The id that lives on, after a merge.
  package var into: String?
  package var at: Instant
  package var reason: Change.Operation
  package var blogSlug: String
}
