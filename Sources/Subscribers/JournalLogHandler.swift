package import Logging

/// Sends log events to the journal by its native protocol.
///
/// An entry that the journal does not take at once goes to standard error with a level prefix instead.
package struct JournalLogHandler: LogHandler {
  private let threshold: LogThreshold
  private let journal: DatagramSender?
  private let fallback: TerminalLogHandler
  private var ownLevel: Logger.Level?
  package var metadata: Logger.Metadata = [:]
  package var metadataProvider: Logger.MetadataProvider?

  package init(threshold: LogThreshold) {
    self.init(threshold: threshold, socket: Systemd.journalSocket)
  }

  init(threshold: LogThreshold, socket: String) {
    self.threshold = threshold
    journal = DatagramSender(place: socket)
    fallback = TerminalLogHandler(style: .levelPrefix, threshold: threshold)
  }

  package var logLevel: Logger.Level {
    get { ownLevel ?? threshold.level }
    set { ownLevel = newValue }
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let entry = JournalEntry(event, metadata: event.metadata(over: metadata, metadataProvider))
    if journal?.send(entry.datagram) != .sent { fallback.log(event: event) }
  }
}

extension LogEvent {
  /// Everything known about the event: its own words win over the provider's, those over the logger's.
  func metadata(
    over base: Logger.Metadata,
    _ provider: Logger.MetadataProvider?
  ) -> Logger.Metadata {
    base.merging(provider?.get() ?? [:]) { $1 }.merging(metadata ?? [:]) { $1 }
  }
}
