@testable import WinnowService

/// What decides about turns, as the tests drive it: the real one, and the one that lost entries.
protocol TurnTaking: Hashable {
  associatedtype Ticket: Hashable

  init()
  var isIdle: Bool { get }
  mutating func add(errand: Int, unless key: Int?)
  mutating func open(key: Int) -> Ticket
  mutating func canBeRead(_ ticket: Ticket)
  mutating func arrived(number: Int, isLast: Bool, of ticket: Ticket)
  mutating func end(_ ticket: Ticket)
  mutating func nextTurn() -> Turn<Ticket>?

  /// Whether a message to itself is on its way, which may arrive at any time.
  var isToBeWoken: Bool { get }
  mutating func wake()
}

enum Turn<Ticket: Hashable>: Hashable {
  case run(Int)
  case read(Ticket)
  case admit(Int, Ticket)
  case conclude(Ticket)
}

/// The real one; a batch is told by its number alone.
struct RealTurns: TurnTaking {
  typealias Turns = StoreTurns<Int, Int, Int>
  typealias Ticket = Turns.Ticket

  private var turns = Turns()

  var isIdle: Bool { turns.isIdle }
  var isToBeWoken: Bool { false }
  mutating func wake() {}
  mutating func add(errand: Int, unless key: Int?) { turns.add(errand, unless: key) }
  mutating func open(key: Int) -> Ticket { turns.open(key) }
  mutating func canBeRead(_ ticket: Ticket) { turns.canBeRead(ticket) }
  mutating func end(_ ticket: Ticket) { turns.end(ticket) }

  mutating func arrived(number: Int, isLast: Bool, of ticket: Ticket) {
    turns.arrived(number, number: number, isLast: isLast, of: ticket)
  }

  mutating func nextTurn() -> Turn<Ticket>? {
    switch turns.next() {
    case .run(let errand): .run(errand)
    case .read(let ticket): .read(ticket)
    case .admit(let batch, let number, let ticket) where batch == number: .admit(number, ticket)
    case .admit: preconditionFailure("a batch came back under another number")
    case .conclude(let ticket): .conclude(ticket)
    case nil: nil
    }
  }
}

/// How turns were taken before: a batch is admitted whenever no transaction is open, even if an earlier one of its
/// document waits, and the last batch concludes.
///
/// Kept as a control: a check that finds nothing wrong with it checks nothing.
struct FirstComeTurns: TurnTaking {
  typealias Ticket = Int

  private struct Batch: Hashable {
    var ticket: Int
    var number: Int
    var isLast: Bool
  }

  private var keys: [Int: Int] = [:]
  private var opened = 0
  private var turn: Int?
  private var waiting: [Batch] = []
  private var deferred: [Int] = []
  private var deferredKeys: [Int?] = []
  private var due: [Turn<Int>] = []
  private var concluding: Int?
  private(set) var isToBeWoken = false

  var isIdle: Bool { keys.isEmpty && waiting.isEmpty && deferred.isEmpty && due.isEmpty }

  mutating func add(errand: Int, unless key: Int?) {
    if turn == nil, key.map({ !keys.values.contains($0) }) ?? true {
      due.append(.run(errand))
    } else {
      deferred.append(errand)
      deferredKeys.append(key)
    }
  }

  mutating func open(key: Int) -> Int {
    opened += 1
    keys[opened] = key
    return opened
  }

  mutating func canBeRead(_ ticket: Int) { due += [.read(ticket), .read(ticket)] }

  mutating func arrived(number: Int, isLast: Bool, of ticket: Int) {
    take(Batch(ticket: ticket, number: number, isLast: isLast))
  }

  private mutating func take(_ batch: Batch) {
    guard keys[batch.ticket] != nil else { return }
    guard turn == nil || turn == batch.ticket else { return waiting.append(batch) }
    turn = batch.ticket
    due.append(.admit(batch.number, batch.ticket))
    due.append(batch.isLast ? .conclude(batch.ticket) : .read(batch.ticket))
  }

  mutating func end(_ ticket: Int) {
    keys[ticket] = nil
    if turn == ticket { turn = nil }
    due.removeAll { $0 == .conclude(ticket) || $0 == .read(ticket) }
    isToBeWoken = true
  }

  mutating func wake() {
    isToBeWoken = false
    let (errands, errandKeys) = (deferred, deferredKeys)
    (deferred, deferredKeys) = ([], [])
    for (errand, key) in zip(errands, errandKeys) { add(errand: errand, unless: key) }
    guard turn == nil, let next = waiting.first?.ticket else { return }
    let batches = waiting.filter { $0.ticket == next }
    waiting.removeAll { $0.ticket == next }
    for batch in batches { take(batch) }
  }

  mutating func nextTurn() -> Turn<Int>? { due.isEmpty ? nil : due.removeFirst() }
}
