import Detection
import Dispatch
import Storage
import Synchronization

/// A document being read: its reader on a serial queue of its own, over the work queue's threads.
final class Reading: Sendable {
  let journey: Journey
  let claim: Claim
  let format: Format
  let reader: Confined<DocumentReader<SightedItem>>
  /// Set when the document's fate is sealed, so that a batch still on its way is dropped.
  let isOver = Atomic<Bool>(false)

  init(
    journey: Journey,
    claim: Claim,
    reader: sending DocumentReader<SightedItem>,
    on work: DispatchQueue
  ) {
    self.journey = journey
    self.claim = claim
    format = reader.format
    self.reader = Confined(reader, label: "winnow.work.document", target: work)
  }
}
