/// One row of the change feed: what became different, never the words themselves.
package struct Change: Hashable, Sendable {
  package enum Operation: String, CaseIterable, Hashable, Sendable {
    case upsert, merge, move, delete, redact
  }

  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case post, comment, blog, source
  }

  package var sequence: Int64
  package var at: Instant
  package var operation: Operation
  package var kind: Kind
  package var id: String
  /// The id that lives on, after a merge.
  package var into: String?
  package var revision: Int?
  /// The partition that holds the record, relative to `v1/`.
  package var path: String?

  package init(
    sequence: Int64,
    at: Instant,
    operation: Operation,
    kind: Kind,
    id: String,
    into: String? = nil,
    revision: Int? = nil,
    path: String? = nil
  ) {
    self.sequence = sequence
    self.at = at
    self.operation = operation
    self.kind = kind
    self.id = id
    self.into = into
    self.revision = revision
    self.path = path
  }
}
