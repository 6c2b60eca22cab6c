import Glibc
import Testing

@testable import Arrivals

extension LiveInotify {
  /// Lost events, a lost root, exhausted watches, and no events at all.
  struct WatchLossTests {
    @Test func `an overflow lists everything, is counted and is said`() throws {
      let queue = try #require(Directory.number(at: "/proc/sys/fs/inotify/max_queued_events"))
      let live = try LiveInbox { $0.quietWindow = .milliseconds(200) }
      try live.start()
      try live.folder.flood("inbox", events: queue)
      try live.folder.write("last", to: "inbox/last.txt")
      #expect(live.arrivals(3) == ["0", "1", "last.txt"])
      #expect(live.inbox.health.overflows == 1)
      #expect(live.notes.contains(.overflow))
    }

    @Test func `one wake-up takes a bounded number of events and asks to be woken again`() throws {
      let live = try LiveInbox()
      try live.start()
      try live.folder.flood("inbox", events: Inbox.eventsPerWake)
      #expect(live.inbox.wake(now: .now).again)
      #expect(!live.inbox.wake(now: .now).again)
      #expect(live.arrivals(2) == ["0", "1"])
    }

    @Test func `a root deleted and made again is watched again`() throws {
      let live = try LiveInbox()
      try live.start()
      try live.folder.remove("inbox")
      live.drive(for: .seconds(2)) { live.inbox.health.mode == .rootMissing }
      #expect(live.inbox.health.mode == .rootMissing)
      #expect(live.inbox.health.isDegraded)
      #expect(live.inbox.descriptor == nil)
      try live.folder.make("inbox")
      try live.folder.write("x", to: "inbox/page.txt")
      #expect(live.arrivals(1) == ["page.txt"])
      #expect(live.inbox.health.mode == .inotify)
    }

    @Test func `a root replaced between two wake-ups is noticed at once`() throws {
      let live = try LiveInbox()
      try live.start()
      try live.folder.rename("inbox", "old")
      try live.folder.make("inbox")
      live.wakeOnce()
      try live.folder.write("x", to: "old/wrong.txt")
      try live.folder.write("x", to: "inbox/right.txt")
      #expect(live.arrivals(1) == ["right.txt"])
      #expect(live.notes.contains(.rootLost(root: live.inbox.rootForPeople)))
    }

    @Test func `a root moved away and back keeps what is known of its files`() throws {
      let live = try LiveInbox()
      try live.start()
      try live.folder.write("x", to: "inbox/page.txt")
      live.inbox.answer(try #require(live.arrived(1).first), .kept, now: .now)
      try live.folder.rename("inbox", "away")
      live.wakeOnce()
      #expect(live.inbox.health.mode == .rootMissing)
      try live.folder.rename("away", "inbox")
      #expect(live.arrivals(0).isEmpty)
      #expect(live.inbox.health.mode == .inotify)
    }

    @Test func `an inbox that is missing at the start is found when it appears`() throws {
      let live = try LiveInbox(rootExists: false)
      try live.start()
      #expect(live.notes == [.rootMissing(root: live.inbox.rootForPeople, errno: ENOENT)])
      try live.folder.make("inbox")
      try live.folder.write("x", to: "inbox/page.txt")
      #expect(live.arrivals(1) == ["page.txt"])
    }

    @Test func `an inbox that is a file or not absolute is refused`() throws {
      let live = try LiveInbox(rootExists: false)
      try live.folder.write("x", to: "inbox")
      let root = live.inbox.rootForPeople
      #expect(throws: ArrivalError(.rootIsNotADirectory, root: root)) { try live.start() }
      let relative = Inbox(root: "inbox", settings: InboxSettings())
      #expect(throws: ArrivalError(.rootIsNotAbsolute, root: "inbox")) {
        try relative.start(now: .now)
      }
    }

    @Test func `files written while the watch is rebuilt are not missed`() throws {
      let live = try LiveInbox()
      try live.start()
      for round in 0..<20 {
        try live.folder.write("x", to: "inbox/before\(round).txt")
        live.inbox.tearDown()
        try live.folder.write("x", to: "inbox/between\(round).txt")
        _ = live.inbox.rebuild(now: .now)
        try live.folder.write("x", to: "inbox/after\(round).txt")
      }
      #expect(live.arrivals(60).count == 60)
    }

    @Test func `without watches left the rest is listed, and the cure is named`() throws {
      let folder = try Folder()
      try folder.make("inbox/a")
      try folder.make("inbox/b")
      var settings = InboxSettings()
      settings.quietWindow = .milliseconds(20)
      settings.pollInterval = .milliseconds(20)
      let inbox = Inbox(root: folder.at("inbox"), settings: settings) { ScantWatch(allowing: 1) }
      let notes = try inbox.start(now: .now).notes
      #expect(inbox.health.unwatched == 2)
      #expect(inbox.health.isDegraded)
      #expect(notes.contains { $0.description.contains("fs.inotify.max_user_watches") })
      try folder.write("x", to: "inbox/b/page.txt")
      var names: [String] = []
      let end = Moment.now + .seconds(5)
      while names.isEmpty, Moment.now < end {
        names = inbox.wake(now: .now).arrivals.map(\.path.display)
      }
      #expect(names == ["b/page.txt"])
    }

