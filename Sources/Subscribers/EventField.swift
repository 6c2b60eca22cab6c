/// What an event says beside its message.
///
/// In the journal the field is `WINNOW_` and the name in capitals.
package enum EventField: String, CaseIterable, Hashable, Sendable {
  /// Name as dropped.
  case file
  /// The id of the source in the ledger, which holds the SHA-256.
  case source
  case outcome
  case format
  case bytes
  case postsAdded = "posts_added"
  case postsUpdated = "posts_updated"
  case commentsAdded = "comments_added"
  case generation
  case durationMicroseconds = "duration_usec"
  /// One sentence, or the stable code of a refusal.
  case reason
  /// Bytes before the place in the file that the event is about.
  case offset
  case attempts
  case cure
  case path
  case queued
  case errno
  case version

  /// The metadata key that holds the event's kind.
  static let kindKey = "event"

  package var journalName: String { JournalEntry.fieldName(rawValue) }
}
