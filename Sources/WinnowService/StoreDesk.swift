import Detection
import Reconciliation
import Storage
import Subscribers
import Weblog

/// The store, and the one document whose transaction is open.
///
/// On the store's queue only.
///
/// Documents take turns: the first batch that comes while no transaction is open begins one; batches of
/// other documents wait, at most two each, since no document reads further ahead than that.
struct StoreDesk {
  private struct Turn {
    let claim: Claim
    /// The document whose batches are taken; `nil` when one thread does it all.
    let reading: Reading?
    let session: CatalogueSession
    let reconciler: Reconciler
    var hasEntries = false
  }

  let store: Store
  private var turn: Turn?
  /// What has to be done when no transaction is open.
  private var deferred: [@Sendable (inout StoreDesk) -> Void] = []
  private var waiting: [(reading: Reading, batch: Batch<SightedItem>)] = []
  /// Files whose attempt ended for a reason that was not theirs; the count is to be cleared.
  private var pardoned: Set<ContentHash> = []
  /// Files that are being read, whether or not it is their turn.
  private var hashesInHand: Set<ContentHash> = []
  private(set) var hasUnpublished = false
  var isPublicationScheduled = false

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
    hashesInHand.insert(claim.hash)
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

  // MARK: Turns

  var isBusy: Bool { turn != nil }

  func isReading(_ hash: ContentHash) -> Bool { hashesInHand.contains(hash) }

  func isTurn(of reading: Reading) -> Bool { turn == nil || turn?.reading === reading }

  mutating func `defer`(_ action: @escaping @Sendable (inout StoreDesk) -> Void) {
    deferred.append(action)
  }

  mutating func takeDeferred() -> [@Sendable (inout StoreDesk) -> Void] {
    defer { deferred = [] }
    return deferred
  }

  mutating func keep(_ batch: Batch<SightedItem>, of reading: Reading) {
    waiting.append((reading, batch))
  }

  /// Hands back the batches of the document that has waited longest.
  mutating func nextInLine() -> [(reading: Reading, batch: Batch<SightedItem>)] {
    guard turn == nil, let next = waiting.first?.reading else { return [] }
    let batches = waiting.filter { $0.reading === next }
    waiting.removeAll { $0.reading === next }
    return batches
  }

  /// Takes a batch in, within the document's transaction, which the first one opens.
  mutating func admit(_ batch: Batch<SightedItem>, of reading: Reading) throws {
    if turn == nil {
      try begin(
        reading.claim,
        reading.journey.drop,
        reading.format,
        container: reading.container,
        for: reading
      )
    }
    try admit(batch.items)
  }

  /// Takes entries in, within the transaction that is open.
  mutating func admit(_ items: [SightedItem]) throws {
    guard let reconciler = turn?.reconciler else { return }
    for item in items {
      switch item {
      case .blog(let blog, let claim): try reconciler.admit(blog: blog, claim: claim)
      case .post(let sighting):
        turn?.hasEntries = true
        try reconciler.admit(sighting)
      case .comment(let sighting):
        turn?.hasEntries = true
        try reconciler.admit(sighting)
      case .medium(let sighting): try reconciler.admit(medium: sighting)
      }
    }
  }

  /// Opens a document's transaction.
  mutating func begin(
    _ claim: Claim,
    _ drop: Drop,
    _ format: Format,
    container: [String],
    for reading: Reading? = nil
  ) throws {
    let session = try store.begin(
      incoming(claim, drop, format: format.rawValue, container: container)
    )
    turn = Turn(
      claim: claim,
      reading: reading,
      session: session,
      reconciler: Reconciler(catalogue: session)
    )
  }

  /// Whether the document in hand has brought any post or comment.
  var hasEntries: Bool { turn?.hasEntries ?? false }

  /// Settles and commits the document in hand.
  ///
  /// When it returns, a power cut loses nothing of it.
  mutating func commit(_ report: ReadingReport) throws -> Source {
    guard let turn else { preconditionFailure("a commit without a document in hand") }
    _ = try turn.reconciler.settle()
    let source = try store.commit(turn.session, report, completing: turn.claim)
    self.turn = nil
    hashesInHand.remove(turn.claim.hash)
    hasUnpublished = true
    return source
  }

  /// Ends the document in hand without a trace.
  mutating func abandon() throws {
    guard let session = turn?.session else { return }
    turn = nil
    try store.rollBack(session)
  }

  /// The attempt that was counted for a file is not to count: its end was not the file's doing.
  mutating func pardon(_ hash: ContentHash) {
    hashesInHand.remove(hash)
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
    guard turn == nil else { return nil }
    let generation = try store.publishPending()
    hasUnpublished = false
    return generation
  }
}
