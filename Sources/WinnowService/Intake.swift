package import Dispatch
import Reconciliation
package import Storage
import Synchronization
import Weblog

/// One file's journey, from the inbox to the published store, and the queues it travels on.
///
/// `state` decides what runs; `work` copies, hashes, reads and normalises, many files at a time; `desk`
/// owns the store and takes one document's batches after the other. Every arrow between them is `async`,
/// so no cycle of waits is possible. A document has at most `batchesAhead` batches on their way to the
/// desk, which bounds memory whatever the size of the file.
package final class Intake: Sendable {
  private let state: Confined<IntakeState>
  private let desk: Confined<StoreDesk>
  private let work = DispatchQueue(label: "winnow.work", attributes: .concurrent)
  private let spool: Spool
  private let settings: Mutex<ReadingSettings>
  private let publishInterval: Mutex<Int64>
  private let hooks: IntakeHooks
  /// Grows whenever anything moves; the watchdog asks whether it has.
  private let progress = Atomic<Int>(0)
  private let isCancelled = Atomic<Bool>(false)

  private static let batchesAhead = 2
  /// How long a paused intake waits before it tries again.
  private static let pause = DispatchTimeInterval.seconds(5)

  package init(
    store: consuming sending Store,
    spool: Spool,
    slots: Int,
    settings: ReadingSettings,
    publishMilliseconds: Int64,
    hooks: IntakeHooks
  ) {
    state = Confined(IntakeState(slots: slots), label: "winnow.intake")
    desk = Confined(StoreDesk(store: store), label: "winnow.store")
    self.spool = spool
    self.settings = Mutex(settings)
    publishInterval = Mutex(publishMilliseconds)
    self.hooks = hooks
  }

  /// Takes files in, in the given order, as slots become free. A path in hand is not taken twice.
  package func take(_ drops: [Drop]) {
    state.enqueue { state in
      for drop in state.arrived(drops) { self.begin(drop) }
    }
  }
}

// MARK: - One file's journey

extension Intake {
  private func begin(_ drop: Drop) {
    let journey = Journey(drop: drop)
    work.async { self.claim(journey) }
  }

  /// On `work`: copies and hashes the file into our own keeping.
  private func claim(_ journey: Journey) {
    do {
      let claim = try spool.claim(journey.drop, limit: settings.withLock(\.fileBytes))
      moved()
      desk.enqueue { self.register(claim, on: journey, at: &$0) }
    } catch let refusal as Refusal {
      finish(journey, .refused(refusal))
    } catch {
      stumble(journey, error)
    }
  }

  /// On `desk`: known bytes are done already; others get an attempt, on record before it starts.
  private func register(_ claim: Claim, on journey: Journey, at desk: inout StoreDesk) {
    do {
      if let source = try desk.duplicate(of: claim, drop: journey.drop) {
        settle(journey, claim, source, at: &desk)
        return
      }
      let attempts = try desk.store.beginAttempt(claim.hash)
      guard attempts <= settings.withLock(\.attempts) else {
        return refuse(.crashed(attempts: attempts - 1), claim, on: journey, at: &desk)
      }
      work.async { self.open(claim, on: journey) }
    } catch {
      stumble(journey, error)
    }
  }

  /// On `work`: opens our copy and lets the first batches be read.
  private func open(_ claim: Claim, on journey: Journey) {
    do {
      let reader = try DocumentReader(
        document: spool.document(of: claim),
        directory: journey.drop.directory,
        settings: settings.withLock { $0 },
        isCancelled: { self.isCancelled.load(ordering: .relaxed) },
        didRead: { [hooks] in
          self.moved()
          hooks.didRead($0)
        }
      )
      let reading = Reading(journey: journey, claim: claim, reader: reader, on: work)
      for _ in 0..<Self.batchesAhead { read(reading) }
    } catch {
      stumble(journey, error)
    }
  }

  private func read(_ reading: Reading) {
    reading.reader.enqueue { reader in
      guard let batch = reader.nextBatch() else { return }
      self.desk.enqueue { self.admit(batch, of: reading, at: &$0) }
    }
  }

  /// On `desk`: takes a batch of the document in hand, or keeps it for when its document's turn comes.
  private func admit(_ batch: Batch, of reading: Reading, at desk: inout StoreDesk) {
    moved()
    guard desk.isTurn(of: reading) else { return desk.keep(batch, of: reading) }
    do {
      try desk.admit(batch, of: reading)
      switch batch.end {
      case nil: return read(reading)
      case .finished(let report): try conclude(reading, report, at: &desk)
      case .refused(let refusal):
        try desk.abandon()
        refuse(refusal, reading.claim, on: reading.journey, at: &desk)
      case .abandoned:
        try desk.abandon()
        finish(reading.journey, .abandoned)
      }
    } catch {
      desk.giveUp()
      stumble(reading.journey, error)
    }
    takeNextTurn(at: &desk)
  }

  /// On `desk`: the commit. From here on the file is ours for good.
  private func conclude(
    _ reading: Reading,
    _ report: ReadingReport,
    at desk: inout StoreDesk
  ) throws {
    guard desk.hasEntries else {
      try desk.abandon()
      let refusal = Refusal.nothingInside(reading.format, isPartial: report.isPartial)
      return refuse(refusal, reading.claim, on: reading.journey, at: &desk)
    }
    let source = try desk.commit(reading, report)
    settle(reading.journey, reading.claim, source, at: &desk)
  }

  /// On `desk`: lets the inbox have its file removed, and the store be published.
  private func settle(
    _ journey: Journey,
    _ claim: Claim,
    _ source: Source,
    at desk: inout StoreDesk
  ) {
    release(claim, of: journey)
    publishSoon(at: &desk)
    finish(journey, .accepted(source))
  }
}
