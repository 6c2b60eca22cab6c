package import Logging

/// Shows how the daemon is to everybody who looks: the status line, `status.json` and the metrics.
///
/// A value with one owner, the store queue. Nothing here can fail the work: a file that cannot be written is
/// said once in the log.
package struct HealthSubscriber: Sendable {
  package var notifier: SystemdNotifier
  private let statusFile: StatusFile
  private let metricsFile: MetricsFile
  private let logger: Logger
  private var throttle = Throttle<ServiceHealth>()
  private var lastFailure: AtomicFileError?

  /// Writes both files into one directory, which must exist.
  package init(notifier: SystemdNotifier, statusFile: StatusFile, logger: Logger) {
    self.notifier = notifier
    self.statusFile = statusFile
    metricsFile = MetricsFile(directory: statusFile.directory)
    self.logger = logger
  }

  /// Shows the daemon's health, at most once a second; of what is held back the latest wins.
  ///
  /// - Returns: when to call `showHeld(at:)`, if it is held back.
  package mutating func show(
    _ health: ServiceHealth,
    at now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant? {
    act(on: throttle.offer(health, at: now), at: now)
  }

  /// Shows what was held back, once its time has come.
  ///
  /// - Returns: when to call again, if something is still held back.
  package mutating func showHeld(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    act(on: throttle.due(at: now), at: now)
  }

  /// Takes the files away, at an orderly stop.
  package func close() {
    statusFile.remove()
    metricsFile.remove()
  }

  private mutating func act(
    on action: Throttle<ServiceHealth>.Action,
    at now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant? {
    switch action {
    case .nothing:
      return notifier.sendHeld(at: now)
    case .wait(let until):
      return min(until, notifier.sendHeld(at: now) ?? until)
    case .send(let health):
      write(health)
      return notifier.status(StatusLine.line(for: health), at: now)
    }
  }

  private mutating func write(_ health: ServiceHealth) {
    do throws(AtomicFileError) {
      try statusFile.write(health)
      try metricsFile.write(health)
      lastFailure = nil
    } catch {
      if error != lastFailure { logger.warning("\(error)") }
      lastFailure = error
    }
  }
}