    @Test func `without an instance left everything is listed, and inotify is tried again`() throws
    {
      let folder = try Folder()
      try folder.make("inbox")
      var settings = InboxSettings()
      settings.reconcileInterval = .seconds(60)
      let inbox = Inbox(root: folder.at("inbox"), settings: settings) { () throws(SystemError) in
        throw SystemError(code: EMFILE)
      }
      let start = Moment.now
      _ = try inbox.start(now: start)
      #expect(inbox.health.mode == .polling(.instancesExhausted))
      #expect(inbox.health.isDegraded)
      #expect(!inbox.wake(now: start + .seconds(30)).needsRebuild)
      #expect(inbox.wake(now: start + .seconds(61)).needsRebuild)
    }

    @Test func `a process short of descriptors pauses and then misses nothing`() throws {
      let live = try LiveInbox()
      try live.start()
      try live.folder.write("x", to: "inbox/page.txt")
      let during = try Descriptors.exhausted { live.inbox.wake(now: .now) }
      #expect(!during.needsRebuild)
      #expect(try #require(live.inbox.nextDeadline) > .now)
      #expect(live.arrivals(1) == ["page.txt"])
      #expect(live.inbox.health.rebuilds == 0)
    }

    @Test func `polling gives the same arrivals when the settings ask for it`() throws {
      let live = try LiveInbox { $0.forcesPolling = true }
      try live.folder.write("x", to: "inbox/before.txt")
      try live.start()
      #expect(live.inbox.descriptor == nil)
      try live.folder.make("inbox/a/b")
      try live.folder.write("x", to: "inbox/a/b/page.txt")
      try live.folder.write("x", to: "moved.txt")
      try live.folder.rename("moved.txt", "inbox/moved.txt")
      #expect(live.arrivals(3) == ["a/b/page.txt", "before.txt", "moved.txt"])
      #expect(!live.inbox.health.isDegraded)
      try live.folder.remove("inbox")
      live.drive(for: .seconds(2)) { live.inbox.health.mode == .rootMissing }
      try live.folder.make("inbox")
      try live.folder.write("x", to: "inbox/again.txt")
      #expect(live.arrivals(1) == ["again.txt"])
    }

    @Test func `a polled file still growing does not arrive`() throws {
      let live = try LiveInbox { $0.forcesPolling = true }
      try live.start()
      var file: OpenFile? = try live.folder.open("inbox/slow.txt")
      for _ in 0..<10 {
        try file?.write("more")
        live.drive(for: .milliseconds(30)) { false }
      }
      file = nil
      #expect(live.arrived(1).map(\.identity.size) == [40])
    }

    @Test func `an idle inbox wakes for its reconcile scan alone`() throws {
      let live = try LiveInbox()
      try live.folder.write("x", to: "inbox/page.txt")
      try live.start()
      #expect(live.arrivals(1) == ["page.txt"])
      let scan = try #require(live.inbox.health.lastScan)
      #expect(live.inbox.nextDeadline == scan + .seconds(60))
    }

    @Test func `what events did not tell, the reconcile scan finds`() throws {
      let folder = try Folder()
      try folder.make("inbox")
      var settings = InboxSettings()
      settings.quietWindow = .milliseconds(1)
      let inbox = Inbox(root: folder.at("inbox"), settings: settings) { ScantWatch(allowing: 99) }
      let start = Moment.now
      _ = try inbox.start(now: start)
      try folder.write("x", to: "inbox/page.txt")
      #expect(inbox.wake(now: start + .seconds(59)).arrivals.isEmpty)
      #expect(inbox.wake(now: start + .seconds(60)).arrivals.isEmpty)
      #expect(inbox.wake(now: start + .seconds(61)).arrivals.map(\.path.display) == ["page.txt"])
    }
  }
}

/// A watch that tells nothing and runs out after a number of directories.
private final class ScantWatch: InboxWatch {
  let descriptor: Int32? = nil
  private let limit: Int32
  private var watches: Int32 = 0

  init(allowing limit: Int32) { self.limit = limit }

  func add(_ directory: [UInt8]) throws(SystemError) -> Int32? {
    guard watches < limit else { throw SystemError(code: ENOSPC) }
    watches += 1
    return watches
  }

  func drain(atMost limit: Int) -> DrainedEvents { DrainedEvents() }
  func close() {}
}
