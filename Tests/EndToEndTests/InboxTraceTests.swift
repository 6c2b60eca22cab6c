import Foundation
import Glibc
import Testing
import WeblogTesting

/// How programs write into an inbox, and how an inbox misbehaves: one ingestion each, nothing missed.
///
/// Listings are an hour apart where events must do.
@Suite(.enabled(if: WinnowProgram.isPresent, WinnowProgram.absence))
struct InboxTraceTests {
  private static let withoutListings = ["WINNOW_SCAN_INTERVAL": "1h"]

  private func export(_ number: Int) -> [UInt8] {
    SampleExport(number: number, postCount: 1, commentsPerPost: 0).bytes
  }

  private func started(_ environment: [String: String] = withoutListings) throws -> Household {
    let house = try Household()
    try house.start(environment: environment)
    house.wait(for: "the store") { !house.manifest.isEmpty }
    return house
  }

  private func expectTaken(_ count: Int, by house: Household, seconds: Double = 30) {
    house.wait(seconds: seconds, for: "\(count) sources and an empty inbox") {
      house.names(in: house.inbox).isEmpty && house.sources.count >= count
    }
    #expect(house.sources.count == count)
    #expect(house.sources.allSatisfy { $0["outcome"] as? String == "ingested" })
    #expect(house.names(in: house.rejected).isEmpty)
  }

  private func status(of house: Household) -> String {
    (try? WinnowProgram.run("status", "--state", house.state.path).output) ?? ""
  }

  @Test func `one name dropped again as soon as it is free is taken each time`() throws {
    let house = try started()
    let place = house.inbox.appendingPathComponent("feed.atom").path
    for number in 1...120 {
      try house.drop(export(number), as: "feed.atom")
      let end = Date().addingTimeInterval(20)
      while unsafe access(place, F_OK) == 0, Date() < end { usleep(200) }
      try #require(unsafe access(place, F_OK) != 0, "drop \(number) is never taken")
    }
    expectTaken(120, by: house)
  }

  @Test func `one name dropped over and over, at any moment, ends with what came last`() throws {
    let house = try started()
    for number in 1...60 {
      try house.drop(export(number), as: "feed.atom")
      usleep(UInt32(number % 12) * 1_500)
    }
    house.wait(for: "the last post") {
      house.names(in: house.inbox).isEmpty
        && house.posts.contains { $0["title"] as? String == "Post 60-0" }
    }
    #expect(status(of: house).contains("0 queued"))
  }

  @Test func `names of any bytes are taken`() throws {
    let house = try started()
    let names: [[UInt8]] = [
      Array("a\nb \"quoted\" 'twice' \u{1B}[31m.atom".utf8), [0xFF, 0xFE, 0x80],
      (0..<255).map { UInt8(($0 &* 7 &+ 128) % 255 + 1) }.map { $0 == 0x2F ? 0x41 : $0 },
    ]
    for (number, name) in names.enumerated() {
      try write(export(number + 1), to: Array(house.inbox.path.utf8) + [0x2F] + name)
    }
    expectTaken(names.count, by: house)
    #expect(!status(of: house).contains("\u{1B}[31m"))
  }

