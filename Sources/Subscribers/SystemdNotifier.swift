/// Tells the service manager how the daemon is: ready, alive, busy, reloading, stopping.
///
/// A value with one owner, the queue of the subscribers. Outside systemd every method does nothing. None
/// of them waits: of what the manager is too busy to take now, the latest of each kind is kept and
/// offered again.
package struct SystemdNotifier: Sendable {
  private var throttle = Throttle<String>()
  private var unsent: [Notification] = []
  private let send: @Sendable (String) -> DatagramSender.Outcome
  /// Within this time of each other the signs of life must come; `nil` when nobody waits for them.
  package let watchdogInterval: Duration?

  /// How long after a vain attempt the next one is made.
  static let pause = Duration.milliseconds(200)

  package init() {
    let sender = Systemd.notificationSocket.flatMap { DatagramSender(place: $0) }
    self.init(watchdogInterval: Systemd.watchdogInterval()) {
      sender?.send(Array($0.utf8)) ?? .failed
    }
  }

  init(
    watchdogInterval: Duration?,
    send: @escaping @Sendable (String) -> DatagramSender.Outcome
  ) {
    self.watchdogInterval = watchdogInterval
    self.send = send
  }

  /// Says that recovery and the first complete scan are done.
  package mutating func ready(status: String) {
    tell(.lifecycle, "READY=1\nSTATUS=\(status.oneLine)")
  }

  /// Says that the work has moved on since the last time.
  ///
  /// Call it when a piece of work is done or the idle queues have answered, never from a bare timer: a
  /// timer stays alive while everything else is stuck.
  package mutating func alive(at now: ContinuousClock.Instant = .now) {
    guard let watchdogInterval else { return }
    // Kept for as long as it is news: a later one has to be earned again.
    tell(.watchdog, "WATCHDOG=1", until: now + watchdogInterval / 3, at: now)
  }

  /// Says that settings are being read again, until `ready(status:)`.
  ///
  /// The time stamp is always sent: from systemd 253 on, a reload without it never ends.
  package mutating func reloading() {
    tell(
      .lifecycle,
      "RELOADING=1\nMONOTONIC_USEC=\(Clocks.monotonicMicroseconds())\nSTATUS=Reading settings"
    )
  }

  /// Says that the daemon has begun to stop.
  package mutating func stopping(status: String) {
    tell(.lifecycle, "STOPPING=1\nSTATUS=\(status.oneLine)")
  }

  /// Asks for that much more time to start, reload or stop, counted from now.
  package mutating func extendTimeout(by duration: Duration) {
    tell(.timeout, "EXTEND_TIMEOUT_USEC=\(duration.wholeMicroseconds)")
  }

  /// Offers a status line, sent at most once a second; of those held back the latest wins.
  ///
  /// - Returns: when to call `sendHeld(at:)`, if something is held back.
  package mutating func status(
    _ line: String,
    at now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant? {
    act(on: throttle.offer(line.oneLine, at: now), at: now)
  }

  /// Sends what was held back: a line whose second is over, and what the manager did not take.
  ///
  /// - Returns: when to call again, if something is still held back.
  package mutating func sendHeld(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    act(on: throttle.due(at: now), at: now)
  }

  private mutating func act(
    on action: Throttle<String>.Action,
    at now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant? {
    var due: [ContinuousClock.Instant] = []
    switch action {
    case .nothing: flush(at: now)
    case .send(let line): tell(.status, "STATUS=\(line)", at: now)
    case .wait(let until):
      flush(at: now)
      due.append(until)
    }
    if !unsent.isEmpty { due.append(now + Self.pause) }
    return due.min()
  }

  // MARK: What is not sent yet

  private enum Kind: Equatable {
    /// Ready, reloading or stopping: what was true before does not matter any more.
    case lifecycle
    case status, watchdog, timeout
  }

  private struct Notification {
    var kind: Kind
    var assignments: String
    var until: ContinuousClock.Instant?
  }

  private mutating func tell(
    _ kind: Kind,
    _ assignments: String,
    until: ContinuousClock.Instant? = nil,
    at now: ContinuousClock.Instant = .now
  ) {
    // Ready, reloading and stopping carry a newer status.
    unsent.removeAll { $0.kind == kind || kind == .lifecycle && $0.kind == .status }
    unsent.append(Notification(kind: kind, assignments: assignments, until: until))
    flush(at: now)
  }

  private mutating func flush(at now: ContinuousClock.Instant) {
    unsent.removeAll { $0.until.map { $0 <= now } ?? false }
    while let next = unsent.first, send(next.assignments) != .full { unsent.removeFirst() }
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
