/// The state of every name in the inbox: seen → settling → ready → handed over, with the exits waiting,
/// ignored and vanished.
///
/// It decides and does nothing: time and findings are passed in. One record per path, so that ten events
/// for one file are one arrival. A file becomes ready when two looks at the ends of a quiet window show
/// equal identities; one that grows restarts its window each time and never does.
struct Settling {
  enum State: Hashable {
    case settling(FileIdentity)
    case ready(Arrival)
    case handedOver(Arrival)
    /// To be handed over again when its time has come, or sooner if the file changes.
    case postponed(Arrival)
    /// Taken in and left where it is; only a change makes it an arrival again.
    case finished(Arrival)
    case waiting(WaitingReason)
    case ignored(IgnoreReason)
  }

  private struct Record {
    var state: State
    var sweep: UInt64
    var deadline: Moment?
    /// Made here and not closed since: whoever writes to it may pause for longer than the window.
    var isOpen = false
    /// Moment of this record's one live entry in the queue; entries at other moments are void.
    var queued: Moment?
  }

  var quietWindow: Duration
  /// How many quiet windows a file rests that was made here and whose closing nobody saw.
  static let windowsWhileOpen = 5
  private var records: [InboxPath: Record] = [:]
  private var deadlines = DeadlineQueue()
  private var ready: [InboxPath] = []
  private var sweep: UInt64 = 0
  private(set) var ignored: [IgnoreReason: Int] = [:]

  init(quietWindow: Duration) {
    self.quietWindow = quietWindow
  }

  var nextDeadline: Moment? { deadlines.first }
  var hasReady: Bool { !ready.isEmpty }

  func state(of path: InboxPath) -> State? { records[path]?.state }

  /// Takes in what a look found.
  ///
  /// - Returns: whether the path entered a state it was not in before.
  @discardableResult
  mutating func observe(
    _ finding: Finding,
    at path: InboxPath,
    because cause: LookCause,
    now: Moment
  ) -> Bool {
    records[path]?.sweep = sweep
    switch finding {
    case .missing, .directory: return remove(path)
    case .ignored(let reason): return enter(.ignored(reason), path)
    case .waiting(let reason): return enter(.waiting(reason), path)
    case .file(let identity, let marked):
      return weigh(identity, marked: marked, path, because: cause, now: now)
    }
  }

  private mutating func weigh(
    _ identity: FileIdentity,
    marked: Bool,
    _ path: InboxPath,
    because cause: LookCause,
    now: Moment
  ) -> Bool {
    switch records[path]?.state {
    case .settling(let seen) where seen == identity && !marked:
      if cause == .scan { return false }
      if cause == .due { return becomeReady(path, identity, .quiet) }
    case .ready(let arrival) where arrival.identity == identity: return false
    case .handedOver(let arrival) where arrival.identity == identity: return false
    case .finished(let arrival) where arrival.identity == identity: return false
    case .postponed(let arrival) where arrival.identity == identity:
      return cause == .due ? becomeReady(path, identity, arrival.settlement) : false
    default: break
    }
    return begin(identity, marked: marked, path, because: cause, now: now)
  }

  private mutating func begin(
    _ identity: FileIdentity,
    marked: Bool,
    _ path: InboxPath,
    because cause: LookCause,
    now: Moment
  ) -> Bool {
    if marked { return becomeReady(path, identity, .doneMarker) }
    if cause == .movedIn { return becomeReady(path, identity, .rename) }
    if quietWindow <= .zero { return becomeReady(path, identity, .quiet) }
    enter(.settling(identity), path)
    if cause == .created { records[path]?.isOpen = true }
    if cause == .event { records[path]?.isOpen = false }
    let isOpen = records[path]?.isOpen == true
    schedule(path, at: now + quietWindow * (isOpen ? Self.windowsWhileOpen : 1))
    return true
  }

  private mutating func becomeReady(
    _ path: InboxPath,
    _ identity: FileIdentity,
    _ settlement: Arrival.Settlement
  ) -> Bool {
    ready.append(path)
    return enter(
      .ready(Arrival(path: path, identity: identity, settlement: settlement)),
      path
    )
  }

