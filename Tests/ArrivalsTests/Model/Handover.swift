@testable import Arrivals

/// What stands between the looks at the inbox and the intake: what the model drives.
protocol Handover {
  init()

  mutating func observe(
    _ finding: Finding,
    at path: InboxPath,
    because cause: LookCause,
    now: Moment
  )
  /// An event says that what stood at the name has left it.
  mutating func departed(_ path: InboxPath, now: Moment)
  mutating func takeDue(at now: Moment) -> [InboxPath]
  mutating func beginSweep()
  func unseenSinceSweep() -> [InboxPath]
  /// - Returns: what the intake really gets.
  mutating func handOver() -> [Arrival]
  mutating func answer(_ arrival: Arrival, _ answer: Answer, now: Moment)

  var nextDeadline: Moment? { get }
  var hasReady: Bool { get }
  var count: Int { get }
  /// Whether the status says why the file is not taken.
  func isHeld(_ path: InboxPath) -> Bool
}

/// The decisions as they are.
struct Faithful: Handover {
  var settling = Settling(quietWindow: .seconds(2))

  mutating func observe(
    _ finding: Finding,
    at path: InboxPath,
    because cause: LookCause,
    now: Moment
  ) {
    settling.observe(finding, at: path, because: cause, now: now)
  }

  mutating func departed(_ path: InboxPath, now: Moment) {
    settling.observe(.missing, at: path, because: .event, now: now)
  }

  mutating func takeDue(at now: Moment) -> [InboxPath] { settling.takeDue(at: now) }
  mutating func beginSweep() { settling.beginSweep() }
  func unseenSinceSweep() -> [InboxPath] { settling.unseenSinceSweep() }
  mutating func handOver() -> [Arrival] { settling.handOver(atMost: .max) }

  mutating func answer(_ arrival: Arrival, _ answer: Answer, now: Moment) {
    settling.answer(arrival, answer, now: now)
  }

  var nextDeadline: Moment? { settling.nextDeadline }
  var hasReady: Bool { settling.hasReady }
  var count: Int { settling.count }
  func isHeld(_ path: InboxPath) -> Bool { settling.holdups.held[path] != nil }
}

/// A fault put into the decisions, which the laws must find.
protocol Flaw {
  static func distort(_ due: inout [InboxPath], _ settling: Settling)
  static var ignoresDepartures: Bool { get }
}

extension Flaw {
  static func distort(_ due: inout [InboxPath], _ settling: Settling) {}
  static var ignoresDepartures: Bool { false }
}

/// What was held back by its namesake is not looked at after the answer.
enum ForgetsTheHeldBack: Flaw {
  static func distort(_ due: inout [InboxPath], _ settling: Settling) {
    due.removeAll { if case .ready = settling.state(of: $0) { true } else { false } }
  }
}

/// What was released is not looked at again.
enum ForgetsTheReleased: Flaw {
  static func distort(_ due: inout [InboxPath], _ settling: Settling) {
    due.removeAll { settling.state(of: $0) == .released }
  }
}

/// What left its name is taken for what came in its place, if the two look alike.
enum IgnoresDepartures: Flaw {
  static let ignoresDepartures = true
}

struct Flawed<Fault: Flaw>: Handover {
  private var faithful = Faithful()

  mutating func observe(
    _ finding: Finding,
    at path: InboxPath,
    because cause: LookCause,
    now: Moment
  ) {
    faithful.observe(finding, at: path, because: cause, now: now)
  }

  mutating func departed(_ path: InboxPath, now: Moment) {
    if !Fault.ignoresDepartures { faithful.departed(path, now: now) }
  }

  mutating func takeDue(at now: Moment) -> [InboxPath] {
    let settling = faithful.settling
    var due = faithful.takeDue(at: now)
    Fault.distort(&due, settling)
    return due
  }

  mutating func beginSweep() { faithful.beginSweep() }
  func unseenSinceSweep() -> [InboxPath] { faithful.unseenSinceSweep() }
  mutating func handOver() -> [Arrival] { faithful.handOver() }

  mutating func answer(_ arrival: Arrival, _ answer: Answer, now: Moment) {
    faithful.answer(arrival, answer, now: now)
  }

  var nextDeadline: Moment? { faithful.nextDeadline }
  var hasReady: Bool { faithful.hasReady }
  var count: Int { faithful.count }
  func isHeld(_ path: InboxPath) -> Bool { faithful.isHeld(path) }
}
