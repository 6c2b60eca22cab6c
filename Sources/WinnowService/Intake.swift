import Containers
import Dispatch
import Reconciliation
package import Storage
import Synchronization
import Weblog

/// One file's journey, from the inbox to the published store, and the queues it travels on.
///
/// `state` decides what runs; each file's `work` copies, hashes, reads and normalises it; `desk` owns the
/// store and does what `StoreTurns` says, one document after the other. Every arrow between them is
/// `async`, so no cycle of waits is possible. Every drop is answered once, through `didFinish`, unless the
/// intake is stopped first.
package final class Intake: Sendable {
  let state: Confined<IntakeState>
  let desk: Confined<StoreDesk>
  private let makeDisk: @Sendable () -> any Disk
  private let makeQueue: QueueMaking
  private let listener = Mutex(IntakeHooks())
  private let layout: StoreLayout
  private let settings: Mutex<ReadingSettings>
  let publishInterval: Mutex<DispatchTimeInterval>
  /// Grows whenever anything moves; the watchdog asks whether it has.
  private let progress = Atomic<Int>(0)
  private let inHand = Atomic<Int>(0)
  let isCancelled = Atomic<Bool>(false)

  /// - Parameters:
  ///   - slots: files read at a time.
  ///   - store: opened and recovered.
  ///   - configuration: the settings to begin with.
  ///   - batchEntries: entries that go to the store at once; `nil` for as many as is fast.
  ///   - makeDisk: the disk that files are copied and read on; each queue has one of its own.
  ///   - makeQueue: the queues that everything runs on.
  package init(
    slots: Int,
    store: sending Store,
    configuration: Configuration,
    batchEntries: Int? = nil,
    makeDisk: @escaping @Sendable () -> any Disk = { PosixDisk() },
    makeQueue: @escaping QueueMaking = { DispatchQueue(label: $0) }
  ) {
    layout = store.layout
    state = Confined(IntakeState(slots: slots), on: makeQueue("winnow.intake"))
    desk = Confined(StoreDesk(store: store), on: makeQueue("winnow.store"))
    var reading = ReadingSettings(configuration)
    if let batchEntries { reading.batchEntries = batchEntries }
    settings = Mutex(reading)
    publishInterval = Mutex(configuration.publishInterval)
    self.makeDisk = makeDisk
    self.makeQueue = makeQueue
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
      let journey = Journey(drop: drop, work: makeQueue("winnow.work"))
      journey.work.run { self.claim(journey) }
    }
  }

  func moved() { progress.add(1, ordering: .relaxed) }

  /// On `desk`: does what may be done, until something has to come first.
  func advance(_ desk: inout StoreDesk) {
    while let action = desk.turns.next() {
      moved()
      switch action {
      case .run(let errand): errand(&desk)
      case .read(let ticket): read(ticket, at: &desk)
      case .admit(let batch, _, let ticket): admit(batch, of: ticket, at: &desk)
      case .conclude(let ticket): conclude(ticket, at: &desk)
      }
    }
  }

  /// Has something done at the desk as soon as no document's transaction is open.
  ///
  /// It waits while a document with the bytes of `hash` is on its way.
  func ask(unless hash: ContentHash? = nil, _ errand: @escaping StoreDesk.Errand) {
    desk.enqueue { desk in
      desk.turns.add(errand, unless: hash)
      self.advance(&desk)
    }
  }
}

// MARK: - One file's journey

extension Intake {
  /// How often a file is copied anew because its copy went; after that it waits, as any that cannot be read.
  private static let mostCopies = 8

  /// On `work`: copies and hashes the file into our own keeping.
  private func claim(_ journey: Journey, copies: Int = 1) {
    do {
      let spool = Spool(layout, makeDisk())
      let path = DiskPath(bytes: journey.drop.path)
      let limit = settings.withLock(\.fileBytes)
      guard try spool.bytes(of: path) <= limit else {
        return setAside(.tooLarge(limit: limit), spool, journey)
      }
      let claim = try spool.claim(path, name: journey.drop.relativePath)
      moved()
      // The same bytes dropped twice at once are read once.
      ask(unless: claim.hash) { self.register(claim, copies, on: journey, at: &$0) }
    } catch {
      stumble(journey, error)
    }
  }

  /// On `desk`: known bytes are done already; others get an attempt, on record before it starts.
  private func register(
    _ claim: Claim,
    _ copies: Int,
    on journey: Journey,
    at desk: inout StoreDesk
  ) {
    do {
      // The same bytes from another file were refused meanwhile, and the copy went with them.
      if copies < Self.mostCopies, try !desk.store.hasOriginal(of: claim) {
        return journey.work.run { self.claim(journey, copies: copies + 1) }
      }
      let limit = settings.withLock(\.attempts)
      switch try desk.register(claim, drop: journey.drop, attempts: limit) {
      case .new:
        let ticket = desk.turns.open(claim.hash)
        journey.work.run { self.open(claim, ticket, on: journey) }
      case .replay(let source), .duplicate(let source):
        settle(journey, claim, source, at: &desk)
      case .hopeless(let attempts):
        refuse(.crashed(attempts: attempts), claim, attempts: attempts, on: journey, at: &desk)
      }
    } catch {
      stumble(journey, error)
    }
  }

