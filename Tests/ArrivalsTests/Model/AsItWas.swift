@testable import Arrivals

/// The hand-over as it was when files stayed in the inbox for ever: a namesake is handed over while the
/// first is in hand, the intake drops what it has in hand already, and answers name paths.
///
/// It stays as a control: the laws must find its fault.
struct AsItWas: Handover {
  private enum State: Equatable {
    case settling(FileIdentity)
    case ready(Arrival)
    case handedOver(Arrival)
    case postponed(Arrival)
    case finished(Arrival)
    case waiting
  }

  private static let window = Duration.seconds(2)
  private var states: [InboxPath: State] = [:]
  private var open: Set<InboxPath> = []
  private var deadlines: [InboxPath: Moment] = [:]
  private var seen: Set<InboxPath> = []
  private var ready: [InboxPath] = []
  /// The keeper's: what was handed over last at each path.
  private var handedOver: [InboxPath: Arrival] = [:]
  /// The intake's.
  private var running: Set<InboxPath> = []

  mutating func observe(
    _ finding: Finding,
    at path: InboxPath,
    because cause: LookCause,
    now: Moment
  ) {
    seen.insert(path)
    switch finding {
    case .missing, .directory:
      states[path] = nil
      open.remove(path)
      deadlines[path] = nil
    case .ignored, .waiting: enter(.waiting, path)
    case .file(let identity, _): weigh(identity, path, because: cause, now: now)
    }
  }

  private mutating func weigh(
    _ identity: FileIdentity,
    _ path: InboxPath,
    because cause: LookCause,
    now: Moment
  ) {
    switch states[path] {
    case .settling(identity):
      if cause == .scan { return }
      if cause == .due { return becomeReady(path, identity, .quiet) }
    case .ready(let arrival) where arrival.identity == identity: return
    case .handedOver(let arrival) where arrival.identity == identity: return
    case .finished(let arrival) where arrival.identity == identity: return
    case .postponed(let arrival) where arrival.identity == identity:
      return cause == .due ? becomeReady(path, identity, arrival.settlement) : ()
    default: break
    }
    if cause == .movedIn { return becomeReady(path, identity, .rename) }
    enter(.settling(identity), path)
    if cause == .created { open.insert(path) }
    if cause == .event || cause == .touched { open.remove(path) }
    deadlines[path] = now + Self.window * (open.contains(path) ? 5 : 1)
  }

  private mutating func becomeReady(
    _ path: InboxPath,
    _ identity: FileIdentity,
    _ settlement: Arrival.Settlement
  ) {
    ready.append(path)
    enter(.ready(Arrival(path: path, identity: identity, settlement: settlement)), path)
  }

  private mutating func enter(_ state: State, _ path: InboxPath) {
    if states[path] != state { deadlines[path] = nil }
    states[path] = state
  }

  mutating func departed(_ path: InboxPath, now: Moment) {}

  mutating func takeDue(at now: Moment) -> [InboxPath] {
    let due = deadlines.filter { $0.value <= now }.keys.sorted { $0.display < $1.display }
    for path in due { deadlines[path] = nil }
    return due
  }

  mutating func beginSweep() { seen = [] }
  func unseenSinceSweep() -> [InboxPath] { states.keys.filter { !seen.contains($0) } }

  mutating func handOver() -> [Arrival] {
    var taken: [Arrival] = []
    for path in ready {
      guard case .ready(let arrival) = states[path] else { continue }
      enter(.handedOver(arrival), path)
      handedOver[path] = arrival
      if running.insert(path).inserted { taken.append(arrival) }
    }
    ready = []
    return taken
  }

  mutating func answer(_ arrival: Arrival, _ answer: Answer, now: Moment) {
    running.remove(arrival.path)
    guard let arrival = handedOver.removeValue(forKey: arrival.path), owns(arrival) else { return }
    switch answer {
    case .released, .kept: enter(.finished(arrival), arrival.path)
    case .postponed:
      enter(.postponed(arrival), arrival.path)
      deadlines[arrival.path] = now + Self.window
    }
  }

  private func owns(_ arrival: Arrival) -> Bool {
    switch states[arrival.path] {
    case .handedOver(let known), .postponed(let known), .finished(let known):
      known.identity == arrival.identity
    default: false
    }
  }

  var nextDeadline: Moment? { deadlines.values.min() }
  var hasReady: Bool { !ready.isEmpty }
  var count: Int { states.count }
  func isHeld(_ path: InboxPath) -> Bool { states[path] == .waiting }
}
