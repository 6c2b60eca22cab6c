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

  @Test mutating func `a handed-over file that changes settles and arrives again`() throws {
    let first = try arrive()
    see(file(size: 2), .event, at: 5)
    #expect(takeDue(at: 7) == [path])
    see(file(size: 2), .due, at: 7)
    #expect(arrivals().map(\.identity.size) == [2])
    settling.finish(first)
    #expect(settling.count { if case .handedOver = $0 { true } else { false } } == 1)
  }

  @Test mutating func `a finished file that stays arrives again only when it changes`() throws {
    settling.finish(try arrive())
    see(file(), .scan, at: 60)
    see(file(), .event, at: 61)
    _ = takeDue(at: 70)
    #expect(arrivals().isEmpty)
    see(file(changed: 2), .event, at: 80)
    #expect(takeDue(at: 82) == [path])
  }

  @Test mutating func `a postponed file arrives again at its time`() throws {
    let arrival = try arrive()
    settling.postpone(arrival, until: start + .seconds(30))
    see(file(), .scan, at: 20)
    #expect(takeDue(at: 29).isEmpty)
    #expect(takeDue(at: 30) == [path])
    see(file(), .due, at: 30)
    #expect(arrivals() == [arrival])
  }

  @Test mutating func `a postponed file that changes settles at once`() throws {
    settling.postpone(try arrive(), until: start + .seconds(3600))
    see(file(size: 8), .event, at: 10)
    #expect(takeDue(at: 12) == [path])
    see(file(size: 8), .due, at: 12)
    #expect(arrivals().map(\.identity.size) == [8])
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
    #expect(settling.waiting == [path: .permission])
    see(file(), .event, at: 50)
    #expect(settling.waiting.isEmpty)
    #expect(takeDue(at: 52) == [path])
  }

  @Test mutating func `ignored names are counted once each, by reason`() {
    for _ in 0..<5 { see(.ignored(.fifo), .event, at: 0) }
    settling.observe(.ignored(.fifo), at: InboxPath("other"), because: .scan, now: start)
    #expect(settling.ignored == [.fifo: 2])
    see(.missing, .event, at: 1)
    #expect(settling.ignored == [.fifo: 1])
    see(file(), .event, at: 1)
    #expect(settling.ignored == [.fifo: 1])
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
