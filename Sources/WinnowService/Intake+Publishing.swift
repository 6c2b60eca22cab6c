import Dispatch
import Glibc
import Storage
import Subscribers
import Synchronization

/// When the store is published, how the intake tells of itself, and how it ends.
extension Intake {
  /// On `desk`: at once when nothing else is in hand, else after the interval at the latest, so that
  /// files in quick succession share one publication.
  func publishSoon(at desk: inout StoreDesk) {
    guard desk.hasUnpublished else { return }
    if isQuiet { return publish(at: &desk) }
    guard !desk.isPublicationScheduled else { return }
    desk.isPublicationScheduled = true
    self.desk.enqueue(after: publishInterval.withLock { $0 }) { self.publish(at: &$0) }
  }

  /// On `desk`: a publication that fell due while a document was in hand.
  func publishIfWanted(at desk: inout StoreDesk) {
    if desk.hasUnpublished, !desk.isPublicationScheduled { publishSoon(at: &desk) }
  }

  /// On `desk`: makes what is committed visible.
  ///
  /// A failure pauses the intake; the outbox keeps it.
  private func publish(at desk: inout StoreDesk) {
    desk.isPublicationScheduled = false
    guard !desk.isBusy, desk.hasUnpublished else { return }
    do {
      moved()
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
    desk.enqueue { self.snapshot(at: &$0) }
  }

  private func snapshot(at desk: inout StoreDesk) {
    guard !desk.isBusy else { return desk.defer { self.snapshot(at: &$0) } }
    do {
      try desk.store.snapshot()
    } catch {
      publicationFailed(error, at: &desk)
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
  package func stop(_ body: @escaping @Sendable () -> Void) {
    isCancelled.store(true, ordering: .relaxed)
    state.enqueue { state in
      state.stop()
      self.awaitEnd(body)
    }
  }

  /// The files in hand notice at their next read; nobody waits for them on a thread.
  private func awaitEnd(_ body: @escaping @Sendable () -> Void) {
    guard isQuiet else {
      state.enqueue(after: .milliseconds(10)) { _ in self.awaitEnd(body) }
      return
    }
    desk.enqueue { desk in
      _ = try? desk.publish()
      try? desk.store.close()
      body()
    }
  }
}
