import Containers
import Dispatch
import Reconciliation
package import Storage
import Synchronization
import Weblog

/// One file's journey, from the inbox to the published store, and the queues it travels on.
///
/// `state` decides what runs; each file's `work` copies, hashes, reads and normalises it;
/// `desk` owns the store and takes one document's batches after the other's. Every arrow between them is
/// `async`, so no cycle of waits is possible. A document has at most `batchesAhead` batches on their
/// way to the desk, which bounds memory whatever the size of the file.
package final class Intake: Sendable {
  let state: Confined<IntakeState>
  let desk: Confined<StoreDesk>
  private let listener = Mutex(IntakeHooks())
  private let layout: StoreLayout
  private let settings: Mutex<ReadingSettings>
  let publishInterval: Mutex<DispatchTimeInterval>
  /// Grows whenever anything moves; the watchdog asks whether it has.
  private let progress = Atomic<Int>(0)
  private let inHand = Atomic<Int>(0)
  let isCancelled = Atomic<Bool>(false)

  private static let batchesAhead = 2

  /// - Parameters:
  ///   - slots: files read at a time.
  ///   - store: opened and recovered.
  ///   - configuration: the settings to begin with.
  package init(
    slots: Int,
    store: sending Store,
    configuration: Configuration
  ) {
    layout = store.layout
    state = Confined(IntakeState(slots: slots), label: "winnow.intake")
    desk = Confined(StoreDesk(store: store), label: "winnow.store")
    settings = Mutex(ReadingSettings(configuration))
    publishInterval = Mutex(configuration.publishInterval)
  }

  /// Sets who is told.
  ///
  /// To be called before the first file is taken.
  package func listen(with hooks: IntakeHooks) {
    listener.withLock { $0 = hooks }
    desk.enqueue { self.countStore(at: &$0) }
  }

  var hooks: IntakeHooks { listener.withLock { $0 } }

  /// Takes files in, in the given order, as slots become free.
  ///
  /// A path in hand is not taken twice.
  package func take(_ drops: [Drop]) {
    state.enqueue { state in
      self.start(state.arrived(drops))
      self.count(state)
    }
  }

  /// Puts new settings in force for the documents that are opened from now on.
  package func adopt(_ configuration: Configuration) {
    settings.withLock { $0 = ReadingSettings(configuration) }
    publishInterval.withLock { $0 = configuration.publishInterval }
  }

  package var progressCount: Int { progress.load(ordering: .relaxed) }

  /// Whether no file is in hand.
  package var isQuiet: Bool { inHand.load(ordering: .relaxed) == 0 }

  func start(_ drops: [Drop]) {
    for drop in drops {
      inHand.add(1, ordering: .relaxed)
      let journey = Journey(drop: drop)
      journey.work.async { self.claim(journey) }
    }
  }

  func moved() { progress.add(1, ordering: .relaxed) }
}

// MARK: - One file's journey

extension Intake {
  /// On `work`: copies and hashes the file into our own keeping.
  private func claim(_ journey: Journey) {
    do {
      let spool = Spool(layout, PosixDisk())
      let path = DiskPath(bytes: journey.drop.path)
      let limit = settings.withLock(\.fileBytes)
      guard try spool.bytes(of: path) <= limit else {
        return setAside(.tooLarge(limit: limit), spool, journey)
      }
      let claim = try spool.claim(path, name: journey.drop.relativePath)
      moved()
      desk.enqueue { self.register(claim, on: journey, at: &$0) }
    } catch {
      stumble(journey, error)
    }
  }

  /// On `desk`: known bytes are done already; others get an attempt, on record before it starts.
  private func register(_ claim: Claim, on journey: Journey, at desk: inout StoreDesk) {
    // Between two batches of another document there is a transaction open that is not ours; and the
    // same bytes dropped twice at once are read once.
    guard !desk.isBusy, !desk.isReading(claim.hash) else {
      return desk.defer { self.register(claim, on: journey, at: &$0) }
    }
    do {
      let limit = settings.withLock(\.attempts)
      switch try desk.register(claim, drop: journey.drop, attempts: limit) {
      case .new: journey.work.async { self.open(claim, on: journey) }
      case .replay(let source), .duplicate(let source):
        settle(journey, claim, source, at: &desk)
      case .hopeless(let attempts):
        refuse(.crashed(attempts: attempts), claim, attempts: attempts, on: journey, at: &desk)
      }
    } catch {
      stumble(journey, error)
    }
  }

