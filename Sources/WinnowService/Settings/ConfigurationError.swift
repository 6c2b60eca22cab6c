import Logging
import Subscribers

/// Why the settings cannot be used, in a sentence that names the setting and the cure.
package struct ConfigurationError: Error, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}

extension ConfigurationError {
  /// Tells the journal, or the terminal, as an event of its own.
  package func report() {
    let logger = LogDestination(.current()).logger(threshold: LogThreshold())
    logger.report(.configError, "\(description)", [.reason: .string(description)])
  }
}
