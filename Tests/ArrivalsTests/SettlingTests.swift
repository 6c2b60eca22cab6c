import Testing

@testable import Arrivals

/// The decisions, with time and findings passed in.
struct SettlingTests {
  private let path = InboxPath("blog/page.txt")
  private let start = ContinuousClock.now
  private var settling = Settling(quietWindow: .seconds(2))

  private func file(size: Int64 = 1, changed: Int64 = 1, marked: Bool = false) -> Finding {
    .file(
      FileIdentity(device: 1, inode: 2, size: size, modified: 1, changed: changed),
      marked: marked
    )
  }

  private mutating func see(_ finding: Finding, _ cause: LookCause, at seconds: Double) {
    settling.observe(finding, at: path, because: cause, now: start + .seconds(seconds))
  }

  private mutating func takeDue(at seconds: Double) -> [InboxPath] {
    settling.takeDue(at: start + .seconds(seconds))
  }

  private mutating func arrivals() -> [Arrival] { settling.handOver(atMost: 100) }

  private mutating func answer(_ arrival: Arrival, _ answer: Answer, at seconds: Double) {
    settling.answer(arrival, answer, now: start + .seconds(seconds))
  }

  /// Lets the file settle and hands it over.
  private mutating func arrive() throws -> Arrival {
    see(file(), .event, at: 0)
    _ = takeDue(at: 2)
    see(file(), .due, at: 2)
    return try #require(arrivals().first)
  }

  @Test mutating func `a file is ready after a quiet window with equal identities at both ends`() {
    see(file(), .event, at: 0)
    #expect(settling.nextDeadline == start + .seconds(2))
    #expect(takeDue(at: 1.9).isEmpty)
    #expect(takeDue(at: 2) == [path])
    see(file(), .due, at: 2)
    #expect(arrivals().map(\.settlement) == [.quiet])
  }

  @Test mutating func `a file that grows never becomes ready, and costs one deadline at a time`() {
    see(file(size: 0), .event, at: 0)
    for second in 1...50 {
      #expect(takeDue(at: Double(second) * 2).count == 1)
      see(file(size: Int64(second)), .due, at: Double(second) * 2)
      #expect(arrivals().isEmpty)
    }
    #expect(takeDue(at: 102) == [path])
    see(file(size: 50), .due, at: 102)
    #expect(arrivals().map(\.identity.size) == [50])
  }

  @Test mutating func `each event restarts the window`() {
    for tenth in 0..<30 { see(file(), .event, at: Double(tenth) / 10) }
    #expect(takeDue(at: 4.8).isEmpty)
    #expect(takeDue(at: 4.9) == [path])
  }

  @Test mutating func `a listing does not restart the window of an unchanged file`() {
    see(file(), .event, at: 0)
    see(file(), .scan, at: 1.5)
    #expect(takeDue(at: 2) == [path])
  }

  @Test mutating func `a change that only a listing sees restarts the window`() {
    see(file(), .event, at: 0)
    see(file(size: 9), .scan, at: 1.5)
    #expect(takeDue(at: 2).isEmpty)
    #expect(takeDue(at: 3.5) == [path])
  }

  @Test mutating func `ten repeated events are one arrival`() throws {
    _ = try arrive()
    for _ in 0..<10 { see(file(), .event, at: 3) }
    _ = takeDue(at: 9)
    #expect(arrivals().isEmpty)
    #expect(settling.nextDeadline == nil)
  }

  @Test mutating func `a rename from outside needs no window`() {
    see(file(), .movedIn, at: 0)
    #expect(arrivals().map(\.settlement) == [.rename])
  }

  @Test mutating func `a rename that a listing saw first still needs no window`() {
    see(file(), .scan, at: 0)
    see(file(), .movedIn, at: 0)
    #expect(arrivals().map(\.settlement) == [.rename])
  }