  /// On `work`: opens our copy, looks what it is, and lets the first batches be read.
  private func open(_ claim: Claim, on journey: Journey) {
    do {
      let reading = Reading(
        journey: journey,
        claim: claim,
        reader: try makeReader(claim, journey.drop)
      )
      for _ in 0..<Self.batchesAhead { read(reading) }
    } catch let refusal as Refusal {
      desk.enqueue { self.refuse(refusal, claim, on: journey, at: &$0) }
    } catch {
      desk.enqueue { $0.pardon(claim.hash) }
      stumble(journey, error)
    }
  }

  private func makeReader(
    _ claim: Claim,
    _ drop: Drop
  ) throws -> sending DocumentReader<SightedItem> {
    let settings = settings.withLock { $0 }
    let deadline = ContinuousClock.now + .milliseconds(settings.wallTimeMilliseconds)
    let file = try OpenedFile(path: claim.original.bytes)
    let document = FileDocument(
      file,
      name: drop.name,
      limit: settings.fileBytes,
      isOutOfTime: { ContinuousClock.now > deadline }
    )
    let bytes = ByteMeter(
      Document(document, inflateRatio: settings.inflateRatio),
      isCancelled: { self.isCancelled.load(ordering: .relaxed) },
      didRead: {
        self.moved()
        self.hooks.didRead($0)
      }
    )
    return try DocumentReader(
      bytes: bytes,
      directory: drop.directory,
      settings: settings,
      item: SightedItem.init
    )
  }

  private func read(_ reading: Reading) {
    reading.reader.enqueue { reader in
      guard let batch = reader.nextBatch() else { return }
      self.desk.enqueue { self.admit(batch, of: reading, at: &$0) }
    }
  }

  /// On `desk`: takes a batch of the document in hand, or keeps it for when its document's turn comes.
  private func admit(_ batch: Batch<SightedItem>, of reading: Reading, at desk: inout StoreDesk) {
    guard !reading.isOver.load(ordering: .relaxed) else { return }
    guard desk.isTurn(of: reading) else { return desk.keep(batch, of: reading) }
    moved()
    do {
      try desk.admit(batch, of: reading)
      guard let end = batch.end else { return read(reading) }
      try conclude(reading, end, at: &desk)
    } catch {
      try? desk.abandon()
      desk.pardon(reading.claim.hash)
      stumble(reading.journey, error)
    }
    reading.isOver.store(true, ordering: .relaxed)
  }

  /// On `desk`: the document has been read to its end; from a commit on, the file is ours for good.
  private func conclude(
    _ reading: Reading,
    _ end: Batch<SightedItem>.End,
    at desk: inout StoreDesk
  ) throws {
    let (journey, claim) = (reading.journey, reading.claim)
    switch end {
    case .finished(let report) where desk.hasEntries:
      settle(journey, claim, try desk.commit(report), at: &desk)
    case .finished(let report):
      try desk.abandon()
      let refusal = Refusal.nothingInside(reading.format, isPartial: report.isPartial)
      refuse(refusal, claim, on: journey, at: &desk)
    case .refused(let refusal):
      try desk.abandon()
      refuse(refusal, claim, on: journey, at: &desk)
    case .failed(let reason):
      try desk.abandon()
      desk.pardon(claim.hash)
      finish(journey, .waiting(reason))
    case .abandoned:
      try desk.abandon()
      desk.pardon(claim.hash)
      finish(journey, .abandoned)
    }
  }

  /// On `desk`: what came while another document was in hand.
  private func takeNextTurn(at desk: inout StoreDesk) {
    for action in desk.takeDeferred() { action(&desk) }
    for (reading, batch) in desk.nextInLine() { admit(batch, of: reading, at: &desk) }
    publishIfWanted(at: &desk)
  }

