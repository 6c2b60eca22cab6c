package import Weblog

/// A bounded run of a document's entries, and after the last of them how reading ended.
package struct Batch<Item: Sendable>: Sendable {
  package enum End: Sendable {
    /// The whole document has been read; the report says what was found besides.
    case finished(ReadingReport)
    case refused(Refusal)
    /// The bytes could not be had, through no fault of the file's.
    case failed(String)
    /// Reading was given up on request, as at a stop.
    case abandoned
  }

  /// The first batch of a document has the number 0.
  package var number = 0
  package var items: [Item] = []
  /// `nil` while more batches follow.
  package var end: End?

  package init() {}

  package var isLast: Bool { end != nil }
}
