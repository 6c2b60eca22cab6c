import Logging
import Synchronization

/// A log handler that keeps what it is given.
struct Recorder: LogHandler {
  final class Events: Sendable {
    fileprivate let stored = Mutex<[LogEvent]>([])
    var events: [LogEvent] { stored.withLock { $0 } }
  }

  let recorded: Events
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  var logLevel: Logger.Level = .trace

  static func logger() -> (logger: Logger, recorded: Events) {
    let events = Events()
    return (Logger(label: "test") { _ in Recorder(recorded: events) }, events)
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    recorded.stored.withLock { $0.append(event) }
  }
}
