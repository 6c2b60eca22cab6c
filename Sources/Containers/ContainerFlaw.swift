/// What was wrong with a container whose content could be read all the same, up to that place.
package struct ContainerFlaw: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// The file ends within the compressed stream.
    case truncated
    /// The stream makes no sense from here on.
    case damaged = "damaged-gzip"
    /// What came out is not what went in; it is kept.
    case checksumMismatch = "checksum-mismatch"
    /// Something follows that is no gzip; it is not read.
    case trailingGarbage = "garbage-after-gzip"
  }

  package let kind: Kind
  /// Bytes of the document before the first of it.
  package let offset: Int64
  /// How often it was met.
  package internal(set) var count = 1

  /// The end of the document is missing.
  package var isEndMissing: Bool { kind == .truncated || kind == .damaged }
}
