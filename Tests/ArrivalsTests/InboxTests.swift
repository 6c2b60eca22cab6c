import Glibc
import Testing

@testable import Arrivals

extension LiveInotify {
  /// Single files of every kind against real inotify.
  struct InboxTests {
    @Test func `a written file arrives once, however often it is touched`() throws {
      let live = try LiveInbox()
      try live.start()
      for round in 0..<10 { try live.folder.write("round \(round)", to: "inbox/page.txt") }
      #expect(live.arrivals(1) == ["page.txt"])
    }

    @Test func `files present before the start arrive`() throws {
      let live = try LiveInbox()
      try live.folder.make("inbox/blog/deep")
      try live.folder.write("a", to: "inbox/a.txt")
      try live.folder.write("b", to: "inbox/blog/deep/b.txt")
      try live.start()
      #expect(live.inbox.health.lastScan != nil)
      let arrivals = live.arrived(2)
      #expect(Set(arrivals.map(\.path.firstDirectory)) == [nil, "blog"])
      #expect(Set(arrivals.map(\.settlement)) == [.quiet])
    }

    @Test func `files made while the inbox starts arrive`() throws {
      let live = try LiveInbox()
      try live.folder.write("a", to: "inbox/before.txt")
      try live.start()
      try live.folder.write("a", to: "inbox/after.txt")
      #expect(live.arrivals(2) == ["after.txt", "before.txt"])
    }

    @Test func `a file renamed in from outside arrives without a window`() throws {
      let live = try LiveInbox { $0.quietWindow = .seconds(600) }
      try live.start()
      try live.folder.write("whole", to: "page.txt")
      try live.folder.rename("page.txt", "inbox/page.txt")
      live.wakeOnce()
      #expect(live.arrived(1).map(\.settlement) == [.rename])
    }

    @Test func `a file renamed inside the inbox keeps its window`() throws {
      let live = try LiveInbox()
      try live.start()
      try live.folder.write("whole", to: "inbox/page.part")
      try live.folder.rename("inbox/page.part", "inbox/page.txt")
      #expect(live.arrived(1).map(\.settlement) == [.quiet])
      #expect(live.inbox.health.ignored.isEmpty)
    }

    @Test func `an old file moved in is an arrival like any other`() throws {
      let live = try LiveInbox()
      try live.start()
      try live.folder.write("old", to: "old.txt")
      var times = [timespec(tv_sec: 1_000_000_000, tv_nsec: 0), timespec(tv_sec: -1, tv_nsec: 0)]
      unsafe _ = utimensat(AT_FDCWD, live.folder.at("old.txt"), &times, 0)
      try live.folder.rename("old.txt", "inbox/old.txt")
      #expect(live.arrived(1).map(\.identity.modified) == [-1_000_000_000])
    }

    @Test func `a slow writer's file arrives when it is whole, once`() throws {
      let live = try LiveInbox { $0.quietWindow = .milliseconds(120) }
      try live.start()
      var file: OpenFile? = try live.folder.open("inbox/slow.txt")
      for _ in 0..<8 {
        try file?.write("more")
        live.drive(for: .milliseconds(40)) { false }
      }
      file = nil
      let arrivals = live.arrived(1)
      #expect(arrivals.map(\.identity.size) == [32])
      #expect(live.arrivals(0).isEmpty)
    }

    @Test func `a writer that closes and reopens is waited for`() throws {
      let live = try LiveInbox { $0.quietWindow = .milliseconds(120) }
      try live.start()
      for round in 1...6 {
        try live.folder.write(String(repeating: "x", count: round), to: "inbox/scan.txt")
        live.drive(for: .milliseconds(40)) { false }
      }
      #expect(live.arrived(1).map(\.identity.size) == [6])
    }

    @Test func `a late writer makes the file arrive again`() throws {
      let live = try LiveInbox()
      try live.start()
      try live.folder.write("first", to: "inbox/page.txt")
      let first = try #require(live.arrived(1).first)
      try live.folder.write("second", to: "inbox/page.txt")
      live.drive(for: .milliseconds(300)) { false }
      live.inbox.answer(first, .kept, now: .now)
      #expect(live.arrived(1).map(\.identity.size) == [6])
    }

    @Test func `a finished file that stays does not arrive with the next listing`() throws {
      let live = try LiveInbox { $0.reconcileInterval = .milliseconds(50) }
      try live.start()
      try live.folder.write("kept", to: "inbox/page.txt")
      let arrival = try #require(live.arrived(1).first)
      live.inbox.answer(arrival, .kept, now: .now)
      let scan = live.inbox.health.lastScan
      #expect(live.arrivals(0).isEmpty)
      #expect(live.inbox.health.lastScan != scan)
    }

    @Test func `a file to be retried arrives again at its time`() throws {
      let live = try LiveInbox()
      try live.start()
      try live.folder.write("incomplete", to: "inbox/page.txt")
      let arrival = try #require(live.arrived(1).first)
      let moment = Moment.now + live.inbox.settings.retryInterval
      live.inbox.answer(arrival, .postponed("busy"), now: .now)
      #expect(live.arrived(1) == [arrival])
      #expect(Moment.now >= moment)
    }

    @Test func `an empty file arrives`() throws {
      let live = try LiveInbox()
      try live.start()
      try live.folder.write("", to: "inbox/empty.txt")
      #expect(live.arrived(1).map(\.identity.size) == [0])
    }

