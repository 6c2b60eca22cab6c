package import Logging

/// Where log events go, decided once, at start.
package enum LogDestination: Hashable, Sendable {
  case journal
  case standardError(TerminalLogHandler.Style)

  /// The journal when standard error is its stream, so that redirecting standard error is respected.
  package init(_ surroundings: Surroundings) {
    let isJournal =
      surroundings.journalStream != nil
      && surroundings.journalStream == surroundings.standardError
    switch (isJournal, surroundings.journalIsReachable) {
    case (true, true):
      self = .journal
    case (true, false):
      self = .standardError(.levelPrefix)
    case (false, _):
      let coloured = surroundings.standardErrorIsTerminal && !surroundings.wantsNoColour
      self = .standardError(coloured ? .coloured : .plain)
    }
  }

  /// Makes a logger that writes here and obeys the threshold.
  package func logger(label: String = "winnow", threshold: LogThreshold) -> Logger {
    Logger(label: label) { _ in handler(threshold: threshold) }
  }

  private func handler(threshold: LogThreshold) -> any LogHandler {
    switch self {
    case .journal: JournalLogHandler(threshold: threshold)
    case .standardError(let style): TerminalLogHandler(style: style, threshold: threshold)
    }
  }
}
