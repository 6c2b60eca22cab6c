@testable import WinnowService

/// A document of the model: how long it is, how it ends, and how far it has come.
struct ModelDocument: Hashable {
  enum Ending: Hashable, CaseIterable {
    case finished, refused, failed
    /// It is nothing that can be read, which is seen before the first batch.
    case unopened
  }

  enum Stage: Hashable {
    /// Its bytes are being copied.
    case claimed
    case registering, opening, closing, reading
    case accepted, duplicate, refused, abandoned
    /// Given up for a reason that was not the file's; it is tried again.
    case putBack
  }

  /// Which bytes it has.
  let key: Int
  let batches: Int
  let ending: Ending
  var stage = Stage.claimed
  /// Batches that were asked for and have not been read.
  var asked = 0
  var read = 0
  /// Batches on their way to the store's queue, and whether the last batch has been read.
  var sent: Set<Int> = []
  var isReadToEnd = false
  /// Batches that were in the transaction, in order.
  var admitted: [Int] = []

  var isOver: Bool {
    switch stage {
    case .accepted, .duplicate, .refused, .abandoned: true
    default: false
    }
  }
}

/// Everything around the decider, as a value: readers that read when they like, batches that arrive in any order and
/// may arrive twice, transactions that fail, a stop in the middle.
struct TurnWorld<Turns: TurnTaking>: Hashable {
  enum Move: Hashable {
    case register(Int)
    case open(Int)
    case read(Int)
    case deliver(Int, Int)
    /// As `deliver`, and the same again later.
    case deliverTwice(Int, Int)
    case cancel
    case wake
  }

  private(set) var documents: [ModelDocument]
  private var turns = Turns()
  private var tickets: [Turns.Ticket: Int] = [:]
  /// Whose transaction is open.
  private var open: Int?
  private var committed: Set<Int> = []
  private var isCancelled = false
  /// How often an operation may yet fail, or a batch arrive twice.
  private var failures: Int
  private var redeliveries: Int
  private let mayBeCancelled: Bool
  private(set) var violations: [String] = []

  init(
    _ documents: [ModelDocument],
    failures: Int = 0,
    redeliveries: Int = 0,
    mayBeCancelled: Bool = false
  ) {
    self.documents = documents
    self.failures = failures
    self.redeliveries = redeliveries
    self.mayBeCancelled = mayBeCancelled
  }

  /// Everything that may happen next.
  var moves: [Move] {
    var moves: [Move] = turns.isToBeWoken ? [.wake] : []
    if mayBeCancelled, !isCancelled { moves.append(.cancel) }
    for (index, document) in documents.enumerated() {
      switch document.stage {
      case .claimed, .putBack: moves.append(.register(index))
      case .opening: moves.append(.open(index))
      case .reading where document.asked > 0 && !document.isReadToEnd: moves.append(.read(index))
      default: break
      }
      for number in document.sent {
        moves.append(.deliver(index, number))
        if redeliveries > 0 { moves.append(.deliverTwice(index, number)) }
      }
    }
    return moves
  }

  /// What must be true when nothing can happen any more.
  var complaintsAtRest: [String] {
    var found = violations
    for (index, document) in documents.enumerated() where !document.isOver {
      found.append("document \(index) waits for ever: \(document.stage)")
    }
    if open != nil { found.append("a transaction stays open") }
    if !turns.isIdle { found.append("something stays in line") }
    for key in Set(documents.map(\.key)) {
      let accepted = documents.count { $0.key == key && $0.stage == .accepted }
      if accepted > 1 { found.append("taken in \(accepted) times") }
    }
    return found
  }

  /// `fails` is asked whether an operation that may fail does.
  mutating func make(_ move: Move, fails: () -> Bool = { false }) {
    switch move {
    case .register(let index):
      documents[index].stage = .registering
      turns.add(errand: index, unless: documents[index].key)
    case .open(let index): openReader(index)
    case .read(let index): read(index)
    case .deliver(let index, let number): deliver(number, of: index)
    case .deliverTwice(let index, let number):
      redeliveries -= 1
      deliver(number, of: index)
      documents[index].sent.insert(number)
    case .cancel: isCancelled = true
    case .wake: turns.wake()
    }
    while let turn = turns.nextTurn() { take(turn, fails) }
    for document in documents where document.stage == .reading {
      let ahead = document.asked + document.read - document.admitted.count
      if ahead > StoreTurns<Int, Int, Int>.batchesAhead {
        violations.append("\(ahead) are read ahead")
      }
    }
  }

