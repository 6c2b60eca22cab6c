import Synchronization

@testable import Subscribers

/// What the service manager would have been told.
final class Told: Sendable {
  private let stored = Mutex<[String]>([])
  var messages: [String] { stored.withLock { $0 } }

  func notifier(watchdog: Duration? = nil) -> SystemdNotifier {
    SystemdNotifier(watchdogInterval: watchdog) { message in
      self.stored.withLock { $0.append(message) }
    }
  }
}
