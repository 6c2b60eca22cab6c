import Testing

@testable import Arrivals

struct NamesTests {
  @Test(arguments: [
    ".hidden", "~draft", "page.txt~", "feed.xml.part", "feed.PARTIAL", "a.tmp", "a.temp",
    "a.crdownload", "a.download", "a.filepart", "a.!ut", "a.!qB", "a.opdownload", "a.aria2",
    "~$letter.docx", ".~lock.x.odt#", ".syncthing.x.tmp", "~syncthing~x.tmp", ".stfolder",
    ".stversions", "@eaDir", "__MACOSX", ".DS_Store", "._page", "Thumbs.db", "thumbs.DB",
    "desktop.ini", ".nfs0001", ".fuse_hidden01", "lost+found", "scan.pd~",
  ])
  func `partial and foreign files are ignored by default`(name: String) {
    #expect(IgnoreList().pattern(matching: Array(name.utf8)) != nil)
  }

  @Test(arguments: [
    "feed.xml", "part", "a.tmp.xml", "tmp", "page.txt.done", "Thumbs.db.zip", "a~b",
  ])
  func `ordinary files are not ignored`(name: String) {
    #expect(IgnoreList().pattern(matching: Array(name.utf8)) == nil)
  }

  @Test func `the user's patterns add to the defaults`() {
    let list = IgnoreList(adding: ["draft-??.*"])
    #expect(list.pattern(matching: Array("Draft-01.xml".utf8)) == "draft-??.*")
    #expect(list.pattern(matching: Array("draft-1.xml".utf8)) == nil)
    #expect(list.pattern(matching: Array("a.part".utf8)) == "*.part")
  }

  @Test func `a pattern of many stars stays cheap on a long name`() {
    let glob = Glob(String(repeating: "a*", count: 60) + "b")
    let elapsed = ContinuousClock().measure {
      #expect(!glob.matches([UInt8](repeating: UInt8(ascii: "a"), count: 255)))
    }
    #expect(elapsed < .seconds(1))
  }

  @Test(arguments: [
    ("plain.xml", "plain.xml"), ("b\\c", "b\\\\c"), ("line\nend", "line\\x0aend"),
    ("\u{1B}[31m", "\\x1b[31m"), ("\u{202E}txt", "\\u{202e}txt"), ("straße", "straße"),
  ])
  func `a path for people cannot disturb a terminal`(name: String, display: String) {
    #expect(InboxPath(name).display == display)
  }

  @Test func `a name that is not UTF-8 keeps its bytes and shows them`() {
    let path = InboxPath([0x66, 0xE9, 0x2F, 0xFF])
    #expect(path.display == "f\\xe9/\\xff")
    #expect(path.firstDirectory == "f\\xe9")
    #expect(path.name == [0xFF])
    #expect(InboxPath("page.txt").firstDirectory == nil)
    #expect(InboxPath("a/b/c.txt").firstDirectory == "a")
  }

  @Test func `renames inside the inbox are told from renames into it`() {
    var digest = EventDigest(doneMarker: nil)
    let bit = WatchEvent.Bit.self
    digest.absorb(event(bit.movedFrom, "old", cookie: 7), in: .root)
    digest.absorb(event(bit.movedTo, "new", cookie: 7), in: .root)
    digest.absorb(event(bit.movedTo, "outside", cookie: 8), in: .root)
    digest.absorb(event(bit.attributes, "outside"), in: .root)
    digest.absorb(event(bit.movedTo, "written", cookie: 9), in: .root)
    digest.absorb(event(bit.closedAfterWrite, "written"), in: .root)
    let causes = digest.files[.root] ?? [:]
    #expect(causes[Array("new".utf8)] == .event)
    #expect(causes[Array("outside".utf8)] == .movedIn)
    #expect(causes[Array("written".utf8)] == .event)
  }

  @Test func `the halves of a rename are joined across two batches`() {
    var digest = EventDigest(doneMarker: nil)
    digest.absorb(event(WatchEvent.Bit.movedFrom, "old", cookie: 7), in: .root)
    digest.clear()
    digest.absorb(event(WatchEvent.Bit.movedTo, "new", cookie: 7), in: .root)
    #expect(digest.files[.root] == [Array("new".utf8): .event])
  }

  @Test func `a tree inside another one is listed with it`() {
    var digest = EventDigest(doneMarker: nil)
    for path in ["a", "a/b/c", "ab", "d/e"] { digest.requestTree(InboxPath(path)) }
    #expect(Set(digest.outermostTrees.map(\.display)) == ["a", "ab", "d/e"])
  }

  @Test(arguments: [(0x6969, "nfs"), (0xFF53_4D42, "cifs"), (0x6573_5546, "fuse")])
  func `network file systems are known by their magic`(magic: UInt64, name: String) {
    #expect(FileSystemKind.withoutEvents(magic: magic) == name)
  }

  @Test(arguments: [0xEF53, 0x0102_1994, 0x5846_5342, 0x9123_683E, 0x794C_7630])
  func `local file systems are watched`(magic: UInt64) {
    #expect(FileSystemKind.withoutEvents(magic: magic) == nil)
  }

  private func event(_ mask: UInt32, _ name: String, cookie: UInt32 = 0) -> WatchEvent {
    WatchEvent(watch: 1, mask: mask, cookie: cookie, name: Array(name.utf8))
  }
}
