/// One accepted file in the ledger, with what became of it.
package struct Source: Hashable, Sendable {
  package enum Outcome: String, CaseIterable, Hashable, Sendable {
    case ingested, partial, duplicate
  }

  package struct Counts: Hashable, Sendable {
    package var posts = 0
    package var comments = 0
    package var added = 0
    package var updated = 0
    package var unchanged = 0
    package var skipped = 0
    /// What `added` and `updated` are made of; told to the journal, not to the ledger.
    package var postsAdded = 0
    package var postsUpdated = 0
    package var commentsAdded = 0

    package init() {}
  }

  /// `s_` and the SHA-256 of the bytes in hex; a later drop of the same bytes gets a suffix.
  package var id: String
  package var name: String
  /// Outer to inner names of the containers it came in.
  package var container: [String] = []
  package var bytes: Int64
  package var format: String
  package var variant: String?
  package var encoding: String
  package var received: Instant
  package var outcome: Outcome
  package var duplicateOf: String?
  package var counts = Counts()
  package var postsDeclared: Int?
  package var commentsDeclared: Int?
  package var repairs: [Notice] = []
  package var withheld: Int = 0
  /// Name and version of the program that read it.
  package var parser: String

  package init(
    id: String,
    name: String,
    bytes: Int64,
    format: String,
    encoding: String,
    received: Instant,
    outcome: Outcome,
    parser: String
  ) {
    self.id = id
    self.name = name
    self.bytes = bytes
    self.format = format
    self.encoding = encoding
    self.received = received
    self.outcome = outcome
    self.parser = parser
  }
}