  private func ticket(of index: Int) -> Turns.Ticket? {
    tickets.first { $0.value == index }?.key
  }

  private mutating func openReader(_ index: Int) {
    guard documents[index].ending != .unopened else {
      documents[index].stage = .closing
      return turns.add(errand: index, unless: nil)
    }
    documents[index].stage = .reading
    if let ticket = ticket(of: index) { turns.canBeRead(ticket) }
  }

  private mutating func read(_ index: Int) {
    let number = documents[index].read
    documents[index].asked -= 1
    documents[index].read += 1
    documents[index].sent.insert(number)
    if isCancelled || number == documents[index].batches - 1 { documents[index].isReadToEnd = true }
  }

  private mutating func deliver(_ number: Int, of index: Int) {
    documents[index].sent.remove(number)
    // A batch of an earlier attempt has no ticket any more.
    guard let ticket = ticket(of: index), documents[index].stage == .reading else { return }
    let isLast = documents[index].isReadToEnd && number == documents[index].read - 1
    turns.arrived(number: number, isLast: isLast, of: ticket)
  }

  // MARK: What the decider asks for

  private mutating func take(_ turn: Turn<Turns.Ticket>, _ fails: () -> Bool) {
    switch turn {
    case .run(let index): run(index)
    case .read(let ticket): if let index = tickets[ticket] { documents[index].asked += 1 }
    case .admit(let number, let ticket): admit(number, ticket, fails)
    case .conclude(let ticket): conclude(ticket, fails)
    }
  }

  private mutating func run(_ index: Int) {
    if open != nil { violations.append("an errand within a transaction") }
    if documents[index].stage == .closing { return end(index, as: .refused) }
    let key = documents[index].key
    if committed.contains(key) {
      documents[index].stage = .duplicate
      return
    }
    if isCancelled {
      documents[index].stage = .abandoned
      return
    }
    if tickets.values.contains(where: { documents[$0].key == key }) {
      violations.append("the same bytes are read twice at a time")
    }
    tickets[turns.open(key: key)] = index
    documents[index].stage = .opening
  }

  private mutating func admit(_ number: Int, _ ticket: Turns.Ticket, _ fails: () -> Bool) {
    guard let index = tickets[ticket] else { return violations.append("admitted after its end") }
    if (open ?? index) != index { violations.append("admitted in another's transaction") }
    if number != documents[index].admitted.count {
      violations.append("batch \(number) after \(documents[index].admitted)")
    }
    open = index
    documents[index].admitted.append(number)
    if failures > 0, fails() { giveUp(index) }
  }

  private mutating func conclude(_ ticket: Turns.Ticket, _ fails: () -> Bool) {
    guard let index = tickets[ticket] else { return violations.append("concluded after its end") }
    if failures > 0, fails() { return giveUp(index) }
    if isCancelled, documents[index].read < documents[index].batches {
      return end(index, as: .abandoned)
    }
    switch documents[index].ending {
    case .refused: return end(index, as: .refused)
    case .failed: return end(index, as: .abandoned)
    case .finished, .unopened: break
    }
    if documents[index].admitted != Array(0..<documents[index].batches) {
      violations.append("concluded with \(documents[index].admitted)")
    }
    committed.insert(documents[index].key)
    end(index, as: .accepted)
  }

  private mutating func giveUp(_ index: Int) {
    failures -= 1
    end(index, as: .putBack)
    (documents[index].read, documents[index].isReadToEnd) = (0, false)
    documents[index].sent = []
  }

  private mutating func end(_ index: Int, as stage: ModelDocument.Stage) {
    documents[index].stage = stage
    documents[index].admitted = []
    documents[index].asked = 0
    if open == index { open = nil }
    guard let ticket = ticket(of: index) else { return }
    tickets[ticket] = nil
    turns.end(ticket)
  }
}
