import Detection
import Reconciliation
import Storage
import Subscribers
import Weblog

/// The store, the one document whose transaction is open, and whose turn it is next.
///
/// On the store's queue only. `turns` decides; what is here does it.
struct StoreDesk {
  /// Something to be done while no document's transaction is open.
  typealias Errand = @Sendable (inout StoreDesk) -> Void
  typealias Turns = StoreTurns<Errand, Batch<SightedItem>, ContentHash>

  /// A document's transaction.
  private struct Open {
    let claim: Claim
    let session: CatalogueSession
    let reconciler: Reconciler
  }

  let store: Store
  var turns = Turns()
  /// The documents that `turns` has a ticket for, once they can be read.
  var readings: [Turns.Ticket: Reading] = [:]
  private var open: Open?
  /// How the reading of the document in hand ended, once its last batch is in.
  var end: Batch<SightedItem>.End?
  /// Files whose attempt ended for a reason that was not theirs; the count is to be cleared.
  private var pardoned: Set<ContentHash> = []
  private(set) var hasUnpublished = false
  /// A publication stands in line, or will when its time has come.
  var isPublicationDue = false

  init(store: Store) {
    self.store = store
  }

  // MARK: Before reading

  /// What a claimed file turns out to be.
  enum Standing {
    case new
    /// Accepted before, from this very file; only its removal was missing.
    case replay(Source)
    case duplicate(Source)
    case hopeless(attempts: Int)
  }

  /// Looks whether the bytes are known, and counts the attempt that is about to start.
  mutating func register(_ claim: Claim, drop: Drop, attempts limit: Int) throws -> Standing {
    switch try store.standing(of: claim) {
    case .replay:
      if let source = try store.receipt(ofHash: claim.hash) { return .replay(source) }
    case .duplicate(let first): return .duplicate(try recordDuplicate(claim, drop, of: first))
    case .new: break
    }
    if pardoned.remove(claim.hash) != nil { try store.clearAttempts(claim.hash) }
    let attempt = try store.beginAttempt(claim.hash)
    guard !attempt.isHopeless(after: limit) else {
      return .hopeless(attempts: attempt.crashes + attempt.interruptions)
    }
    return .new
  }

  /// Records bytes that were accepted before from any file, whatever file they come from now.
  ///
  /// - Returns: `false` when they are new.
  mutating func recordDuplicate(_ claim: Claim, _ drop: Drop) throws -> Bool {
    guard let first = try store.receipt(ofHash: claim.hash) else { return false }
    _ = try recordDuplicate(claim, drop, of: first.id)
    return true
  }

  private mutating func recordDuplicate(
    _ claim: Claim,
    _ drop: Drop,
    of first: String
  ) throws -> Source {
    let known = try store.receipt(ofHash: claim.hash)
    // The same bytes hold the same document; only what the file is called is another thing.
    let inner = (known?.container ?? []).dropFirst()
    hasUnpublished = true
    return try store.recordDuplicate(
      incoming(
        claim,
        drop,
        format: known?.format ?? "",
        container: inner.isEmpty ? [] : [drop.name] + inner
      ),
      of: first,
      completing: claim
    )
  }

  private func incoming(
    _ claim: Claim,
    _ drop: Drop,
    format: String,
    container: [String]
  ) -> IncomingDocument {
    IncomingDocument(
      name: drop.name,
      container: container,
      hash: claim.hash,
      bytes: claim.bytes,
      received: drop.received ?? Clocks.now(),
      format: format,
      parser: Program.name
    )
  }

  // MARK: A document's transaction

  /// Opens a document's transaction.
  mutating func begin(
    _ claim: Claim,
    _ drop: Drop,
    _ format: Format,
    container: [String]
  ) throws {
    let session = try store.begin(
      incoming(claim, drop, format: format.rawValue, container: container)
    )
    end = nil
    open = Open(claim: claim, session: session, reconciler: Reconciler(catalogue: session))
  }

  /// Takes entries in, within the transaction that is open.
  func admit(_ items: [SightedItem]) throws {
    try open?.reconciler.admit(items)
  }

  /// Whether the document in hand has brought any post or comment.
  var hasEntries: Bool { open.map { $0.reconciler.holdsAny } ?? false }

  /// Settles and commits the document in hand.
  ///
  /// When it returns, a power cut loses nothing of it.
  ///
  /// - Throws: `StorageError`; `.incomplete` unless everything that was read is kept.
  mutating func commit(_ report: ReadingReport) throws -> Source {
    guard let open else { preconditionFailure("a commit without a document in hand") }
    try open.reconciler.settle()
    let source = try store.commit(
      open.session,
      report,
      kept: open.reconciler.kept,
      completing: open.claim
    )
    self.open = nil
    hasUnpublished = true
    return source
  }

  /// Ends the document in hand without a trace.
  mutating func abandon() throws {
    guard let session = open?.session else { return }
    open = nil
    try store.rollBack(session)
  }

  /// The attempt that was counted for a file is not to count: its end was not the file's doing.
  mutating func pardon(_ hash: ContentHash) {
    do {
      try store.clearAttempts(hash)
    } catch {
      // The disk may be full; the count is cleared before the next attempt.
      pardoned.insert(hash)
    }
  }

  // MARK: Publication

  /// - Returns: the new generation, or `nil` when a document is in hand or nothing was pending.
  mutating func publish() throws -> Int64? {
    guard open == nil else { return nil }
    let generation = try store.publishPending()
    hasUnpublished = false
    return generation
  }
}
