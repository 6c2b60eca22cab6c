import Dispatch
import Glibc
import Storage
import Subscribers
import Synchronization

/// When the store is published, how the intake tells of itself, and how it ends.
extension Intake {
  /// On `desk`: at once when nothing else is in hand, else after the interval, so that files in quick succession
  /// share one publication.
  func publishSoon(at desk: inout StoreDesk) {
    guard desk.hasUnpublished, !desk.isPublicationDue else { return }
    desk.isPublicationDue = true
    if isQuiet { return desk.turns.add { self.publish(at: &$0) } }
    self.desk.enqueue(after: publishInterval.withLock { $0 }) { desk in
      desk.turns.add { self.publish(at: &$0) }
      self.advance(&desk)
    }
  }

  /// On `desk`, between two documents: makes what is committed visible.
  ///
  /// A failure pauses the intake; the outbox keeps it.
  private func publish(at desk: inout StoreDesk) {
    desk.isPublicationDue = false
    guard desk.hasUnpublished else { return }
    do {
      if try desk.publish() != nil { countStore(at: &desk) }
      moved()
    } catch {
      publicationFailed(error, at: &desk)
    }
  }

  private func publicationFailed(_ error: any Error, at desk: inout StoreDesk) {
    guard let reason = PauseReason(error) else { return hooks.didFail("\(error)") }
    state.enqueue { state in
      let isNews = state.pause == nil
      state.pause(for: reason)
      guard isNews else { return }
      self.hooks.didPause(reason)
      self.awaitRelief(from: reason)
    }
  }

  /// Makes a snapshot as soon as no document's transaction is open.
  package func snapshot() {
    ask { desk in
      do {
        try desk.store.snapshot()
      } catch {
        self.publicationFailed(error, at: &desk)
      }
    }
  }

  /// Tells how many files wait and which are in hand.
  func count(_ state: IntakeState) {
    let (queued, running) = (state.waitingCount + state.runningCount, state.runningNames)
    hooks.didCount { health in
      health.queued = queued
      health.running = running
    }
  }

  /// Tells what the store holds.
  func countStore(at desk: inout StoreDesk) {
    guard let totals = try? desk.store.totals() else { return }
    let free = try? desk.store.freeBytes()
    hooks.didCount { health in
      health.posts = totals.posts
      health.comments = totals.comments
      health.sources = totals.sources
      health.generation = totals.generation
      health.freeBytes = free
    }
  }

  /// Calls back once the queue of decisions has answered.
  package func whenStateAnswers(_ body: @escaping @Sendable () -> Void) {
    state.enqueue { _ in body() }
  }

  /// Abandons what is being read, publishes what is committed, lets the store go, and calls back.
  ///
  /// A state that does not take anything now is not asked to publish: the outbox keeps it.
  package func stop(publishing: Bool = true, _ body: @escaping @Sendable () -> Void) {
    isCancelled.store(true, ordering: .relaxed)
    state.enqueue { state in
      state.stop()
      self.awaitEnd(publishing: publishing, body)
    }
  }

  /// The files in hand notice at their next read; nobody waits for them on a thread.
  private func awaitEnd(publishing: Bool, _ body: @escaping @Sendable () -> Void) {
    guard isQuiet else {
      state.enqueue(after: .milliseconds(10)) { _ in
        self.awaitEnd(publishing: publishing, body)
      }
      return
    }
    desk.enqueue { desk in
      if publishing { _ = try? desk.publish() }
      try? desk.store.close()
      body()
    }
  }
}