  /// On `desk`: lets the inbox file go, and the store be published.
  private func settle(
    _ journey: Journey,
    _ claim: Claim,
    _ source: Source,
    at desk: inout StoreDesk
  ) {
    finish(journey, .accepted(source), isGone: isReleased(claim, of: journey, at: &desk))
    publishSoon(at: &desk)
  }

  /// Removes the inbox file, which is known again by what it was if that has to wait.
  private func isReleased(_ claim: Claim, of journey: Journey, at desk: inout StoreDesk) -> Bool {
    guard journey.drop.isOurs else { return true }
    do {
      return try desk.store.spool.release(claim)
    } catch {
      hooks.didFinish(report(journey, .waiting("it cannot be removed (\(error))")))
      return false
    }
  }
}

// MARK: - What did not go well

extension Intake {
  /// On `desk`: puts the bytes beside the reason, unless they are somebody's own file.
  private func refuse(
    _ refusal: Refusal,
    _ claim: Claim,
    attempts: Int = 1,
    on journey: Journey,
    at desk: inout StoreDesk
  ) {
    guard !desk.isBusy else {
      return desk.defer {
        self.refuse(refusal, claim, attempts: attempts, on: journey, at: &$0)
      }
    }
    do {
      let isReceived = try desk.store.receipt(ofHash: claim.hash) != nil
      if journey.drop.isOurs {
        let record = refusal.record(attempts: attempts)
        try desk.store.spool.reject(claim, record, isReceived: isReceived)
      } else if !isReceived {
        try desk.store.spool.discard(claim)
      }
      desk.pardon(claim.hash)
      finish(journey, .refused(refusal))
    } catch {
      desk.pardon(claim.hash)
      stumble(journey, error)
    }
  }

  /// On `work`: a file that is not even copied is moved aside where it lies.
  private func setAside(_ refusal: Refusal, _ spool: Spool, _ journey: Journey) {
    do {
      if journey.drop.isOurs {
        try spool.setAside(
          DiskPath(bytes: journey.drop.path),
          name: journey.drop.relativePath,
          refusal.record(attempts: 0)
        )
      }
      finish(journey, .refused(refusal))
    } catch {
      stumble(journey, error)
    }
  }

  /// Sorts an error that is not the document's: the whole intake pauses, the file waits, or the program
  /// has to end.
  func stumble(_ journey: Journey, _ error: any Error) {
    if let reason = PauseReason(error) {
      pause(for: reason, puttingBack: journey)
    } else if (error as? StorageError)?.isFatal == true {
      hooks.didFail("\(error)")
      finish(journey, .abandoned)
    } else {
      finish(journey, .waiting("\(error)"))
    }
  }
}

// MARK: - Ends

extension Intake {
  func report(
    _ journey: Journey,
    _ outcome: FileReport.Outcome,
    isGone: Bool = true
  ) -> FileReport {
    FileReport(
      drop: journey.drop,
      outcome: outcome,
      isGone: isGone,
      milliseconds: journey.milliseconds
    )
  }

  func finish(_ journey: Journey, _ outcome: FileReport.Outcome, isGone: Bool = true) {
    letGo()
    let report = report(journey, outcome, isGone: isGone)
    state.enqueue { state in
      self.start(state.finished(journey.drop.path))
      self.count(state)
      self.hooks.didFinish(report)
    }
  }

  /// One file less in hand; whatever waited for the desk has its turn.
  private func letGo() {
    moved()
    inHand.subtract(1, ordering: .relaxed)
    desk.enqueue { self.takeNextTurn(at: &$0) }
  }

  /// Puts the file back in the queue and stops starting others until the cause may be over.
  private func pause(for reason: PauseReason, puttingBack journey: Journey) {
    letGo()
    state.enqueue { state in
      let isNews = state.pause == nil
      state.pause(for: reason)
      state.putBack(journey.drop)
      guard isNews else { return }
      self.hooks.didPause(reason)
      self.awaitRelief(from: reason)
    }
  }
}