    @Test func `a hard link and a file linked from nowhere arrive`() throws {
      let live = try LiveInbox()
      try live.folder.write("linked", to: "outside.txt")
      try live.start()
      try live.folder.link("outside.txt", "inbox/hard.txt")
      try live.folder.linkUnnamedFile("inbox/unnamed.txt")
      #expect(live.arrivals(2) == ["hard.txt", "unnamed.txt"])
    }

    @Test func `links, FIFOs and sockets are left alone and said so`() throws {
      let live = try LiveInbox()
      try live.folder.make("elsewhere")
      try live.folder.write("secret", to: "elsewhere/secret.txt")
      try live.folder.symlink(live.folder.at("elsewhere"), "inbox/linked-folder")
      try live.start()
      try live.folder.symlink("/etc/hostname", "inbox/link.txt")
      try live.folder.fifo("inbox/pipe")
      try live.folder.socket("inbox/plug")
      try live.folder.write("page", to: "inbox/page.txt")
      #expect(live.arrivals(1) == ["page.txt"])
      #expect(live.inbox.health.ignored == [.symbolicLink: 2, .fifo: 1, .socket: 1])
      #expect(live.notes.contains(.ignored(InboxPath("pipe"), .fifo)))
    }

    @Test(.enabled(if: geteuid() == 0, "making a device file needs root"))
    func `a device file is left alone`() throws {
      let live = try LiveInbox()
      try live.start()
      let made = unsafe mknod(live.folder.at("inbox/null"), S_IFCHR | 0o666, 0x103)
      try #require(made == 0)
      #expect(live.arrivals(0).isEmpty)
      #expect(live.inbox.health.ignored == [.device: 1])
    }

    @Test func `ignored names are counted and neither taken nor walked into`() throws {
      let live = try LiveInbox { $0.ignoredNames = ["*.bak"] }
      try live.folder.make("inbox/@eaDir")
      try live.folder.write("x", to: "inbox/@eaDir/x.txt")
      try live.start()
      try live.folder.write("x", to: "inbox/feed.xml.part")
      try live.folder.write("x", to: "inbox/feed.bak")
      #expect(live.arrivals(0).isEmpty)
      let ignored = live.inbox.health.ignored
      #expect(ignored == [.name("@eaDir"): 1, .name("*.part"): 1, .name("*.bak"): 1])
      #expect(live.inbox.health.watches == 1)
    }

    @Test func `a name that is not UTF-8 arrives with its own bytes`() throws {
      let live = try LiveInbox()
      try live.start()
      let name: [UInt8] = [0x69, 0x6E, 0x62, 0x6F, 0x78, 0x2F, 0xE4, 0xFF, 0x0A]
      try live.folder.write(nameBytes: name)
      let arrival = try #require(live.arrived(1).first)
      #expect(arrival.path.bytes == [0xE4, 0xFF, 0x0A])
      #expect(arrival.path.display == "\\xe4\\xff\\x0a")
    }

    @Test func `with a done marker set, a file waits for its marker`() throws {
      let live = try LiveInbox { $0.doneMarker = ".done" }
      try live.start()
      try live.folder.write("page", to: "inbox/page.txt")
      #expect(live.arrivals(0).isEmpty)
      let waiting = InboxHealth.Waiting(path: InboxPath("page.txt"), reason: .doneMarker)
      #expect(live.inbox.health.waiting == [waiting])
      try live.folder.write("", to: "inbox/page.txt.done")
      #expect(live.arrived(1).map(\.settlement) == [.doneMarker])
      #expect(live.inbox.health.ignored == [.doneMarker: 1])
    }

    @Test func `a vanished file is a quiet outcome`() throws {
      let live = try LiveInbox()
      try live.start()
      try live.folder.write("short-lived", to: "inbox/page.txt")
      live.wakeOnce()
      try live.folder.unlink("inbox/page.txt")
      #expect(live.arrivals(0).isEmpty)
      #expect(live.inbox.health.settling == 0)
    }

    @Test func `permission that comes later lets the file arrive`() throws {
      let live = try LiveInbox()
      try live.start()
      try live.folder.write("private", to: "inbox/page.txt")
      try live.folder.chmod("inbox/page.txt", 0)
      let before = try Rights.withoutRoots { live.arrivals(0) }
      #expect(before == [])
      #expect(live.inbox.health.waiting.map(\.reason) == [.permission])
      try live.folder.chmod("inbox/page.txt", 0o644)
      let after = try Rights.withoutRoots { live.arrivals(1) }
      #expect(after == ["page.txt"])
      #expect(live.inbox.health.waitingCount == 0)
    }

    @Test func `a directory whose permission comes later is walked then`() throws {
      let live = try LiveInbox()
      try live.folder.make("inbox/blog")
      try live.folder.write("page", to: "inbox/blog/page.txt")
      try live.folder.chmod("inbox/blog", 0)
      try Rights.withoutRoots { try live.start() }
      #expect(live.inbox.health.waiting.map(\.path.display) == ["blog"])
      #expect(live.inbox.health.waiting.map(\.reason.cure) == ["chmod a+rx it"])
      try live.folder.chmod("inbox/blog", 0o755)
      let arrived = try Rights.withoutRoots { live.arrivals(1) }
      #expect(arrived == ["blog/page.txt"])
      #expect(live.inbox.health.waitingCount == 0)
    }
  }
}