  private func write(_ bytes: [UInt8], to path: [UInt8]) throws {
    let terminated = path.map { CChar(bitPattern: $0) } + [0]
    let file = unsafe open(terminated, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    try #require(file >= 0)
    #expect(unsafe Glibc.write(file, bytes, bytes.count) == bytes.count)
    close(file)
  }

  @Test func `a file server's trace, size first and times last, is one ingestion`() throws {
    let house = try started()
    let bytes = export(1)
    let path = house.inbox.appendingPathComponent("shared.atom").path
    let file = unsafe open(path, O_RDWR | O_CREAT, 0o644)
    try #require(ftruncate(file, bytes.count) == 0)
    let half = bytes.count / 2
    let (head, tail) = (Array(bytes[..<half]), Array(bytes[half...]))
    #expect(unsafe pwrite(file, tail, tail.count, half) == tail.count)
    usleep(150_000)
    #expect(unsafe pwrite(file, head, head.count, 0) == head.count)
    var times = [
      timespec(tv_sec: 1_000_000_000, tv_nsec: 0), timespec(tv_sec: 1_000_000_000, tv_nsec: 0),
    ]
    #expect(unsafe futimens(file, &times) == 0)
    usleep(150_000)
    close(file)
    expectTaken(1, by: house)
  }

  @Test func `a browser's trace, placeholder and partial file, is one ingestion`() throws {
    let house = try started(["WINNOW_SCAN_INTERVAL": "1h", "WINNOW_SETTLE_QUIET": "2s"])
    let place = house.inbox.appendingPathComponent("export.atom")
    let partial = house.inbox.appendingPathComponent("export.atom.part")
    try Data().write(to: place)
    try Data(export(1)).write(to: partial)
    house.wait(for: "the status to count the partial file") {
      status(of: house).contains("its name matches *.part")
    }
    #expect(unsafe rename(partial.path, place.path) == 0)
    expectTaken(1, by: house)
  }

  @Test
  func `a writer who never closes is named by the status, costs nothing, and is taken at last`()
    throws
  {
    let house = try started()
    let bytes = export(1)
    let path = house.inbox.appendingPathComponent("slow.atom").path
    let file = unsafe open(path, O_WRONLY | O_CREAT, 0o644)
    #expect(unsafe Glibc.write(file, bytes, bytes.count) == bytes.count)
    house.wait(for: "the status to name it") {
      let status = status(of: house)
      return status.contains("slow.atom") && status.contains("still changing")
    }
    let process = try #require(house.daemon).processIdentifier
    let before = ticks(of: process)
    usleep(2_000_000)
    #expect(ticks(of: process) - before < 40, "a file that waits must not keep the daemon busy")
    #expect(house.sources.isEmpty)
    close(file)
    expectTaken(1, by: house)
  }

  /// Hundredths of a second of CPU that a process has used.
  private func ticks(of process: Int32) -> Int {
    let line = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    let fields = line.split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
  }

  @Test func `a file written through memory is taken when it is let go of`() throws {
    let house = try started()
    let bytes = export(1)
    let path = house.inbox.appendingPathComponent("mapped.atom").path
    let file = unsafe open(path, O_RDWR | O_CREAT, 0o644)
    try #require(ftruncate(file, bytes.count) == 0)
    let memory = unsafe mmap(nil, bytes.count, PROT_WRITE, MAP_SHARED, file, 0)
    close(file)
    usleep(800_000)
    #expect(house.sources.isEmpty && house.names(in: house.rejected).isEmpty)
    unsafe bytes.withUnsafeBytes {
      unsafe memory?.copyMemory(from: $0.baseAddress!, byteCount: $0.count)
    }
    #expect(unsafe munmap(memory, bytes.count) == 0)
    expectTaken(1, by: house)
  }

  @Test func `more events than the kernel keeps lose no file`() throws {
    let house = try started()
    let process = try #require(house.daemon).processIdentifier
    try FileManager.default.createDirectory(
      at: house.inbox.appendingPathComponent("before"),
      withIntermediateDirectories: true
    )
    usleep(300_000)
    Foundation.kill(process, SIGSTOP)
    let noise = house.inbox.appendingPathComponent("noise").path
    for _ in 0..<6_000 {
      close(unsafe open(noise, O_WRONLY | O_CREAT, 0o644))
      unsafe unlink(noise)
    }
    try house.drop(export(1), as: "flat.atom")
    try house.drop(export(2), as: "before/inside.atom")
    try house.drop(export(3), as: "after/inside.atom")
    Foundation.kill(process, SIGCONT)
    house.wait(for: "three sources") { house.sources.count == 3 }
    #expect(house.messages.contains("Events were lost"))
    // What is watched anew tells of the next file by itself.
    try house.drop(export(4), as: "after/later.atom")
    house.wait(for: "the fourth") { house.sources.count == 4 }
  }

  @Test func `a deep tree that is moved in is taken whole`() throws {
    let house = try started()
    let tree = house.directory.url.appendingPathComponent("tree")
    var folder = tree
    for number in 1...12 {
      folder.appendPathComponent("level \(number)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(export(number)).write(to: folder.appendingPathComponent("\(number).atom"))
    }
    #expect(unsafe rename(tree.path, house.inbox.appendingPathComponent("tree").path) == 0)
    house.wait(for: "twelve sources") { house.sources.count == 12 }
    try Data(export(13)).write(
      to: house.inbox.appendingPathComponent("tree/level 1/level 2/late.atom")
    )
    house.wait(for: "the late one") { house.sources.count == 13 }
  }

  @Test(.enabled(if: getuid() == 0, "mounting a file system needs root"))
  func `another file system over the inbox, and away again, is followed`() throws {
    let house = try started([:])
    func run(_ program: String, _ arguments: [String]) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/\(program)")
      process.arguments = arguments
      try #require(try WinnowProgram.finish(process).status == 0)
    }
    try run("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", house.inbox.path])
    var isMounted = true
    defer { if isMounted { try? run("umount", ["-l", house.inbox.path]) } }
    try Data(export(1)).write(to: house.inbox.appendingPathComponent("covering.atom"))
    expectTaken(1, by: house)
    try run("umount", [house.inbox.path])
    isMounted = false
    try Data(export(2)).write(to: house.inbox.appendingPathComponent("below.atom"))
    expectTaken(2, by: house)
  }

  /// `WINNOW_FILES=200000` for the long version.
  @Test func `very many files at once are each taken once`() throws {
    let count = ProcessInfo.processInfo.environment["WINNOW_FILES"].flatMap { Int($0) } ?? 200
    let house = try Household()
    try FileManager.default.createDirectory(at: house.inbox, withIntermediateDirectories: true)
    for number in 1...count {
      let path = house.inbox.appendingPathComponent("\(number).atom").path
      try write(export(number), to: Array(path.utf8))
    }
    try house.start()
    let seconds = Double(60 + count / 20)
    house.wait(seconds: seconds, for: "the inbox to be empty") {
      house.names(in: house.inbox).isEmpty
    }
    #expect(house.stop() == 0)
    #expect(house.sources.count == count)
  }
}