  @Test mutating func `a done marker ends the waiting and the window`() {
    see(.waiting(.doneMarker), .event, at: 0)
    #expect(arrivals().isEmpty)
    see(file(marked: true), .event, at: 1)
    #expect(arrivals().map(\.settlement) == [.doneMarker])
  }

  @Test mutating func `a handed-over file that changes arrives again after the answer`() throws {
    let first = try arrive()
    see(file(size: 2), .event, at: 5)
    #expect(takeDue(at: 7) == [path])
    see(file(size: 2), .due, at: 7)
    #expect(arrivals().isEmpty, "one arrival of a path is in hand at a time")
    #expect(!settling.hasReady, "what waits for an answer must not keep the owner awake")
    answer(first, .released, at: 8)
    #expect(takeDue(at: 8) == [path])
    see(file(size: 2), .due, at: 8)
    #expect(arrivals().map(\.identity.size) == [2])
  }

  @Test mutating func `a file renamed in while its namesake is in hand arrives after the answer`()
    throws
  {
    let first = try arrive()
    see(.missing, .event, at: 3)
    see(file(size: 7), .movedIn, at: 3)
    #expect(arrivals().isEmpty)
    answer(first, .released, at: 4)
    answer(first, .kept, at: 4)
    #expect(takeDue(at: 4) == [path])
    see(file(size: 7), .due, at: 4)
    #expect(arrivals().map(\.identity.size) == [7])
  }

  @Test mutating func `a namesake with the very identity of a released file arrives`() throws {
    let first = try arrive()
    see(file(), .event, at: 3)
    answer(first, .released, at: 4)
    #expect(takeDue(at: 6) == [path])
    see(file(), .due, at: 6)
    #expect(takeDue(at: 8) == [path])
    see(file(), .due, at: 8)
    #expect(arrivals() == [first])
  }

  @Test mutating func `an answer to what is not in hand changes nothing`() throws {
    let first = try arrive()
    let other = Arrival(path: path, identity: first.identity, settlement: .rename)
    answer(other, .kept, at: 3)
    #expect(settling.state(of: path) == .handedOver(first))
    #expect(settling.inHandCount == 1)
  }

  @Test mutating func `a kept file arrives again only when it changes`() throws {
    answer(try arrive(), .kept, at: 3)
    see(file(), .scan, at: 60)
    see(file(), .event, at: 61)
    _ = takeDue(at: 70)
    #expect(arrivals().isEmpty)
    see(file(changed: 2), .event, at: 80)
    #expect(takeDue(at: 82) == [path])
  }

  @Test mutating func `a postponed file arrives again at its time`() throws {
    let arrival = try arrive()
    answer(arrival, .postponed("busy"), at: 20)
    #expect(settling.waiting(atMost: 9).map(\.reason) == [.intake("busy")])
    see(file(), .scan, at: 21)
    #expect(takeDue(at: 21.9).isEmpty)
    #expect(takeDue(at: 22) == [path])
    see(file(), .due, at: 22)
    #expect(arrivals() == [arrival])
  }

  @Test mutating func `each postponement in a row doubles the pause, up to a minute`() throws {
    var arrival = try arrive()
    var now = 100.0
    for pause in [2.0, 4, 8, 16, 32, 60, 60] {
      answer(arrival, .postponed("busy"), at: now)
      #expect(takeDue(at: now + pause - 0.1).isEmpty)
      now += pause
      #expect(takeDue(at: now) == [path])
      see(file(), .due, at: now)
      arrival = try #require(arrivals().first)
    }
  }