  /// On `work`: opens our copy and looks what it is.
  private func open(_ claim: Claim, _ ticket: StoreDesk.Turns.Ticket, on journey: Journey) {
    do {
      let reading = Reading(
        journey: journey,
        claim: claim,
        reader: try makeReader(claim, journey.drop)
      )
      desk.enqueue { desk in
        desk.readings[ticket] = reading
        desk.turns.canBeRead(ticket)
        self.advance(&desk)
      }
    } catch {
      ask { desk in
        desk.turns.end(ticket)
        if let refusal = error as? Refusal {
          self.refuse(refusal, claim, on: journey, at: &desk)
        } else {
          desk.pardon(claim.hash)
          self.stumble(journey, error)
        }
      }
    }
  }

  private func makeReader(
    _ claim: Claim,
    _ drop: Drop
  ) throws -> sending DocumentReader<SightedItem> {
    let settings = settings.withLock { $0 }
    let deadline = ContinuousClock.now + .milliseconds(settings.wallTimeMilliseconds)
    let bytes = ByteMeter(
      try Document(
        original: claim.original,
        on: makeDisk(),
        name: drop.name,
        settings,
        isOutOfTime: { ContinuousClock.now > deadline }
      ),
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

  private func read(_ ticket: StoreDesk.Turns.Ticket, at desk: inout StoreDesk) {
    desk.readings[ticket]?.reader.enqueue { reader in
      guard let batch = reader.nextBatch() else { return }
      self.desk.enqueue { desk in
        desk.turns.arrived(batch, number: batch.number, isLast: batch.isLast, of: ticket)
        self.advance(&desk)
      }
    }
  }

  /// On `desk`: takes a batch into its document's transaction, which the first one opens.
  private func admit(
    _ batch: Batch<SightedItem>,
    of ticket: StoreDesk.Turns.Ticket,
    at desk: inout StoreDesk
  ) {
    guard let reading = desk.readings[ticket] else { return desk.turns.end(ticket) }
    do {
      if batch.number == 0 {
        try desk.begin(
          reading.claim,
          reading.journey.drop,
          reading.format,
          container: reading.container
        )
      }
      try desk.admit(batch.items)
      desk.end = batch.end
    } catch {
      giveUp(ticket, at: &desk)
      stumble(reading.journey, error)
    }
  }

  /// On `desk`: the document has been read to its end; from a commit on, the file is ours for good.
  private func conclude(_ ticket: StoreDesk.Turns.Ticket, at desk: inout StoreDesk) {
    guard let reading = desk.readings[ticket] else { return desk.turns.end(ticket) }
    let (journey, claim) = (reading.journey, reading.claim)
    switch desk.end {
    case .finished(let report) where desk.hasEntries:
      do {
        let source = try desk.commit(report)
        close(ticket, at: &desk)
        settle(journey, claim, source, at: &desk)
      } catch {
        giveUp(ticket, at: &desk)
        stumble(journey, error)
      }
    case .finished(let report):
      giveUp(ticket, at: &desk)
      let refusal = Refusal.nothingInside(reading.format, isPartial: report.isPartial)
      refuse(refusal, claim, on: journey, at: &desk)
    case .refused(let refusal):
      giveUp(ticket, at: &desk)
      refuse(refusal, claim, on: journey, at: &desk)
    case .failed(let reason):
      giveUp(ticket, at: &desk)
      finish(journey, .waiting(reason))
    case .abandoned, nil:
      giveUp(ticket, at: &desk)
      finish(journey, .abandoned)
    }
  }

  private func close(_ ticket: StoreDesk.Turns.Ticket, at desk: inout StoreDesk) {
    desk.turns.end(ticket)
    desk.readings[ticket] = nil
  }

  /// On `desk`: nothing of the document remains but the file, which is not to blame for it.
  private func giveUp(_ ticket: StoreDesk.Turns.Ticket, at desk: inout StoreDesk) {
    try? desk.abandon()
    if let hash = desk.readings[ticket]?.claim.hash { desk.pardon(hash) }
    close(ticket, at: &desk)
  }

  /// On `desk`: lets the inbox file go, and the store be published.
  private func settle(
    _ journey: Journey,
    _ claim: Claim,
    _ source: Source,
    at desk: inout StoreDesk
  ) {
    finish(journey, .accepted(source), rest: rest(of: claim, on: journey, at: &desk))
    publishSoon(at: &desk)
  }

  /// Removes the inbox file, which is known again by what it was if that has to wait.
  private func rest(
    of claim: Claim,
    on journey: Journey,
    at desk: inout StoreDesk
  ) -> FileReport.Rest? {
    guard journey.drop.isOurs else { return nil }
    do {
      return try desk.store.spool.release(claim) ? nil : .changed
    } catch {
      return .unremovable("\(error)")
    }
  }
}

// MARK: - Ends

extension Intake {
  /// `rest` says why the inbox is not done with the file all the same.
  func finish(_ journey: Journey, _ outcome: FileReport.Outcome, rest: FileReport.Rest? = nil) {
    hooks.didFinish(
      FileReport(
        drop: journey.drop,
        outcome: outcome,
        rest: rest,
        milliseconds: journey.milliseconds
      )
    )
    letGo()
    state.enqueue { state in
      self.start(state.finished(journey.drop.path))
      self.count(state)
    }
  }

  /// One file less in hand.
  private func letGo() {
    moved()
    inHand.subtract(1, ordering: .relaxed)
  }

  /// Puts the file back in the queue and stops starting others until the cause may be over.
  func pause(for reason: PauseReason, puttingBack journey: Journey) {
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
