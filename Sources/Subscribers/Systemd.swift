import Glibc

/// What the service manager says of itself in the environment; outside systemd, nothing.
enum Systemd {
  /// Where the journal takes entries in its native protocol.
  static let journalSocket = "/run/systemd/journal/socket"

  /// Where notifications go.
  static var notificationSocket: String? { variable("NOTIFY_SOCKET") }

  /// How long the service manager waits between two signs of life, when it waits for ours at all.
  static func watchdogInterval() -> Duration? {
    if let pid = variable("WATCHDOG_PID"), pid != String(getpid()) { return nil }
    guard let microseconds = variable("WATCHDOG_USEC").flatMap({ Int64($0) }), microseconds > 0
    else { return nil }
    return .microseconds(microseconds)
  }

  private static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}