  @Test mutating func `a postponed file that changes, or is closed, settles at once`() throws {
    answer(try arrive(), .postponed("busy"), at: 9)
    see(file(size: 8), .event, at: 10)
    #expect(takeDue(at: 12) == [path])
    see(file(size: 8), .due, at: 12)
    answer(try #require(arrivals().first), .postponed("busy"), at: 13)
    see(file(size: 8), .event, at: 13.5)
    #expect(takeDue(at: 15.5) == [path])
    see(file(size: 8), .due, at: 15.5)
    #expect(arrivals().map(\.identity.size) == [8])
  }

  @Test mutating func `a change of rights does not close a file that is being written`() {
    see(file(size: 0), .created, at: 0)
    see(file(size: 0, changed: 2), .touched, at: 1)
    #expect(settling.waiting(atMost: 9).map(\.reason) == [.open])
    #expect(takeDue(at: 10.9).isEmpty)
    see(file(size: 5, changed: 3), .event, at: 10.9)
    #expect(takeDue(at: 12.9) == [path])
  }

  @Test mutating func `what the system refused to show is looked at again soon`() {
    see(.waiting(.system(24)), .scan, at: 0)
    #expect(takeDue(at: 2) == [path])
    see(file(), .due, at: 2)
    #expect(takeDue(at: 4) == [path])
  }

  @Test mutating func `names that come and go leave no deadlines behind`() {
    for number in 0..<10_000 {
      let path = InboxPath("\(number)")
      settling.observe(file(), at: path, because: .event, now: start)
      settling.observe(.missing, at: path, because: .event, now: start)
    }
    #expect(settling.deadlineCount < 100)
  }

  @Test mutating func `a file that vanishes is forgotten without a word`() {
    see(file(), .event, at: 0)
    see(.missing, .event, at: 1)
    _ = takeDue(at: 9)
    #expect(arrivals().isEmpty)
    #expect(settling.state(of: path) == nil)
  }

  @Test mutating func `a ready file that changes before it is handed over settles again`() {
    see(file(), .movedIn, at: 0)
    see(file(size: 5), .event, at: 0.1)
    #expect(arrivals().isEmpty)
    #expect(takeDue(at: 2.1) == [path])
  }

  @Test mutating func `permission that comes later begins the settling`() {
    see(.waiting(.permission), .event, at: 0)
    #expect(settling.waiting(atMost: 9).map(\.reason) == [.permission])
    see(file(), .event, at: 50)
    #expect(settling.waiting(atMost: 9).map(\.reason) == [.settling])
    #expect(takeDue(at: 52) == [path])
  }

  @Test mutating func `ignored names are counted once each, by reason`() {
    for _ in 0..<5 { see(.ignored(.fifo), .event, at: 0) }
    settling.observe(.ignored(.fifo), at: InboxPath("other"), because: .scan, now: start)
    #expect(settling.holdups.ignored == [.fifo: 2])
    see(.missing, .event, at: 1)
    #expect(settling.holdups.ignored == [.fifo: 1])
    see(file(), .event, at: 1)
    #expect(settling.holdups.ignored == [.fifo: 1])
  }

  @Test mutating func `what a sweep does not show is named`() {
    see(file(), .event, at: 0)
    settling.beginSweep()
    #expect(settling.unseenSinceSweep() == [path])
    see(file(), .scan, at: 1)
    #expect(settling.unseenSinceSweep().isEmpty)
  }

  @Test mutating func `arrivals are handed over in portions, in the order they became ready`() {
    let paths = (0..<5).map { InboxPath("\($0)") }
    for path in paths { settling.observe(file(), at: path, because: .movedIn, now: start) }
    #expect(settling.handOver(atMost: 3).map(\.path) == Array(paths[..<3]))
    #expect(settling.hasReady)
    #expect(settling.handOver(atMost: 3).map(\.path) == Array(paths[3...]))
    #expect(!settling.hasReady)
  }

  @Test func `deadlines come out in order`() {
    var queue = DeadlineQueue()
    let offsets = [5, 3, 9, 1, 7, 3, 8, 2, 6, 4]
    for offset in offsets { queue.insert(InboxPath("\(offset)"), at: start + .seconds(offset)) }
    var taken: [String] = []
    while let entry = queue.popDue(at: start + .seconds(8)) { taken.append(entry.path.display) }
    #expect(taken == ["1", "2", "3", "3", "4", "5", "6", "7", "8"])
    #expect(queue.first == start + .seconds(9))
  }
}
