import Foundation
import Storage
import Testing
import Weblog
import WeblogTesting

/// Claiming, releasing and rejecting on the real disk.
@Suite struct SpoolTests {
  private let folder: TemporaryDirectory
  private let layout: StoreLayout
  private let disk = PosixDisk()
  private var spool: Spool { Spool(layout, disk) }

  init() throws {
    folder = try TemporaryDirectory()
    layout = StoreLayout(
      state: DiskPath(folder.path) / "state",
      inbox: DiskPath(folder.path) / "inbox"
    )
    try disk.makeFolders(layout.inbox)
    try disk.makeFolders(layout.work)
  }

  @Test func `a claimed file is among the originals and leaves the inbox when released`() throws {
    try folder.write("hello", to: "inbox/a.txt")
    let claim = try spool.claim(layout.inbox / "a.txt", name: [UInt8]("a.txt".utf8))
    #expect(claim.hash == ContentHash(of: [UInt8]("hello".utf8)))
    #expect(try disk.contents(claim.original) == [UInt8]("hello".utf8))
    #expect(try disk.list(layout.work).isEmpty)
    #expect(try spool.release(claim))
    #expect(try disk.list(layout.inbox).isEmpty)
  }

  @Test func `a file that changed after it was claimed stays in the inbox`() throws {
    try folder.write("hello", to: "inbox/a.txt")
    let claim = try spool.claim(layout.inbox / "a.txt", name: [UInt8]("a.txt".utf8))
    try folder.write("hello, and more", to: "inbox/a.txt")
    #expect(try !spool.release(claim))
    #expect(try disk.contents(claim.path) == [UInt8]("hello, and more".utf8))
  }

  @Test func `a symbolic link, a folder and a missing file are not claimed`() throws {
    try folder.write("hello", to: "target")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/inbox/link",
      withDestinationPath: folder.path + "/target"
    )
    try disk.makeFolder(layout.inbox / "folder", mode: 0o755)
    for (name, reason) in [
      ("link", StorageError.Reason.notRegular), ("folder", .notRegular), ("none", .notFound),
    ] {
      let error = #expect(throws: StorageError.self) {
        try spool.claim(layout.inbox / name, name: [UInt8](name.utf8))
      }
      #expect(error?.reason == reason)
    }
  }

  @Test func `a name that is no text is claimed and set aside under its own bytes`() throws {
    let name: [UInt8] = [0xE9, 0x2E, 0xFF]
    let file = try disk.create(layout.inbox / name)
    try file.append([1, 2, 3])
    try file.close()
    let claim = try spool.claim(layout.inbox / name, name: name)
    let path = try spool.reject(claim, Self.reason, isReceived: false)
    #expect(path == layout.rejected / name)
    #expect(try disk.contents(path) == [1, 2, 3])
  }

  @Test func `a rejected file has its reason beside it and is nowhere else`() throws {
    try folder.write("hello", to: "inbox/blog/a.txt")
    let claim = try spool.claim(layout.inbox / "blog/a.txt", name: [UInt8]("blog/a.txt".utf8))
    try spool.reject(claim, Self.reason, isReceived: false)
    #expect(try disk.contents(layout.rejected / "a.txt") == [UInt8]("hello".utf8))
    #expect(
      String(decoding: try disk.contents(layout.rejected / "a.txt.reason.json"), as: UTF8.self)
        == """
        {"code":"unknown-format","sentence":"It is nothing we know.","byte_offset":17,\
        "attempts":1,"sha256":"\(claim.hash.hex)","winnow_version":"0","cure":"Drop another.",\
        "name":"blog/a.txt","at":"1970-01-01T00:00:00Z"}

        """
    )
    #expect(try !disk.exists(claim.path))
    #expect(try !disk.exists(claim.original))
  }

  @Test func `another file of the same name is set aside beside the first, the same bytes once`()
    throws
  {
    for text in ["one", "two", "one"] {
      try folder.write(text, to: "inbox/a")
      let claim = try spool.claim(layout.inbox / "a", name: [UInt8]("a".utf8))
      try spool.reject(claim, Self.reason, isReceived: false)
    }
    let names = try disk.list(layout.rejected).map { String(decoding: $0, as: UTF8.self) }
    #expect(names == ["a", "a-2", "a-2.reason.json", "a.reason.json"])
  }

  private static let reason = RefusalRecord(
    code: "unknown-format",
    sentence: "It is nothing we know.",
    byteOffset: 17,
    attempts: 1,
    winnowVersion: "0",
    cure: "Drop another.",
    at: Instant(millisecondsSinceEpoch: 0)
  )
}
