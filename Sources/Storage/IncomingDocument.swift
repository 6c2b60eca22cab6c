package import Weblog

/// A document that is about to be read: all that the ledger can say of it beforehand.
package struct IncomingDocument: Hashable, Sendable {
  package var name: String
  /// Outer to inner names of the containers it came in.
  package var container: [String]
  /// Of the document's own bytes.
  package var hash: ContentHash
  /// Of the dropped file, which is the same unless that is a container.
  package var original: ContentHash
  package var bytes: Int64
  package var received: Instant
  package var format: String
  /// Name and version of the program that reads it.
  package var parser: String

  package init(
    name: String,
    container: [String] = [],
    hash: ContentHash,
    original: ContentHash? = nil,
    bytes: Int64,
    received: Instant,
    format: String,
    parser: String
  ) {
    self.name = name
    self.container = container
    self.hash = hash
    self.original = original ?? hash
    self.bytes = bytes
    self.received = received
    self.format = format
    self.parser = parser
  }
}
