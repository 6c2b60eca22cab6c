package import Logging
import Weblog

/// Writes log events to standard error, one line each, whatever their words hold.
package struct TerminalLogHandler: LogHandler {
  package enum Style: Hashable, Sendable {
    /// For a person: time, level when it matters, message.
    case plain
    /// The same with colours.
    case coloured
    /// For a journal that reads our standard error: `<3>` and the message.
    case levelPrefix
  }

  private let style: Style
  private let threshold: LogThreshold
  private var ownLevel: Logger.Level?
  package var metadata: Logger.Metadata = [:]
  package var metadataProvider: Logger.MetadataProvider?

  package init(style: Style, threshold: LogThreshold) {
    self.style = style
    self.threshold = threshold
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
    // Beside the message only when somebody is looking for a fault: the message says it in words.
    let details = logLevel <= .debug ? event.metadata(over: metadata, metadataProvider) : [:]
    StandardError.write(line(event, details: details, at: Clocks.now()) + "\n")
  }

  func line(_ event: LogEvent, details: Logger.Metadata, at now: Instant) -> String {
    let words = event.message.description.oneLine + Self.text(of: details)
    return switch style {
    case .levelPrefix: "<\(event.level.journalPriority)>\(words)"
    case .plain: "\(now.timeOfDay) \(event.level.label)\(words)"
    case .coloured: "\(event.level.colour)\(now.timeOfDay) \(event.level.label)\(words)\u{1B}[0m"
    }
  }

  private static func text(of details: Logger.Metadata) -> String {
    details.sorted { $0.key < $1.key }
      .map { " \($0.key.oneLine)=\($0.value.description.oneLine)" }
      .joined()
  }
}

extension Instant {
  /// Hours, minutes and seconds in UTC: `12:03:07Z`.
  fileprivate var timeOfDay: String {
    "\(description.split(separator: "T").last?.prefix(8) ?? "")Z"
  }
}

extension Logger.Level {
  /// Said only where it is not the ordinary day.
  fileprivate var label: String {
    switch self {
    case .info, .notice: ""
    default: "\(rawValue): "
    }
  }

  fileprivate var colour: String {
    switch self {
    case .trace, .debug: "\u{1B}[2m"
    case .info, .notice: "\u{1B}[0m"
    case .warning: "\u{1B}[33m"
    case .error, .critical: "\u{1B}[31m"
    }
  }
}
