package import Arrivals
import Glibc
package import Logging
package import Subscribers
import Weblog

/// Keeps account of how the daemon is, and tells everybody who is told: the journal, systemd's status
/// line, `status.json` and the metrics.
///
/// On its own queue; nothing waits for it and it can fail nothing.
package struct Bulletin: ~Copyable {
  package private(set) var health: ServiceHealth
  private var subscriber: HealthSubscriber
  private let logger: Logger
  private var isDirty = true
  private var waitingReasons: [String: String] = [:]
  private var lastEvent: Moment?
  private var lastScan: Moment?
  /// When `publish` is called again, if that has been asked for.
  private var alarm: ContinuousClock.Instant?

  private static let waitingReasonsKept = 1_000

  package init(health: ServiceHealth, logger: Logger, statusFile: StatusFile) {
    self.health = health
    self.logger = logger
    subscriber = HealthSubscriber(
      notifier: SystemdNotifier(),
      statusFile: statusFile,
      logger: logger
    )
  }

  package var watchdogInterval: Duration? { subscriber.notifier.watchdogInterval }

  // MARK: The life of the daemon

  package mutating func started() {
    health.startedAt = Timestamp(Clocks.now())
    logger.report(
      .started,
      "\(health.version) starts on \(health.state), inbox \(health.inbox)",
      [.version: .string(health.version), .path: .string(health.inbox)]
    )
  }

  package mutating func ready() {
    if health.pausedReason != nil { resumed() }
    health.phase = .watching
    subscriber.notifier.ready(status: StatusLine.line(for: health))
    logger.report(
      .ready,
      "Watching \(health.inbox): \(health.posts) posts, \(health.comments) comments in the store"
    )
    isDirty = true
  }

  package mutating func reloading() {
    health.phase = .reloading
    subscriber.notifier.reloading()
  }

  package mutating func reloaded(complaint: String?) {
    health.phase = .watching
    if let complaint {
      logger.error("The settings stay as they were: \(complaint)")
    } else {
      logger.report(.reloaded, "The settings have been read again")
    }
    subscriber.notifier.ready(status: StatusLine.line(for: health))
  }

  package mutating func stopping() {
    health.phase = .stopping
    subscriber.notifier.stopping(status: StatusLine.line(for: health))
    logger.report(.stopping, "Stopping", [.queued: .stringConvertible(health.queued)])
  }

  package mutating func stopped() {
    logger.report(.stopped, "Stopped")
    subscriber.close()
  }

  package mutating func alive() { subscriber.notifier.alive() }

  // MARK: What happens

  package mutating func update(_ change: (inout ServiceHealth) -> Void) {
    change(&health)
    isDirty = true
  }

  package mutating func finished(_ report: FileReport) {
    isDirty = true
    switch report.outcome {
    case .accepted(let source):
      accepted(source, report)
      if case .unremovable(let reason) = report.rest {
        waits(report.drop.name, "it cannot be removed (\(reason))")
      }
    case .refused(let refusal): refused(refusal, report)
    case .waiting(let reason): waits(report.drop.name, reason)
    case .abandoned: break
    }
  }

  /// Says once why a file waits, not at every look.
  private mutating func waits(_ name: String, _ reason: String) {
    guard waitingReasons[name] != reason else { return }
    if waitingReasons.count >= Self.waitingReasonsKept { waitingReasons.removeAll() }
    waitingReasons[name] = reason
    logger.report(
      .waiting,
      "\(name.oneLine) waits: \(reason)",
      [.file: .string(name), .reason: .string(reason)]
    )
  }

  private mutating func accepted(_ source: Source, _ report: FileReport) {
    health.lastFile = Self.lastFile(source, report)
    if report.rest == nil { waitingReasons[report.drop.name] = nil }
    health.counters.bytes += source.bytes
    switch source.outcome {
    case .ingested: health.counters.ingested += 1
    case .partial: health.counters.partial += 1
    case .duplicate: health.counters.duplicates += 1
    }
    let kind: EventKind =
      switch source.outcome {
      case .ingested: .accepted
      case .partial: .partial
      case .duplicate: .duplicate
      }
    logger.report(kind, "\(source.sentence)", Self.fields(of: source, report))
  }

  private static func fields(
    of source: Source,
    _ report: FileReport
  ) -> [EventField: Logger.MetadataValue] {
    [
      .file: .string(report.drop.name),
      .source: .string(source.id),
      .outcome: .string(source.outcome.rawValue),
      .format: .string(source.format),
      .bytes: .stringConvertible(source.bytes),
      .postsAdded: .stringConvertible(source.counts.postsAdded),
      .postsUpdated: .stringConvertible(source.counts.postsUpdated),
      .commentsAdded: .stringConvertible(source.counts.commentsAdded),
      .durationMicroseconds: .stringConvertible(report.milliseconds * 1_000),
    ]
  }

  private static func lastFile(_ source: Source, _ report: FileReport) -> ServiceHealth.LastFile {
    let outcome: ServiceHealth.LastFile.Outcome =
      switch source.outcome {
      case .ingested: .ingested
      case .partial: .partial
      case .duplicate: .duplicate
      }
    var last = ServiceHealth.LastFile(name: source.name, outcome: outcome)
    last.postsAdded = source.counts.postsAdded
    last.postsUpdated = source.counts.postsUpdated
    last.commentsAdded = source.counts.commentsAdded
    last.durationMicroseconds = report.milliseconds * 1_000
    last.at = Timestamp(Clocks.now())
    return last
  }

  private mutating func refused(_ refusal: Refusal, _ report: FileReport) {
    var last = ServiceHealth.LastFile(name: report.drop.name, outcome: .rejected)
    last.at = Timestamp(Clocks.now())
    health.lastFile = last
    health.counters.rejected += 1
    health.rejectedCount += 1
    var fields: [EventField: Logger.MetadataValue] = [
      .file: .string(report.drop.name),
      .outcome: "rejected",
      .reason: .string(refusal.code),
      .cure: .string(refusal.cure),
      .durationMicroseconds: .stringConvertible(report.milliseconds * 1_000),
    ]
    if let offset = refusal.offset { fields[.offset] = .stringConvertible(offset) }
    logger.report(
      .rejected,
      "\(report.drop.name.oneLine) is set aside: \(refusal.sentence) \(refusal.cure)",
      fields
    )
  }

  /// The daemon cannot go on.
  package mutating func failed(_ reason: String) {
    logger.critical("\(reason)")
    subscriber.notifier.stopping(status: reason)
  }

  package mutating func paused(for reason: PauseReason) {
    isDirty = true
    health.isDiskFull = reason == .diskFull
    health.pausedReason = reason.sentence
    let kind: EventKind =
      switch reason {
      case .diskFull: .diskFull
      case .ioError: .ioError
      case .readOnly, .tooManyOpenFiles: .paused
      }
    logger.report(kind, "\(reason.sentence): nothing is taken in until that is over")
  }

  /// Says why the start has to wait, and asks the service manager for as much more time.
  package mutating func cannotStart(because reason: PauseReason, isNews: Bool) {
    subscriber.notifier.extendTimeout(by: .seconds(30))
    if isNews { paused(for: reason) }
  }

  /// The start takes its time, but goes on.
  package mutating func stillStarting() {
    subscriber.notifier.extendTimeout(by: .seconds(60))
  }

  /// Something was missing of a file that an earlier version took in.
  package func recounted(_ sentence: String) { logger.warning("\(sentence)") }

  package func recounted(_ outcome: Recounting.Outcome) {
    logger.notice("\(outcome.sentence)")
  }

  package mutating func resumed() {
    isDirty = true
    health.isDiskFull = false
    health.pausedReason = nil
    logger.report(.resumed, "Taking files in again")
  }

  package mutating func noticed(_ notes: [WatchNote]) {
    for note in notes {
      switch note {
      case .watching(_, .inotify, _), .worn: logger.debug("\(note)")
      case .watching: logger.report(.polling, "\(note)")
      case .overflow: logger.report(.overflow, "\(note)")
      case .rootMissing, .rootLost, .watchFailed: logger.report(.watchLost, "\(note)")
      case .waiting(let path, let reason):
        logger.report(
          .waiting,
          "\(note)",
          [
            .file: .string(String(decoding: path.bytes, as: UTF8.self)),
            .reason: .string("\(reason)"),
          ]
        )
      default: logger.warning("\(note)")
      }
    }
  }

  package mutating func noted(_ inbox: InboxHealth) {
    isDirty = true
    health.watches = inbox.watches
    health.watchLimit = inbox.watchLimit
    health.counters.overflows = inbox.overflows
    health.waitingCount = inbox.waitingCount
    health.waiting = inbox.waiting.map {
      ServiceHealth.WaitingFile(
        name: $0.path.display,
        reason: "\($0.reason)",
        cure: $0.reason.cure
      )
    }
    health.ignored = Dictionary(
      inbox.ignored.map { ("\($0)", $1) },
      uniquingKeysWith: +
    )
    if inbox.lastEvent != lastEvent { health.lastEventAt = inbox.lastEvent.map(Self.timestamp) }
    if inbox.lastScan != lastScan { health.lastScanAt = inbox.lastScan.map(Self.timestamp) }
    (lastEvent, lastScan) = (inbox.lastEvent, inbox.lastScan)
    if case .polling = inbox.mode {
      health.watchMode = .polling
    } else {
      health.watchMode = .inotify
    }
    health.degraded = Self.degradations(of: inbox)
  }

  /// The time of day of a moment that has just passed.
  private static func timestamp(_ moment: Moment) -> Timestamp {
    let elapsed = Int64((.now - moment) / .milliseconds(1))
    let now = Clocks.now().millisecondsSinceEpoch
    return Timestamp(Instant(millisecondsSinceEpoch: now - elapsed))
  }

  private static func degradations(of inbox: InboxHealth) -> [String] {
    var found: [String] = []
    if let code = inbox.rootError {
      found.append(
        code == ENOENT
          ? "the inbox is missing: create it"
          : "the inbox cannot be opened (errno \(code)): mend it"
      )
    }
    if inbox.unwatched > 0 {
      found.append("\(inbox.unwatched) directories are listed, not watched")
    }
    return found
  }

  // MARK: Telling

  /// Shows what has changed.
  ///
  /// - Returns: when to call `publishHeld` if something had to be held back, unless that call is on its
  ///   way already.
  package mutating func publish(now: ContinuousClock.Instant = .now) -> ContinuousClock.Instant? {
    guard let due = show(now), due < alarm ?? (due + .seconds(1)) else { return nil }
    alarm = due
    return due
  }

  /// Shows what was held back, when its time has come.
  package mutating func publishHeld() -> ContinuousClock.Instant? {
    alarm = nil
    return publish()
  }

  private mutating func show(_ now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    guard isDirty, health.phase == .watching else { return subscriber.showHeld(at: now) }
    isDirty = false
    return subscriber.show(health, at: now)
  }
}
