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
    /// What was last told of the watching.
    var told: InboxHealth?
    /// The old watch is being let go of; nothing may wake the inbox meanwhile.
    var isRebuilding = false
    var isStopped = false
  }

  private let place: Confined<Place>
  private let didArrive: @Sendable ([Drop]) -> Void
  private let didNotice: @Sendable ([WatchNote]) -> Void
  private let didChange: @Sendable (InboxHealth) -> Void
  private let removesFiles: Bool

  /// - Parameters:
  ///   - root: absolute path of the inbox.
  ///   - settings: how it is watched.
  ///   - removesFiles: whether dropped files may be removed once they are safe.
  ///   - didArrive: called on the inbox's queue with files that have stopped changing.
  ///   - didNotice: called there with what is worth a line in the journal.
  ///   - didChange: called there when the state of the watching, or of the files that wait, is another.
  package init(
    root: String,
    settings: InboxSettings,
    removesFiles: Bool,
    didArrive: @escaping @Sendable ([Drop]) -> Void,
    didNotice: @escaping @Sendable ([WatchNote]) -> Void,
    didChange: @escaping @Sendable (InboxHealth) -> Void
  ) {
    place = Confined(
      Place(inbox: Inbox(root: root, settings: settings), root: Array(root.utf8)),
      label: "winnow.arrivals"
    )
    self.removesFiles = removesFiles
    self.didArrive = didArrive
    self.didNotice = didNotice
    self.didChange = didChange
  }

  /// Arms the inbox and lists it once; the first files arrive before this returns.
  package func start() throws {
    try place.wait { place in
      let outcome = try place.inbox.start(now: .now)
      self.attach(&place)
      self.absorb(outcome, &place)
    }
  }

  /// Says what became of an arrival: to be called once for each drop.
  package func answer(_ arrival: Arrival, _ answer: Answer) {
    place.enqueue { place in
      place.inbox.answer(arrival, answer, now: .now)
      self.tellChange(&place)
      self.schedule(&place)
    }
  }

  /// Shows by answering that the queue is alive.
  package func whenAnswering(_ body: @escaping @Sendable () -> Void) {
    place.enqueue { _ in body() }
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
    if !outcome.arrivals.isEmpty { didArrive(outcome.arrivals.map { drop($0, at: place.root) }) }
    tellChange(&place)
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

  private func tellChange(_ place: inout Place) {
    let health = place.inbox.health
    guard health != place.told else { return }
    place.told = health
    didChange(health)
  }

  private func drop(_ arrival: Arrival, at root: [UInt8]) -> Drop {
    Drop(
      path: root + [UInt8(ascii: "/")] + arrival.path.bytes,
      relativePath: arrival.path.bytes,
      isOurs: removesFiles,
      arrival: arrival
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
