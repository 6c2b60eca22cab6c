import Detection
import Storage
import Synchronization

/// A document being read: its reader, on the queue of the file's own work.
final class Reading: Sendable {
  let journey: Journey
  let claim: Claim
  let format: Format
  let container: [String]
  let reader: Confined<DocumentReader<SightedItem>>
  /// Set when the document's fate is sealed, so that a batch still on its way is dropped.
  let isOver = Atomic<Bool>(false)

  init(
    journey: Journey,
    claim: Claim,
    reader: sending DocumentReader<SightedItem>
  ) {
    self.journey = journey
    self.claim = claim
    format = reader.format
    container = reader.container
    self.reader = Confined(reader, label: "winnow.work.document", target: journey.work)
  }
}
