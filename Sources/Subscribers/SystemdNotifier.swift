/// Tells the service manager how the daemon is: ready, alive, busy, reloading, stopping.
///
/// A value with one owner, the store queue. Outside systemd every method does nothing.
package struct SystemdNotifier: Sendable {
  private var throttle = Throttle<String>()
  private let send: @Sendable (String) -> Void
  /// Within this time of each other the signs of life must come; `nil` when nobody waits for them.
  package let watchdogInterval: Duration?

  package init() {
    self.init(watchdogInterval: Systemd.watchdogInterval()) { Systemd.notify($0) }
  }

  init(watchdogInterval: Duration?, send: @escaping @Sendable (String) -> Void) {
    self.watchdogInterval = watchdogInterval
    self.send = send
  }

  /// Says that recovery and the first complete scan are done.
  package func ready(status: String) {
    send("READY=1\nSTATUS=\(status.oneLine)")
  }

  /// Says that the work has moved on since the last time.
  ///
  /// Call it when a piece of work is done or the idle queues have answered, never from a bare timer: a
  /// timer stays alive while everything else is stuck.
  package func alive() {
    guard watchdogInterval != nil else { return }
    send("WATCHDOG=1")
  }

  /// Says that settings are being read again, until `ready(status:)`.
  ///
  /// The time stamp is always sent: from systemd 253 on, a reload without it never ends.
  package func reloading() {
    send("RELOADING=1\nMONOTONIC_USEC=\(Clocks.monotonicMicroseconds())\nSTATUS=Reading settings")
  }

  /// Says that the daemon has begun to stop.
  package func stopping(status: String) {
    send("STOPPING=1\nSTATUS=\(status.oneLine)")
  }

  /// Asks for that much more time to start, reload or stop, counted from now.
  package func extendTimeout(by duration: Duration) {
    send("EXTEND_TIMEOUT_USEC=\(duration.wholeMicroseconds)")
  }

  /// Offers a status line, sent at most once a second; of those held back the latest wins.
  ///
  /// - Returns: when to call `sendHeldStatus(at:)`, if the line is held back.
  package mutating func status(
    _ line: String,
    at now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant? {
    send(throttle.offer(line.oneLine, at: now))
  }

  /// Sends the line that was held back, once its second is over.
  ///
  /// - Returns: when to call again, if it is still too early.
  package mutating func sendHeldStatus(
    at now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant? {
    send(throttle.due(at: now))
  }

  private func send(_ action: Throttle<String>.Action) -> ContinuousClock.Instant? {
    switch action {
    case .nothing:
      return nil
    case .send(let line):
      send("STATUS=\(line)")
      return nil
    case .wait(let until):
      return until
    }
  }
}

extension Duration {
  /// Whole microseconds, never negative.
  var wholeMicroseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    guard !overflow else { return seconds < 0 ? 0 : .max }
    let (sum, carried) = product.addingReportingOverflow(attoseconds / 1_000_000_000_000)
    return carried ? .max : max(0, sum)
  }
}