  /// - Returns: ready arrivals in the order they became so; each counts as handed over from now on.
  mutating func handOver(atMost limit: Int) -> [Arrival] {
    var arrivals: [Arrival] = []
    var taken = 0
    while taken < ready.count, arrivals.count < limit {
      let path = ready[taken]
      taken += 1
      // A path whose file changed again after it became ready stands here for a state it has left.
      guard case .ready(let arrival) = records[path]?.state else { continue }
      enter(.handedOver(arrival), path)
      arrivals.append(arrival)
    }
    ready.removeFirst(taken)
    return arrivals
  }

  /// Notes that an arrival has been dealt with; a file that stays is an arrival again only if it changes.
  ///
  /// Does nothing if the file has changed since, for then a newer arrival is on its way.
  mutating func finish(_ arrival: Arrival) {
    guard owns(arrival) else { return }
    enter(.finished(arrival), arrival.path)
  }

  /// Hands an arrival over once more at the moment given, or sooner if the file changes.
  mutating func postpone(_ arrival: Arrival, until moment: Moment) {
    guard owns(arrival) else { return }
    enter(.postponed(arrival), arrival.path)
    schedule(arrival.path, at: moment)
  }

  private func owns(_ arrival: Arrival) -> Bool {
    switch records[arrival.path]?.state {
    case .handedOver(let known), .postponed(let known), .finished(let known):
      known.identity == arrival.identity
    default: false
    }
  }

  /// - Returns: the paths whose time has come; each must be looked at again and observed as `.due`.
  mutating func takeDue(at now: Moment) -> [InboxPath] {
    var due: [InboxPath] = []
    while let entry = deadlines.popDue(at: now) {
      guard var record = records[entry.path], record.queued == entry.moment else { continue }
      record.queued = nil
      let deadline = record.deadline
      if let deadline, deadline <= now {
        record.deadline = nil
        due.append(entry.path)
      }
      records[entry.path] = record
      if let deadline, deadline > now { schedule(entry.path, at: deadline) }
    }
    return due
  }

  /// Begins a listing of the whole inbox.
  mutating func beginSweep() {
    sweep += 1
  }

  /// - Returns: paths on record that nothing has shown since ``beginSweep()``; they may have vanished.
  func unseenSinceSweep() -> [InboxPath] {
    records.compactMap { $0.value.sweep < sweep ? $0.key : nil }
  }

  /// Names waiting, with the reasons; the order is unspecified.
  var waiting: [InboxPath: WaitingReason] {
    records.compactMapValues {
      if case .waiting(let reason) = $0.state { reason } else { nil }
    }
  }

  func count(where holds: (State) -> Bool) -> Int {
    records.values.count { holds($0.state) }
  }

  /// An event that moves a deadline later leaves its queue entry, which moves on when it comes up: a
  /// file written for hours costs one entry, not one per event.
  private mutating func schedule(_ path: InboxPath, at moment: Moment) {
    records[path]?.deadline = moment
    if let queued = records[path]?.queued, queued <= moment { return }
    records[path]?.queued = moment
    deadlines.insert(path, at: moment)
  }

  @discardableResult
  private mutating func enter(_ state: State, _ path: InboxPath) -> Bool {
    let before = records[path]?.state
    if before == state { return false }
    count(before, by: -1)
    count(state, by: 1)
    var record = records[path] ?? Record(state: state, sweep: sweep)
    record.state = state
    record.deadline = nil
    records[path] = record
    return true
  }

  private mutating func remove(_ path: InboxPath) -> Bool {
    guard let record = records.removeValue(forKey: path) else { return false }
    count(record.state, by: -1)
    return true
  }

  private mutating func count(_ state: State?, by step: Int) {
    guard case .ignored(let reason) = state else { return }
    let total = ignored[reason, default: 0] + step
    ignored[reason] = total > 0 ? total : nil
  }
}
