package import Arrivals
import Dispatch

/// Hosts the inbox on its own serial queue: a read source on the watch's descriptor, one timer, and the
/// order in which a worn-out watch is replaced.
package final class InboxKeeper: Sendable {
  private struct Place {
    var inbox: Inbox
    let root: [UInt8]
    var source: (any DispatchSourceRead)?
    var timer: (any DispatchSourceTimer)?
    /// What was handed over and not yet answered for, by absolute path.
    var handedOver: [[UInt8]: Arrival] = [:]
    /// The old watch is being let go of; nothing may wake the inbox meanwhile.
    var isRebuilding = false
    var isStopped = false
  }

  private let place: Confined<Place>
  private let didArrive: @Sendable ([Drop]) -> Void
  private let didNotice: @Sendable ([WatchNote]) -> Void
  private let removesFiles: Bool

  /// - Parameters:
  ///   - root: absolute path of the inbox.
  ///   - settings: how it is watched.
  ///   - removesFiles: whether dropped files may be removed once they are safe.
  ///   - didArrive: called on the inbox's queue with files that have stopped changing.
  ///   - didNotice: called there with what is worth a line in the journal.
  package init(
    root: String,
    settings: InboxSettings,
    removesFiles: Bool,
    didArrive: @escaping @Sendable ([Drop]) -> Void,
    didNotice: @escaping @Sendable ([WatchNote]) -> Void
  ) {
    place = Confined(
      Place(inbox: Inbox(root: root, settings: settings), root: Array(root.utf8)),
      label: "winnow.arrivals"
    )
    self.removesFiles = removesFiles
    self.didArrive = didArrive
    self.didNotice = didNotice
  }

  /// Arms the inbox and lists it once; the first files arrive before this returns.
  package func start() throws {
    try place.wait { place in
      let outcome = try place.inbox.start(now: .now)
      self.attach(&place)
      self.absorb(outcome, &place)
    }
  }

  /// The file has been dealt with; only a change makes it arrive again.
  package func finished(_ path: [UInt8]) {
    place.enqueue { place in
      guard let arrival = place.handedOver.removeValue(forKey: path) else { return }
      place.inbox.finished(arrival)
      self.schedule(&place)
    }
  }

  /// The file could not be taken now and is wanted again later.
  package func retry(_ path: [UInt8], after delay: Duration) {
    place.enqueue { place in
      guard let arrival = place.handedOver.removeValue(forKey: path) else { return }
      place.inbox.retry(arrival, after: .now + delay)
      self.schedule(&place)
    }
  }

  /// Tells how the watching goes, and shows by answering that the queue is alive.
  package func report(_ body: @escaping @Sendable (InboxHealth) -> Void) {
    place.enqueue { body($0.inbox.health) }
  }

  /// Ends the watching; what has not arrived stays in the inbox.
  ///
  /// The body runs when all is closed.
  package func stop(_ body: @escaping @Sendable () -> Void) {
    place.enqueue { place in
      place.isStopped = true
      place.timer?.cancel()
      self.detach(&place) { place in
        place.inbox.tearDown()
        body()
      }
    }
  }

  // MARK: On the queue

  private func wake(_ place: inout Place) {
    guard !place.isStopped, !place.isRebuilding else { return }
    absorb(place.inbox.wake(now: .now), &place)
  }

  private func absorb(_ outcome: Outcome, _ place: inout Place) {
    if !outcome.notes.isEmpty { didNotice(outcome.notes) }
    if !outcome.arrivals.isEmpty { didArrive(outcome.arrivals.map { drop($0, &place) }) }
    if outcome.needsRebuild {
      place.isRebuilding = true
      detach(&place) { self.rebuild(&$0) }
    } else {
      if outcome.again { self.place.enqueue { self.wake(&$0) } }
      schedule(&place)
    }
  }

  private func rebuild(_ place: inout Place) {
    guard !place.isStopped else { return }
    place.isRebuilding = false
    place.inbox.tearDown()
    let outcome = place.inbox.rebuild(now: .now)
    attach(&place)
    absorb(outcome, &place)
  }

  private func drop(_ arrival: Arrival, _ place: inout Place) -> Drop {
    let path = place.root + [UInt8(ascii: "/")] + arrival.path.bytes
    place.handedOver[path] = arrival
    return Drop(
      path: path,
      relativePath: arrival.path.bytes,
      isOurs: removesFiles
    )
  }

  private func attach(_ place: inout Place) {
    guard let descriptor = place.inbox.descriptor else { return }
    let source = self.place.makeReadSource(fileDescriptor: descriptor)
    source.setEventHandler { [weak self] in self?.place.onQueue { self?.wake(&$0) } }
    place.source = source
    source.activate()
  }

  /// Cancels the source and runs the body once nothing watches the descriptor any more, which is the
  /// earliest moment at which it may be closed.
  private func detach(_ place: inout Place, then body: @escaping @Sendable (inout Place) -> Void) {
    guard let source = place.source else {
      self.place.enqueue(body)
      return
    }
    place.source = nil
    source.setCancelHandler { [self] in self.place.onQueue(body) }
    source.cancel()
  }

  /// One timer for the inbox's next deadline; the one before it is replaced.
  private func schedule(_ place: inout Place) {
    guard !place.isStopped, let deadline = place.inbox.nextDeadline else { return }
    let timer = place.timer ?? makeTimer()
    place.timer = timer
    let wait = max(.zero, deadline - .now).components
    let nanoseconds = min(wait.seconds, 3_600) * 1_000_000_000 + wait.attoseconds / 1_000_000_000
    timer.schedule(
      deadline: .now() + .nanoseconds(Int(nanoseconds)),
      leeway: .milliseconds(wait.seconds > 1 ? 100 : 1)
    )
  }

  private func makeTimer() -> any DispatchSourceTimer {
    let timer = place.makeTimer()
    timer.setEventHandler { [weak self] in self?.place.onQueue { self?.wake(&$0) } }
    timer.activate()
    return timer
  }
}
