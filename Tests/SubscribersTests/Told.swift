import Synchronization

@testable import Subscribers

/// What the service manager would have been told; while it is busy it takes nothing.
final class Told: Sendable {
  private let stored = Mutex<[String]>([])
  private let busy = Mutex(false)
  var messages: [String] { stored.withLock { $0 } }

  var isBusy: Bool {
    get { busy.withLock { $0 } }
    set { busy.withLock { $0 = newValue } }
  }

  func notifier(watchdog: Duration? = nil) -> SystemdNotifier {
    SystemdNotifier(watchdogInterval: watchdog) { message in
      if self.isBusy { return .full }
      self.stored.withLock { $0.append(message) }
      return .sent
    }
  }
}
