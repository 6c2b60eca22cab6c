import CInotifyTools
import Glibc
import Testing

@testable import Arrivals

extension LiveInotify {
  /// What the installed library does, pinned, since the watch is built around it.
  ///
  /// A failure here after an upgrade says which assumption of `InotifyToolsWatch` to look at again.
  struct LibraryContractTests {
    private let folder: Folder
    private let everything = Int32(bitPattern: WatchEvent.wanted)

    init() throws {
      folder = try Folder()
      try folder.make("box")
    }

    private var box: String { folder.at("box") + "/" }

    /// Runs raw calls between initialise and cleanup, drained as every user must.
    private func withLibrary(_ body: () throws -> Void) throws {
      try #require(inotifytools_initialize() == 1)
      defer {
        while drainedOne() != nil {}
        inotifytools_cleanup()
      }
      try body()
    }

    private func drainedOne() -> (watch: Int32, mask: UInt32)? {
      guard let event = unsafe inotifytools_next_events(0, 1) else { return nil }
      return unsafe (event.pointee.wd, event.pointee.mask)
    }

    private func watch(_ path: String) -> Bool {
      unsafe inotifytools_watch_file(path, everything) == 1
    }

    private func number(of path: String) -> Int32 { unsafe inotifytools_wd_from_filename(path) }

    private func inotifyDescriptor() throws -> Int32 {
      let found = (0..<Int32(1024)).last {
        Directory.linkTarget("/proc/self/fd/\($0)") == Array("anon_inode:inotify".utf8)
      }
      return try #require(found)
    }

    @Test func `the library's descriptor is neither close-on-exec nor non-blocking`() throws {
      try withLibrary {
        let descriptor = try inotifyDescriptor()
        #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC == 0)
        #expect(fcntl(descriptor, F_GETFL) & O_NONBLOCK == 0)
      }
    }

    @Test func `the watch finds the descriptor and sets close-on-exec`() throws {
      let watch = try InotifyToolsWatch()
      defer { watch.close() }
      let descriptor = try #require(watch.descriptor)
      let found = try inotifyDescriptor()
      #expect(descriptor == found)
      #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test func `only one watch lives at a time`() throws {
      let watch = try InotifyToolsWatch()
      #expect(throws: SystemError(code: EBUSY)) { try InotifyToolsWatch() }
      watch.close()
      #expect(watch.descriptor == nil)
      try InotifyToolsWatch().close()
    }

    @Test func `a descriptor beyond the reach of select is refused`() throws {
      try Descriptors.withAllBelow(1024) {
        #expect(throws: SystemError(code: EBADF)) { try InotifyToolsWatch() }
      }
      try InotifyToolsWatch().close()
    }

    @Test func `initialising twice says yes and does nothing`() throws {
      try withLibrary {
        let descriptor = try inotifyDescriptor()
        #expect(inotifytools_initialize() == 1)
        let second = try inotifyDescriptor()
        #expect(second == descriptor)
      }
    }

