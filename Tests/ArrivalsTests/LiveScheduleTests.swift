import Glibc
import Testing
import WeblogTesting

@testable import Arrivals

extension LiveInotify {
  /// The same laws on real folders with real events, which only the clock and lost events are made up for.
  struct LiveScheduleTests {
    @Test(arguments: 0..<40)
    func `folders moved, lost events and answers in any order lose no file`(seed: Int) throws {
      var random = SeededGenerator(seed: UInt64(seed))
      var schedule = try LiveSchedule()
      for _ in 0..<60 { try schedule.takeStep(using: &random) }
      #expect(try schedule.leftAtRest() == [])
    }
  }
}

/// An inbox with folders, somebody who moves things, and an intake that takes its time.
private struct LiveSchedule {
  private let folder: Folder
  private let inbox: Inbox
  private let losses = Losses()
  private var now = Moment.now
  private var inHand: [Arrival] = []
  private let folders = ["inbox", "inbox/a", "inbox/a/b", "inbox/c"]
  private let aside = ["aside/1", "aside/2"]

  init() throws {
    folder = try Folder()
    try folder.make("inbox")
    try folder.make("aside")
    var settings = InboxSettings()
    settings.reconcileInterval = .seconds(3_600)
    let losses = losses
    inbox = Inbox(root: folder.at("inbox"), settings: settings) { () throws(SystemError) in
      ForgetfulWatch(try InotifyToolsWatch(), losses)
    }
    take(try inbox.start(now: now))
  }

  mutating func takeStep(using random: inout SeededGenerator) throws {
    let place = folders.randomElement(using: &random) ?? "inbox"
    let name = "\(place)/\(Int.random(in: 0..<2, using: &random)).txt"
    let store = aside.randomElement(using: &random) ?? "aside/1"
    switch Int.random(in: 0..<12, using: &random) {
    case 0: try? folder.make(place)
    case 1, 2: try? folder.write("x", to: name)
    case 3:
      try folder.write("x", to: "aside/file")
      try? folder.rename("aside/file", name)
    case 4: try? folder.unlink(name)
    case 5 where place != "inbox": try? folder.rename(place, store)
    case 6 where place != "inbox": try? folder.rename(store, place)
    case 7 where place != "inbox": try? folder.remove(place)
    case 8: losses.isDue = true
    case 9: now += .seconds(1)
    case 10: answer(taking: Bool.random(using: &random))
    default: wake()
    }
  }

  private mutating func wake() { take(inbox.wake(now: now)) }

  private mutating func take(_ outcome: Outcome) {
    inHand += outcome.arrivals
    guard outcome.needsRebuild else { return }
    inbox.tearDown()
    take(inbox.rebuild(now: now))
  }

  private mutating func answer(taking: Bool) {
    guard let arrival = inHand.popLast() else { return }
    let isGone = taking && (try? folder.unlink("inbox/\(arrival.path.display)")) != nil
    inbox.answer(arrival, isGone ? .released : .postponed("busy"), now: now)
  }

  /// - Returns: the files that are still there when nothing happens any more, without any listing.
  mutating func leftAtRest() throws -> [String] {
    defer { inbox.tearDown() }
    for _ in 0..<200 {
      wake()
      while !inHand.isEmpty { answer(taking: true) }
      guard let deadline = inbox.nextDeadline, deadline < now + .seconds(1_800) else { break }
      now = max(now, deadline)
    }
    let health = inbox.health
    #expect(health.handedOver == 0 && health.waitingCount == 0)
    return folder.files(below: "inbox")
  }
}

/// Whether the events that come next are to be lost.
private final class Losses: @unchecked Sendable {
  var isDue = false
}

/// Loses what the kernel tells, as a full queue does, when it is asked to.
private final class ForgetfulWatch: InboxWatch {
  private let watch: InotifyToolsWatch
  private let losses: Losses

  init(_ watch: InotifyToolsWatch, _ losses: Losses) {
    self.watch = watch
    self.losses = losses
  }

  var descriptor: Int32? { watch.descriptor }

  func add(_ directory: [UInt8]) throws(SystemError) -> Int32? { try watch.add(directory) }

  func drain(atMost limit: Int) -> DrainedEvents {
    var drained = watch.drain(atMost: limit)
    guard losses.isDue, !drained.events.isEmpty else { return drained }
    losses.isDue = false
    let overflow = WatchEvent(watch: -1, mask: WatchEvent.Bit.overflow, cookie: 0, name: [])
    drained.events = [overflow]
    return drained
  }

  func close() { watch.close() }
}
