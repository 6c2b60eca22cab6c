/// Why a document, or the rest of it, cannot be read.
package struct ExportError: Error, Hashable {
  package enum Reason: String, Hashable, Sendable {
    /// The bytes are not the format they were taken for.
    case unrecognized = "not-this-format"
    /// The document is whole, and holds nothing that could be stored.
    case empty = "nothing-inside"
    case nodeTooLarge = "node-too-large"
    case nestingTooDeep = "nesting-too-deep"
    case tooManyEntries = "too-many-entries"
    case documentTooLarge = "document-too-large"
  }

  package var reason: Reason
  /// Bytes from the start of the document to the place of the trouble.
  package var offset: Int64

  package init(_ reason: Reason, at offset: Int64) {
    self.reason = reason
    self.offset = offset
  }
}