    @Test func `asking for events that are not there returns at once, with no error`() throws {
      try withLibrary {
        #expect(watch(box))
        let elapsed = ContinuousClock().measure { #expect(drainedOne() == nil) }
        #expect(inotifytools_error() == 0)
        #expect(elapsed < .milliseconds(500))
      }
    }

    @Test func `a directory is only found by the spelling it was watched with`() throws {
      try withLibrary {
        #expect(watch(box))
        #expect(number(of: box) > 0)
        #expect(number(of: String(box.dropLast())) == -1)
      }
    }

    @Test func `a path made anew is found under its dead number`() throws {
      try withLibrary {
        #expect(watch(box))
        let dead = number(of: box)
        try folder.remove("box")
        try folder.make("box")
        #expect(watch(box))
        #expect(number(of: box) == dead)
        while drainedOne() != nil {}
        try folder.write("x", to: "box/page")
        let event = try #require(drainedOne())
        #expect(event.watch != dead)
      }
    }

    @Test func `a spelling of its own finds the living number`() throws {
      let watch = try InotifyToolsWatch()
      defer { watch.close() }
      let path = Array(folder.at("box").utf8)
      let first = try watch.add(path)
      try folder.remove("box")
      try folder.make("box")
      let second = try watch.add(path)
      #expect(first != second)
      _ = watch.drain(atMost: 100)
      try folder.write("x", to: "box/page")
      #expect(Set(watch.drain(atMost: 100).events.map(\.watch)) == [second])
    }

    @Test func `the same inode twice gives the same number`() throws {
      try withLibrary {
        #expect(watch(box))
        #expect(watch(box + "/"))
        #expect(number(of: box) == number(of: box + "/"))
      }
    }

    @Test func `an unknown number has an empty name, not none`() throws {
      try withLibrary {
        let name = unsafe inotifytools_filename_from_wd(999).map { unsafe String(cString: $0) }
        #expect(name == "")
      }
    }

    @Test func `a watch the kernel dropped cannot be removed and says -1`() throws {
      try withLibrary {
        #expect(watch(box))
        let dead = number(of: box)
        try folder.remove("box")
        while drainedOne() != nil {}
        let before = inotifytools_get_num_watches()
        #expect(inotifytools_remove_watch_by_wd(dead) == 0)
        #expect(inotifytools_error() == -1)
        #expect(inotifytools_get_num_watches() == before)
      }
    }

    @Test func `what is not a directory is refused with its errno`() throws {
      try folder.write("x", to: "file")
      let watch = try InotifyToolsWatch()
      defer { watch.close() }
      let paths = ["missing": ENOENT, "file": ENOTDIR]
      for (name, code) in paths {
        #expect(throws: SystemError(code: code)) { try watch.add(Array(folder.at(name).utf8)) }
      }
      let long = [UInt8](repeating: UInt8(ascii: "/"), count: 3801)
      #expect(throws: SystemError(code: ENAMETOOLONG)) { try watch.add(long) }
    }

    @Test func `events not drained are replayed to the next generation`() throws {
      try #require(inotifytools_initialize() == 1)
      #expect(watch(box))
      for index in 0..<5 { try folder.write("x", to: "box/\(index)") }
      _ = drainedOne()
      inotifytools_cleanup()
      try folder.make("other")
      try withLibrary {
        #expect(watch(folder.at("other") + "/"))
        #expect(drainedOne() != nil)
      }
    }

    @Test func `a drained generation leaves nothing to the next`() throws {
      let first = try InotifyToolsWatch()
      _ = try first.add(Array(folder.at("box").utf8))
      for index in 0..<5 { try folder.write("x", to: "box/\(index)") }
      #expect(first.drain(atMost: 1).again)
      first.close()
      try folder.make("other")
      let second = try InotifyToolsWatch()
      defer { second.close() }
      _ = try second.add(Array(folder.at("other").utf8))
      #expect(second.drain(atMost: 100).events.isEmpty)
    }

    @Test
    func `one call empties the kernel's queue, so the descriptor is silent while events wait`()
      throws
    {
      let watch = try InotifyToolsWatch()
      defer { watch.close() }
      _ = try watch.add(Array(folder.at("box").utf8))
      for index in 0..<5 { try folder.write("x", to: "box/\(index)") }
      _ = watch.drain(atMost: 1)
      var entry = pollfd(fd: try #require(watch.descriptor), events: Int16(POLLIN), revents: 0)
      #expect(unsafe poll(&entry, 1, 0) == 0)
      #expect(watch.drain(atMost: 100).events.count == 9)
    }

    @Test func `an overflow is one event of number -1 after a full queue`() throws {
      let queue = try #require(Directory.number(at: "/proc/sys/fs/inotify/max_queued_events"))
      let watch = try InotifyToolsWatch()
      defer { watch.close() }
      _ = try watch.add(Array(folder.at("box").utf8))
      try folder.flood("box", events: queue)
      let events = watch.drain(atMost: queue * 2).events
      #expect(events.count == queue + 1)
      let overflows = events.filter { $0.has(WatchEvent.Bit.overflow) }
      #expect(overflows.map(\.watch) == [-1])
      #expect(overflows.map(\.name) == [[]])
    }

    @Test func `names are copied whole, without their padding`() throws {
      let watch = try InotifyToolsWatch()
      defer { watch.close() }
      _ = try watch.add(Array(folder.at("box").utf8))
      let names = ["a", String(repeating: "n", count: 255), String(repeating: "s", count: 16)]
      for name in names { try folder.write("", to: "box/\(name)") }
      let seen = watch.drain(atMost: 100).events.filter { $0.has(WatchEvent.Bit.created) }
      #expect(seen.map { String(decoding: $0.name, as: UTF8.self) } == names)
    }

    @Test func `the bits and flags are the system's`() {
      #expect(WatchEvent.Bit.attributes == UInt32(IN_ATTRIB))
      #expect(WatchEvent.Bit.closedAfterWrite == UInt32(IN_CLOSE_WRITE))
      #expect(WatchEvent.Bit.movedFrom == UInt32(IN_MOVED_FROM))
      #expect(WatchEvent.Bit.movedTo == UInt32(IN_MOVED_TO))
      #expect(WatchEvent.Bit.created == UInt32(IN_CREATE))
      #expect(WatchEvent.Bit.deleted == UInt32(IN_DELETE))
      #expect(WatchEvent.Bit.selfDeleted == UInt32(IN_DELETE_SELF))
      #expect(WatchEvent.Bit.selfMoved == UInt32(IN_MOVE_SELF))
      #expect(WatchEvent.Bit.unmounted == UInt32(IN_UNMOUNT))
      #expect(WatchEvent.Bit.overflow == UInt32(IN_Q_OVERFLOW))
      #expect(WatchEvent.Bit.ignored == UInt32(IN_IGNORED))
      #expect(WatchEvent.Bit.onlyDirectories == UInt32(IN_ONLYDIR))
      #expect(WatchEvent.Bit.noFollow == UInt32(IN_DONT_FOLLOW))
      #expect(WatchEvent.Bit.isDirectory == UInt32(IN_ISDIR))
    }

    @Test func `the library cannot tell the length of its queue`() throws {
      try withLibrary { #expect(inotifytools_get_max_queued_events() == -1) }
    }
  }
}
