import Detection
import Storage

/// A document being read: its reader, on the queue of the file's own work.
final class Reading: Sendable {
  let journey: Journey
  let claim: Claim
  let format: Format
  let container: [String]
  let reader: Confined<DocumentReader<SightedItem>>

  init(
    journey: Journey,
    claim: Claim,
    reader: sending DocumentReader<SightedItem>
  ) {
    self.journey = journey
    self.claim = claim
    format = reader.format
    container = reader.container
    self.reader = Confined(reader, on: journey.work)
  }
}
