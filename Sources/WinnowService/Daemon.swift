import Arrivals
import Dispatch
import Glibc
import Logging
import Storage
package import Subscribers
import Synchronization
import Weblog

/// The program that stays up: start order, stop order, readiness, reload and signs of life.
///
/// Starting: settings, store (with its lock and its recovery), intake, inbox; READY only after the first
/// complete listing. Stopping: the inbox first, so that nothing new comes in; then the intake, which
/// abandons what it reads and publishes what it has; then the process ends.
package final class Daemon: Sendable {
  private let configuration: Mutex<Configuration>
  private let readSettings: @Sendable () throws -> Configuration
  private let threshold: LogThreshold
  private let bulletin: Confined<Bulletin>
  private let intake: Intake
  private let inbox: Mutex<InboxKeeper?> = Mutex(nil)
  private let heartbeat = Confined(Heartbeat(), label: "winnow.heartbeat")
  private let isStopping = Atomic<Bool>(false)

  /// Opens everything, but takes nothing in yet.
  ///
  /// - Parameters:
  ///   - configuration: the settings to begin with.
  ///   - surroundings: what decides where messages go.
  ///   - readSettings: reads the settings anew, for a reload.
  /// - Throws: `StorageError` when the state cannot be used, or another program uses it.
  package init(
    configuration: Configuration,
    surroundings: Surroundings,
    readSettings: @escaping @Sendable () throws -> Configuration
  ) throws {
    threshold = LogThreshold(configuration.logLevel)
    let logger = LogDestination(surroundings).logger(threshold: threshold)
    let health = ServiceHealth(
      version: Program.name,
      pid: getpid(),
      inbox: configuration.inboxPath,
      state: configuration.statePath
    )
    let bulletin = Confined(
      Bulletin(
        health: health,
        logger: logger,
        statusFile: .forDaemon(state: configuration.statePath, surroundings: surroundings)
      ),
      label: "winnow.subscribers"
    )
    bulletin.enqueue { $0.started() }
    self.bulletin = bulletin
    self.configuration = Mutex(configuration)
    self.readSettings = readSettings
    let store = try Self.openStore(configuration, telling: bulletin)
    intake = Intake(
      // After a crash one file at a time, so that only the culprit is blamed for the next.
      slots: store.hasUnfinishedAttempts ? 1 : configuration.slots,
      store: store,
      configuration: configuration
    )
  }

  /// Opens the store, and waits where only room is missing: a full disk is no reason to give up.
  ///
  /// No queue is held up by the wait, since none has anything to do yet, and no signal is caught.
  private static func openStore(
    _ configuration: Configuration,
    telling bulletin: Confined<Bulletin>
  ) throws -> Store {
    var told: PauseReason?
    while true {
      do {
        let store = try Store(configuration)
        try recount(store, configuration, telling: bulletin)
        return store
      } catch {
        guard let reason = PauseReason(error) else { throw error }
        let isNews = told != reason
        told = reason
        bulletin.enqueue { $0.cannotStart(because: reason, isNews: isNews) }
        sleep(pauseBeforeAnotherStart)
      }
    }
  }

  /// Makes good what an earlier version lost; the service manager is asked for the time that takes.
  private static func recount(
    _ store: Store,
    _ configuration: Configuration,
    telling bulletin: Confined<Bulletin>
  ) throws {
    var lastSign = ContinuousClock.now
    let recounting = Recounting(
      store,
      settings: ReadingSettings(configuration),
      complain: { sentence in bulletin.enqueue { $0.recounted(sentence) } },
      didRead: {
        guard ContinuousClock.now - lastSign > .seconds(10) else { return }
        lastSign = .now
        bulletin.enqueue { $0.stillStarting() }
      }
    )
    if let outcome = try recounting.run() { bulletin.enqueue { $0.recounted(outcome) } }
  }

  private static let pauseBeforeAnotherStart: UInt32 = 2

  /// Starts taking files in.
  ///
  /// Returns at once; `dispatchMain` keeps the process alive.
  package func start() throws {
    intake.listen(with: hooks())
    let keeper = makeInbox(configuration.withLock { $0 })
    inbox.withLock { $0 = keeper }
    try keeper.start()
    tell { $0.ready() }
    beat()
  }

  /// Ends politely: what is being read is abandoned and will be read again at the next start.
  package func stop() {
    guard !isStopping.exchange(true, ordering: .relaxed) else { return }
    tell { $0.stopping() }
    // Stopped while it starts, it has no inbox yet.
    guard let keeper = inbox.withLock({ $0 }) else { return end() }
    keeper.stop { self.end() }
  }

  private func end() {
    intake.stop {
      self.bulletin.enqueue { bulletin in
        bulletin.stopped()
        exit(0)
      }
      // Whatever may hold up those who tell, everything is in the store.
      DispatchQueue.global().asyncAfter(deadline: .now() + Self.patienceWithTelling) { exit(0) }
    }
  }

  private static let patienceWithTelling = DispatchTimeInterval.seconds(2)

  /// Makes a snapshot between two files; `winnow snapshot` waits for it to appear.
  package func snapshot() { intake.snapshot() }

  /// Reads the settings again.
  ///
  /// Places cannot change while the program runs; everything else can.
  package func reload() {
    tell { $0.reloading() }
    var complaint: String?
    do {
      try adopt(readSettings())
    } catch {
      complaint = "\(error)"
    }
    tell { [complaint] in $0.reloaded(complaint: complaint) }
  }

  private func adopt(_ new: Configuration) throws {
    let old = configuration.withLock { $0 }
    guard new.statePath == old.statePath, new.inboxPath == old.inboxPath else {
      throw ConfigurationError("state.path and inbox.path change with a restart, not a reload.")
    }
    configuration.withLock { $0 = new }
    threshold.level = new.logLevel
    intake.adopt(new)
    guard new.inboxSettings != old.inboxSettings || new.keepsInboxFiles != old.keepsInboxFiles
    else { return }
    replaceInbox(new)
  }

  /// The watch is one per process, so the old one is closed before the new one is made.
  private func replaceInbox(_ new: Configuration) {
    inbox.withLock { $0 }?.stop {
      let keeper = self.makeInbox(new)
      self.inbox.withLock { $0 = keeper }
      do {
        try keeper.start()
      } catch {
        self.fail("\(error)")
      }
    }
  }

  /// The state cannot be used any more: says so and ends, for systemd to start afresh.
  private func fail(_ reason: String) {
    bulletin.enqueue { bulletin in
      bulletin.failed(reason)
      exit(3)
    }
  }

  // MARK: Wiring

  private func makeInbox(_ configuration: Configuration) -> InboxKeeper {
    InboxKeeper(
      root: configuration.absoluteInboxPath,
      settings: configuration.inboxSettings,
      removesFiles: !configuration.keepsInboxFiles,
      didArrive: { self.intake.take($0) },
      didNotice: { notes in self.tell { $0.noticed(notes) } },
      didChange: { health in self.tell { $0.noted(health) } }
    )
  }

  private func hooks() -> IntakeHooks {
    var hooks = IntakeHooks()
    hooks.didFinish = { report in
      self.answer(report)
      self.tell { $0.finished(report) }
    }
    hooks.didCount = { change in self.tell { $0.update(change) } }
    hooks.didPause = { reason in self.tell { $0.paused(for: reason) } }
    hooks.didFail = { reason in self.fail(reason) }
    hooks.didResume = { self.tell { $0.resumed() } }
    return hooks
  }

  /// Tells the inbox what became of a file it handed over.
  private func answer(_ report: FileReport) {
    guard let arrival = report.drop.arrival else { return }
    inbox.withLock { $0 }?.answer(arrival, report.answer)
  }

  /// Changes the bulletin and has it told; a line held back is told when its time has come.
  private func tell(_ change: @escaping @Sendable (inout Bulletin) -> Void) {
    bulletin.enqueue { bulletin in
      change(&bulletin)
      self.publish(&bulletin)
    }
  }

  private func publish(_ bulletin: inout Bulletin) {
    if let due = bulletin.publish() { publish(at: due) }
  }

  private func publish(at due: ContinuousClock.Instant) {
    let wait = max(.zero, due - .now).components
    let nanoseconds = Int(wait.seconds * 1_000_000_000 + wait.attoseconds / 1_000_000_000)
    bulletin.enqueue(after: .nanoseconds(nanoseconds)) { bulletin in
      if let due = bulletin.publishHeld() { self.publish(at: due) }
    }
  }

  // MARK: Signs of life

  /// Looks three times in the watchdog's patience whether a sign of life has been earned.
  private func beat() {
    bulletin.enqueue { bulletin in
      guard let interval = bulletin.watchdogInterval else { return }
      let pause = DispatchTimeInterval.milliseconds(Int(interval / .milliseconds(1)) / 3)
      self.heartbeat.enqueue { self.inquire($0.ask()) }
      self.heartbeat.enqueue(after: pause) { heart in
        if heart.isEarned(progress: self.intake.progressCount, isIdle: self.intake.isQuiet) {
          self.tell { $0.alive() }
        }
        self.beat()
      }
    }
  }

  /// Sends a question through the queues of the inbox and of the intake, one after the other.
  private func inquire(_ question: Int) {
    inbox.withLock { $0 }?.whenAnswering {
      self.intake.whenStateAnswers { self.heartbeat.enqueue { $0.answer(to: question) } }
    }
  }
}
