/// Whose turn it is at the store: decides, and leaves the doing to `Intake`.
///
/// A value without queue or clock. Two kinds of things stand in one line, in the order in which they came: *errands*,
/// each done at once and only while no document's transaction is open, and *documents*, whose entries come
/// in numbered batches. From its first batch to its last a document has the store to itself. Each batch is
/// admitted once and in the order of the numbers, however often and in whatever order it arrives, and only a document of
/// which every batch was admitted is concluded.
package struct StoreTurns<Errand, Batch, Key: Hashable> {
  /// One document on its way to the store.
  package struct Ticket: Hashable, Sendable {
    fileprivate let number: Int
  }

  package enum Action {
    /// Done when `next` is asked again.
    case run(Errand)
    /// Another batch is to be read; it comes back through `arrived`.
    case read(Ticket)
    /// Goes into the document's transaction; the first, of number 0, opens it.
    case admit(Batch, number: Int, of: Ticket)
    /// Every batch was admitted: the transaction is to be settled, and then `end` to be called.
    case conclude(Ticket)
  }

  /// Batches of one document that are on their way or wait, at most: what bounds memory whatever its size.
  package static var batchesAhead: Int { 2 }

  struct Document {
    let key: Key
    var canBeRead = false
    /// Batches that were asked for, and those that were admitted.
    var asked = 0
    var admitted = 0
    /// Those that came and were not admitted yet, by number.
    var held: [Int: Batch] = [:]
    /// How many there are, once the last has come.
    var count: Int?

    var wantsReading: Bool {
      canBeRead && count == nil && asked - admitted < StoreTurns.batchesAhead
    }
  }

  enum Place {
    /// Waits while a document with its key is on its way.
    case errand(Errand, unless: Key?)
    case document(Ticket)
  }

  private var documents: [Ticket: Document] = [:]
  private var line: [Place] = []
  private var keys: Set<Key> = []
  /// Documents of which more may have to be read.
  private var readers: [Ticket] = []
  private var opened = 0
  /// The document whose transaction is open.
  package private(set) var turn: Ticket?

  package init() {}

  /// Whether nothing waits and no document is on its way.
  package var isIdle: Bool { line.isEmpty && documents.isEmpty }

  // MARK: What happened

  /// Something is to be done between two documents, and not while one with the given key is on its way.
  package mutating func add(_ errand: Errand, unless key: Key? = nil) {
    line.append(.errand(errand, unless: key))
  }

  /// A document is on its way.
  ///
  /// - Precondition: No other with its key is.
  package mutating func open(_ key: Key) -> Ticket {
    precondition(keys.insert(key).inserted, "a key is in hand once")
    defer { opened += 1 }
    let ticket = Ticket(number: opened)
    documents[ticket] = Document(key: key)
    return ticket
  }

  /// The document's batches can be read from now on.
  package mutating func canBeRead(_ ticket: Ticket) {
    guard documents[ticket] != nil else { return }
    documents[ticket]?.canBeRead = true
    readers.append(ticket)
  }

  /// A batch of the document has been read.
  ///
  /// One that was there before, or whose document has ended, is passed over.
  package mutating func arrived(
    _ batch: Batch,
    number: Int,
    isLast: Bool,
    of ticket: Ticket
  ) {
    guard var document = documents[ticket],
      (document.admitted..<(document.count ?? .max)).contains(number),
      document.held.updateValue(batch, forKey: number) == nil
    else { return }
    if isLast { document.count = number + 1 }
    documents[ticket] = document
    if number == 0 { line.append(.document(ticket)) }
  }

  /// The document is done with, whether it was concluded or given up.
  package mutating func end(_ ticket: Ticket) {
    guard let document = documents.removeValue(forKey: ticket) else { return }
    keys.remove(document.key)
    if turn == ticket { turn = nil }
    line.removeAll { if case .document(ticket) = $0 { true } else { false } }
  }

  // MARK: What to do

  /// - Returns: `nil` when something has to come first.
  package mutating func next() -> Action? {
    if let ticket = nextReader() { return .read(ticket) }
    if turn == nil, let place = line.firstIndex(where: canGo) {
      switch line.remove(at: place) {
      case .errand(let errand, _): return .run(errand)
      case .document(let ticket): turn = ticket
      }
    }
    return turn.flatMap { advance($0) }
  }

  private mutating func nextReader() -> Ticket? {
    while let ticket = readers.last {
      if documents[ticket]?.wantsReading == true {
        documents[ticket]?.asked += 1
        return ticket
      }
      readers.removeLast()
    }
    return nil
  }

  private func canGo(_ place: Place) -> Bool {
    guard case .errand(_, let key?) = place else { return true }
    return !keys.contains(key)
  }

  private mutating func advance(_ ticket: Ticket) -> Action? {
    guard var document = documents[ticket] else { return nil }
    let number = document.admitted
    if number == document.count { return .conclude(ticket) }
    guard let batch = document.held.removeValue(forKey: number) else { return nil }
    document.admitted += 1
    documents[ticket] = document
    readers.append(ticket)
    return .admit(batch, number: number, of: ticket)
  }
}

extension StoreTurns.Place: Equatable where Errand: Equatable {}
extension StoreTurns.Place: Hashable where Errand: Hashable {}
extension StoreTurns.Document: Equatable where Batch: Equatable {}
extension StoreTurns.Document: Hashable where Batch: Hashable {}
extension StoreTurns: Equatable where Errand: Equatable, Batch: Equatable {}
extension StoreTurns: Hashable where Errand: Hashable, Batch: Hashable {}
