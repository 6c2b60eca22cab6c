package import Logging
import Synchronization

/// The level below which nothing is logged, shared by every logger so that a reload changes them all.
package final class LogThreshold: Sendable {
  private let stored: Mutex<Logger.Level>

  package init(_ level: Logger.Level = .notice) {
    stored = Mutex(level)
  }

  package var level: Logger.Level {
    get { stored.withLock { $0 } }
    set { stored.withLock { $0 = newValue } }
  }
}
