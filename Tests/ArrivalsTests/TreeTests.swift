import Testing

@testable import Arrivals

extension LiveInotify {
  /// Directories that appear, move and race.
  struct TreeTests {
    @Test func `directories made at once with a file inside lose nothing`() throws {
      let live = try LiveInbox()
      try live.start()
      for round in 0..<20 {
        try live.folder.make("inbox/a\(round)/b/c")
        try live.folder.write("x", to: "inbox/a\(round)/b/c/page.txt")
        if round.isMultiple(of: 3) { live.wakeOnce() }
      }
      #expect(live.arrivals(20).count == 20)
      #expect(live.inbox.health.watches == 61)
    }

    @Test func `a tree moved in arrives with all its files, and is watched`() throws {
      let live = try LiveInbox()
      try live.folder.make("tree/one/two")
      try live.folder.write("x", to: "tree/a.txt")
      try live.folder.write("x", to: "tree/one/two/b.txt")
      try live.start()
      try live.folder.rename("tree", "inbox/tree")
      #expect(live.arrivals(2) == ["tree/a.txt", "tree/one/two/b.txt"])
      try live.folder.write("x", to: "inbox/tree/one/late.txt")
      #expect(live.arrivals(1) == ["tree/one/late.txt"])
    }

    @Test func `a directory renamed inside the inbox is known by its new name`() throws {
      let live = try LiveInbox()
      try live.folder.make("inbox/old/deep")
      try live.start()
      try live.folder.rename("inbox/old", "inbox/new")
      live.wakeOnce()
      try live.folder.write("x", to: "inbox/new/deep/page.txt")
      #expect(live.arrivals(1) == ["new/deep/page.txt"])
      #expect(live.inbox.health.watches == 3)
    }

    @Test func `a directory deleted and made again is watched again`() throws {
      let live = try LiveInbox()
      try live.start()
      for round in 0..<10 {
        try live.folder.make("inbox/blog")
        live.wakeOnce()
        try live.folder.write("x", to: "inbox/blog/\(round).txt")
        #expect(live.arrived(1).map(\.path.display) == ["blog/\(round).txt"])
        try live.folder.remove("inbox/blog")
      }
      live.drive(for: .milliseconds(50)) { false }
      #expect(live.inbox.health.watches == 1)
    }

    @Test func `a path made anew again and again wears the generation out, not the inbox`() throws {
      let live = try LiveInbox()
      try live.start()
      for _ in 0..<80 {
        try live.folder.make("inbox/blog")
        live.wakeOnce()
        try live.folder.remove("inbox/blog")
        live.wakeOnce()
      }
      #expect(live.notes.contains(.worn))
      #expect(live.inbox.health.rebuilds == 1)
      try live.folder.make("inbox/blog")
      live.wakeOnce()
      try live.folder.write("x", to: "inbox/blog/page.txt")
      #expect(live.arrivals(1) == ["blog/page.txt"])
    }

    @Test func `a directory moved out is let go of, and its files are not ours`() throws {
      let live = try LiveInbox { $0.reconcileInterval = .milliseconds(80) }
      try live.folder.make("inbox/blog")
      try live.start()
      try live.folder.rename("inbox/blog", "gone")
      try live.folder.write("x", to: "gone/page.txt")
      live.drive(for: .seconds(5)) { live.inbox.health.watches == 1 }
      #expect(live.inbox.health.watches == 1)
      #expect(live.arrivals(0).isEmpty)
    }

    @Test func `directories too deep are left alone and counted`() throws {
      let live = try LiveInbox { $0.maximumDepth = 2 }
      try live.folder.make("inbox/1/2/3/4")
      try live.folder.write("x", to: "inbox/1/2/page.txt")
      try live.folder.write("x", to: "inbox/1/2/3/page.txt")
      try live.start()
      #expect(live.arrivals(1) == ["1/2/page.txt"])
      #expect(live.inbox.health.ignored == [.tooDeep: 1])
    }

    @Test func `a path too long for the library is left alone and counted`() throws {
      let live = try LiveInbox { $0.maximumDepth = 100 }
      let name = String(repeating: "n", count: 200)
      let path = "inbox/" + Array(repeating: name, count: 18).joined(separator: "/")
      try live.folder.make(path)
      try live.start()
      try #require(live.inbox.health.ignored.isEmpty)
      try live.folder.make(path + "/" + name)
      live.wakeOnce()
      #expect(live.inbox.health.ignored == [.pathTooLong: 1])
    }

    @Test func `a hundred thousand files at the start all arrive, in portions`() throws {
      let live = try LiveInbox()
      // Links, because making so many inodes takes longer than all the rest; a file may have 65 000.
      for source in ["even", "odd"] { try live.folder.write("x", to: source) }
      for index in 0..<100_000 {
        try live.folder.link(index.isMultiple(of: 2) ? "even" : "odd", "inbox/\(index)")
      }
      try live.start()
      #expect(live.arrived(100_000).count == 100_000)
      #expect(live.arrivals(0).isEmpty)
    }
  }
}
