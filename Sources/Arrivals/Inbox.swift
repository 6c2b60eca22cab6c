import Glibc

/// The inbox: watches a directory and everything below it, and says which files have stopped changing.
///
/// It is synchronous and knows no queue; whoever owns it calls it from one queue only. Events are hints
/// and listings are the truth: every directory is watched first and listed then, and the whole inbox is
/// listed again at every overflow, every rebuild and, always, every now and then.
///
/// The owner watches ``descriptor`` for reading and a timer for ``nextDeadline``, and calls
/// ``wake(now:)`` for either. When an outcome says so, it cancels its source, and in the cancel handler
/// calls ``tearDown()`` and ``rebuild(now:)``, which give a new descriptor.
package final class Inbox {
  /// Events taken in one wake-up, so that a flood of them cannot hold up the queue.
  static let eventsPerWake = 4096

  let root: [UInt8]
  let settings: InboxSettings
  let inspector: Inspector
  var settling: Settling
  var digest: EventDigest
  var generation: Generation?
  var lastScan: Moment?
  var watchLimit: Int?

  private let makeWatch: () throws(SystemError) -> any InboxWatch
  private var hasStarted = false
  private var armedAt: Moment?
  private var nextRootCheck: Moment?
  private var rootError: Int32?
  private var nextSweep: Moment?
  /// Set while the system cannot open the root for want of something of its own.
  private var pausedUntil: Moment?
  private var overflows = 0
  private var rebuilds = 0
  private var lastEvent: Moment?

  /// Creates an inbox on an absolute path, which may be missing for now.
  package convenience init(root: String, settings: InboxSettings) {
    self.init(root: root, settings: settings) { () throws(SystemError) in
      try InotifyToolsWatch()
    }
  }

  init(
    root: String,
    settings: InboxSettings,
    makeWatch: @escaping () throws(SystemError) -> any InboxWatch
  ) {
    self.root = [UInt8](root.utf8)
    self.settings = settings
    self.makeWatch = makeWatch
    inspector = Inspector(settings: settings)
    settling = Settling(
      quietWindow: settings.quietWindow,
      retryInterval: settings.retryInterval
    )
    digest = EventDigest(doneMarker: settings.doneMarker)
  }

  var rootForPeople: String { InboxPath(root).display }

  /// Readable when there is something to drain; nil while there is no watch.
  ///
  /// It changes with each rebuild.
  package var descriptor: Int32? { generation?.watch.descriptor }

  /// When ``wake(now:)`` is to be called even if the descriptor stays silent.
  package var nextDeadline: Moment? {
    guard generation != nil else { return nextRootCheck }
    if let pausedUntil { return pausedUntil }
    return [settling.nextDeadline, nextSweep].compactMap(\.self).min()
  }

  // MARK: - Generations

  /// Arms the inbox, then lists it; returning means the first complete listing is done.
  ///
  /// - Throws: ``ArrivalError`` if the path is not absolute, or names something other than a directory.
  package func start(now: Moment) throws(ArrivalError) -> Outcome {
    guard root.first == UInt8(ascii: "/") else {
      throw ArrivalError(.rootIsNotAbsolute, root: rootForPeople)
    }
    guard !hasStarted else { throw ArrivalError(.alreadyStarted, root: rootForPeople) }
    try refuseOtherThanDirectory()
    hasStarted = true
    return arm(now: now)
  }

  /// A root that is missing or unreadable for now heals by itself; one that is a file does not.
  private func refuseOtherThanDirectory() throws(ArrivalError) {
    do throws(SystemError) {
      _ = try Directory(path: root)
    } catch {
      guard error.code == ENOTDIR else { return }
      throw ArrivalError(.rootIsNotADirectory, root: rootForPeople)
    }
  }

  /// Lets go of the generation; does nothing if there is none.
  ///
  /// To be called in the cancel handler of the source, because ``descriptor`` is closed here and nothing
  /// may watch it any more.
  package func tearDown() {
    generation?.watch.close()
    generation = nil
  }

  /// Arms and lists the inbox anew; what is known of its files stays known.
  ///
  /// - Precondition: the generation before it has been torn down.
  package func rebuild(now: Moment) -> Outcome {
    precondition(generation == nil, "Tear the old generation down before building the next.")
    rebuilds += 1
    return arm(now: now)
  }

  private func arm(now: Moment) -> Outcome {
    var outcome = Outcome()
    digest.clear()
    do throws(SystemError) {
      let directory = try Directory(path: root)
      let generation = try makeGeneration(on: directory)
      self.generation = generation
      rootError = nil
      settling.quietWindow = quietWindow(in: generation.mode)
      nextRootCheck = nil
      armedAt = now
      sweep(directory, now: now, &outcome)
      outcome.notes.append(
        .watching(root: rootForPeople, generation.mode, directories: generation.watches)
      )
      return finish(outcome, now: now)
    } catch {
      let note = WatchNote.rootMissing(root: rootForPeople, errno: error.code)
      if nextRootCheck == nil { outcome.notes.append(note) }
      nextRootCheck = now + settings.rootCheckInterval
      rootError = error.code
      return outcome
    }
  }

  private func makeGeneration(on directory: Directory) throws(SystemError) -> Generation {
    guard let path = directory.resolvedPath() else { throw SystemError(code: ENOENT) }
    let identity = try directory.identity()
    let (watch, mode) = chooseWatch(for: directory)
    return Generation(root: path, identity: identity, mode: mode, watch: watch)
  }

  private func chooseWatch(for directory: Directory) -> (any InboxWatch, InboxHealth.Mode) {
    if settings.forcesPolling { return (PollingWatch(), .polling(.setting)) }
    if let name = directory.fileSystemMagic().flatMap(FileSystemKind.withoutEvents(magic:)) {
      return (PollingWatch(), .polling(.fileSystem(name)))
    }
    do throws(SystemError) {
      return (try makeWatch(), .inotify)
    } catch {
      let exhausted = error.code == EMFILE || error.code == ENFILE
      let reason: InboxHealth.PollingReason =
        exhausted ? .instancesExhausted : .library(error.code)
      return (PollingWatch(), .polling(reason))
    }
  }

  private func quietWindow(in mode: InboxHealth.Mode) -> Duration {
    guard case .polling(.fileSystem) = mode else { return settings.quietWindow }
    return max(settings.quietWindow, settings.networkQuietWindow)
  }

  /// Whether a generation that had to make do with listings has done so long enough to try inotify again.
  func isTimeForAnotherTry(_ generation: Generation, now: Moment) -> Bool {
    guard let armedAt, now >= armedAt + settings.effectiveReconcileInterval else { return false }
    switch generation.mode {
    case .polling(.instancesExhausted), .polling(.library): return true
    case .stopped, .inotify, .rootMissing, .polling(.setting), .polling(.fileSystem): return false
    }
  }

  // MARK: - Waking

  /// Takes events and looks at what is due.
  ///
  /// To be called when ``descriptor`` is readable or ``nextDeadline`` has passed; calling it too often is
  /// harmless.
  package func wake(now: Moment) -> Outcome {
    var outcome = Outcome()
    guard let generation else {
      seekMissingRoot(now: now, &outcome)
      return outcome
    }
    takeEvents(generation, now: now, &outcome)
    let mustSweep = (nextSweep ?? now) <= now
    let isDue = settling.nextDeadline.map { $0 <= now } ?? false
    if !outcome.needsRebuild, mustSweep || !digest.isEmpty || isDue {
      lookAround(generation, sweeping: mustSweep, now: now, &outcome)
    }
    digest.clear()
    return finish(outcome, now: now)
  }

  private func seekMissingRoot(now: Moment, _ outcome: inout Outcome) {
    guard hasStarted, let check = nextRootCheck, check <= now else { return }
    nextRootCheck = now + settings.rootCheckInterval
    outcome.needsRebuild = (try? Directory(path: root)) != nil
  }

  private func takeEvents(
    _ generation: Generation,
    now: Moment,
    _ outcome: inout Outcome
  ) {
    let drained = generation.watch.drain(atMost: Self.eventsPerWake)
    if !drained.events.isEmpty { lastEvent = now }
    outcome.again = drained.again
    if let failure = drained.failure {
      outcome.notes.append(.watchFailed(errno: failure.code))
      outcome.needsRebuild = true
    }
    for event in drained.events {
      if event.has(WatchEvent.Bit.overflow) {
        loseEvents(&outcome)
      } else if event.name.isEmpty {
        absorbSelfEvent(event, generation, &outcome)
      } else if let directory = generation.directory(of: event.watch) {
        absorb(event, in: directory, now: now)
      }
    }
  }

  /// Among the lost events may be those that end a watch, and a new directory with the inode of a dead one
  /// would pass for watched; so everything is watched anew, and listed.
  private func loseEvents(_ outcome: inout Outcome) {
    overflows += 1
    outcome.notes.append(.overflow)
    outcome.needsRebuild = true
  }

  /// What left a name is forgotten at once: what a look finds there afterwards is another file, however
  /// alike the two are.
  private func absorb(_ event: WatchEvent, in directory: InboxPath, now: Moment) {
    digest.absorb(event, in: directory)
    guard event.has(WatchEvent.Bit.deleted | WatchEvent.Bit.movedFrom) else { return }
    let path = directory.appending(event.name)
    settling.observe(.missing, at: path, because: .event, now: now)
  }

  /// An event of a watched directory itself, as against one of its entries.
  private func absorbSelfEvent(
    _ event: WatchEvent,
    _ generation: Generation,
    _ outcome: inout Outcome
  ) {
    guard let path = generation.directory(of: event.watch) else { return }
    let ends =
      WatchEvent.Bit.selfDeleted | WatchEvent.Bit.selfMoved | WatchEvent.Bit.unmounted
      | WatchEvent.Bit.ignored
    if path == .root, event.has(ends) { loseRoot(&outcome) }
    if event.has(WatchEvent.Bit.ignored) { generation.forget(event.watch) }
    // The name may stand for a new directory already; and one whose rights came back can be listed.
    if path != .root || event.has(WatchEvent.Bit.attributes) { digest.requestTree(path) }
  }

  /// Opens the root anew each time there is something to look at.
  ///
  /// Holding it open would keep its file system from being unmounted, and the comparison notices a root
  /// that was replaced or covered by a mount, of which no event tells.
  func openRoot(
    of generation: Generation,
    now: Moment,
    _ outcome: inout Outcome
  ) -> Directory? {
    pausedUntil = nil
    do throws(SystemError) {
      let directory = try Directory(path: root)
      if try directory.identity() == generation.rootIdentity { return directory }
      loseRoot(&outcome)
    } catch {
      switch error.code {
      case EMFILE, ENFILE, ENOMEM, EINTR:
        // The root is well, the process is short of descriptors or memory: list everything a little later.
        pausedUntil = now + settings.rootCheckInterval
        nextSweep = now
      default: loseRoot(&outcome)
      }
    }
    return nil
  }

  private func loseRoot(_ outcome: inout Outcome) {
    if !outcome.needsRebuild { outcome.notes.append(.rootLost(root: rootForPeople)) }
    outcome.needsRebuild = true
  }

  /// Hands over what is ready and sets the next listing.
  private func finish(_ outcome: Outcome, now: Moment) -> Outcome {
    var outcome = outcome
    outcome.closeNotes()
    outcome.arrivals = settling.handOver(atMost: max(settings.arrivalsPerWake, 1))
    if settling.hasReady { outcome.again = true }
    if let generation, let lastScan, pausedUntil == nil {
      let reconcile = settings.effectiveReconcileInterval
      let interval =
        generation.needsPolling ? min(settings.pollInterval, reconcile) : reconcile
      nextSweep = lastScan + max(interval, .milliseconds(10))
    }
    return outcome
  }

  // MARK: - The owner's answers

  /// Says what became of an arrival: to be called once for each.
  ///
  /// Whatever stands at its name afterwards is looked at again; ``nextDeadline`` says when.
  package func answer(_ arrival: Arrival, _ answer: Answer, now: Moment) {
    settling.answer(arrival, answer, now: now)
  }

  package var health: InboxHealth {
    InboxHealth(
      mode: generation?.mode ?? (nextRootCheck == nil ? .stopped : .rootMissing),
      rootError: rootError,
      watches: generation?.watches ?? 0,
      watchLimit: watchLimit,
      unwatched: generation?.unwatched.count ?? 0,
      overflows: overflows,
      rebuilds: rebuilds,
      lastEvent: lastEvent,
      lastScan: lastScan,
      settling: settling.holdups.unsettled.count,
      handedOver: settling.inHandCount,
      ignored: settling.holdups.ignored,
      waitingCount: settling.holdups.count,
      waiting: settling.waiting(atMost: InboxHealth.maximumWaitingListed)
    )
  }
}
