/// The state of every name in the inbox: seen → settling → ready → handed over, with the exits waiting,
/// ignored and vanished.
///
/// It decides and does nothing: time and findings are passed in. One record per path, so that ten events
/// for one file are one arrival. A file becomes ready when two looks at the ends of a quiet window show
/// equal identities; one that grows restarts its window each time and never does.
///
/// At most one arrival of a path is in hand: handed over and not yet answered. What happens to the name
/// meanwhile is followed as ever, but the next arrival waits for the answer, and every answer ends in a
/// look. So an answer can never be taken for that of another file of the same name.
struct Settling {
  enum State: Hashable {
    case settling(FileIdentity)
    case ready(Arrival)
    case handedOver(Arrival)
    /// To be handed over again when its time has come, or sooner if anything happens to the file.
    case postponed(Arrival, String)
    /// Taken in and left where it is; only a change makes it an arrival again.
    case kept(FileIdentity)
    /// Taken away; a look will tell whether something else has come in its place.
    case released
    case waiting(WaitingReason)
    case ignored(IgnoreReason)
  }

  private struct Record {
    var state: State
    var sweep: UInt64
    var deadline: Moment?
    /// Made here and not closed since: whoever writes to it may pause for longer than the window.
    var isOpen = false
    /// Times in a row that it could not be taken as it is.
    var postponements = 0
    /// Moment of this record's one live entry in the queue; entries at other moments are void.
    var queued: Moment?
  }

  var quietWindow: Duration
  /// Until the first new try of what could not be taken or seen; each further one takes twice as long.
  let retryInterval: Duration
  static let longestRetryInterval = Duration.seconds(60)
  /// How many quiet windows a file rests that was made here and whose closing nobody saw.
  static let windowsWhileOpen = 5
  private var records: [InboxPath: Record] = [:]
  private var inHand: [InboxPath: Arrival] = [:]
  private var deadlines = DeadlineQueue()
  private var ready: [InboxPath] = []
  private var sweep: UInt64 = 0
  private(set) var holdups = Holdups()

  init(quietWindow: Duration, retryInterval: Duration = .seconds(2)) {
    self.quietWindow = quietWindow
    self.retryInterval = retryInterval
  }

  var nextDeadline: Moment? { deadlines.first }
  var deadlineCount: Int { deadlines.count }
  var hasReady: Bool { !ready.isEmpty }
  var inHandCount: Int { inHand.count }
  /// Names on record.
  var count: Int { records.count }

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
    case .waiting(let reason):
      let isNews = enter(.waiting(reason), path)
      if case .system = reason { schedule(path, at: now + retryInterval) }
      return isNews
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
    case .ready(let arrival) where arrival.identity == identity:
      // Held back until now, while another arrival of its name was in hand.
      if cause == .due { ready.append(path) }
      return false
    // What is renamed in is another file, even one that looks alike.
    case .handedOver(let arrival) where arrival.identity == identity && cause != .movedIn:
      return false
    case .kept(let known) where known == identity && cause != .movedIn: return false
    case .postponed(let arrival, _) where arrival.identity == identity:
      if cause == .scan { return false }
      if cause == .due { return becomeReady(path, identity, arrival.settlement) }
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
    records[path]?.postponements = 0
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

  /// - Returns: ready arrivals in the order they became so; each is in hand from now on.
  mutating func handOver(atMost limit: Int) -> [Arrival] {
    var arrivals: [Arrival] = []
    var taken = 0
    while taken < ready.count, arrivals.count < limit {
      let path = ready[taken]
      taken += 1
      // A path whose file changed again after it became ready stands here for a state it has left; and one
      // whose name is in hand is looked at again after the answer.
      guard inHand[path] == nil, case .ready(let arrival) = records[path]?.state else { continue }
      inHand[path] = arrival
      enter(.handedOver(arrival), path)
      arrivals.append(arrival)
    }
    ready.removeFirst(taken)
    return arrivals
  }

  /// Takes in what became of an arrival; an answer to one that is not in hand is none of ours.
  mutating func answer(_ arrival: Arrival, _ answer: Answer, now: Moment) {
    let path = arrival.path
    guard inHand[path] == arrival else { return }
    inHand[path] = nil
    switch records[path]?.state {
    case .handedOver(arrival): settle(arrival, answer, now: now)
    case .ready: schedule(path, at: now)
    default: break  // gone, or on its way as something else
    }
  }

  /// Nothing has been seen to happen to the file since it was handed over.
  private mutating func settle(_ arrival: Arrival, _ answer: Answer, now: Moment) {
    let path = arrival.path
    switch answer {
    case .kept: enter(.kept(arrival.identity), path)
    case .released:
      remove(path)
      enter(.released, path)
      schedule(path, at: now + quietWindow)
    case .postponed(let reason):
      enter(.postponed(arrival, reason), path)
      let doublings = records[path]?.postponements ?? 0
      records[path]?.postponements += 1
      let pause = retryInterval * (1 << min(doublings, 16))
      schedule(path, at: now + min(pause, Self.longestRetryInterval))
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

  /// - Returns: at most so many of the names that are not taken yet, those that need help first.
  func waiting(atMost limit: Int) -> [InboxHealth.Waiting] {
    let held = holdups.held.prefix(limit).map {
      InboxHealth.Waiting(path: $0.key, reason: $0.value)
    }
    let others = holdups.unsettled.prefix(limit - held.count).map { path in
      let isOpen = records[path]?.isOpen == true
      return InboxHealth.Waiting(path: path, reason: isOpen ? .open : .settling)
    }
    return held + others
  }

  /// An event that moves a deadline later leaves its queue entry, which moves on when it comes up: a
  /// file written for hours costs one entry, not one per event.
  private mutating func schedule(_ path: InboxPath, at moment: Moment) {
    records[path]?.deadline = moment
    if let queued = records[path]?.queued, queued <= moment { return }
    records[path]?.queued = moment
    deadlines.insert(path, at: moment)
    forgetVoidDeadlines()
  }

  /// Names that come and go leave their entries; once these are the larger half, they are dropped.
  private mutating func forgetVoidDeadlines() {
    guard deadlines.count > 2 * records.count + 64 else { return }
    deadlines = DeadlineQueue()
    for (path, record) in records {
      if let moment = record.queued { deadlines.insert(path, at: moment) }
    }
  }

  @discardableResult
  private mutating func enter(_ state: State, _ path: InboxPath) -> Bool {
    let before = records[path]?.state
    if before == state { return false }
    holdups.move(path, from: before, to: state)
    var record = records[path] ?? Record(state: state, sweep: sweep)
    record.state = state
    record.deadline = nil
    records[path] = record
    return true
  }

  @discardableResult
  private mutating func remove(_ path: InboxPath) -> Bool {
    guard let record = records.removeValue(forKey: path) else { return false }
    holdups.move(path, from: record.state, to: nil)
    return true
  }
}
