import Foundation
import Reconciliation
import Storage
import Testing
import Weblog

@Suite struct StoreTests {
  @Test func `a second writer is told that the state is in use`() throws {
    let bench = try Workbench()
    try bench.open()
    let error = #expect(throws: StorageError.self) {
      try Store(layout: bench.layout, disk: bench.disk) { Instant(millisecondsSinceEpoch: 0) }
    }
    #expect(error?.reason == .locked)
  }

  @Test(arguments: [
    ("winnow-store 2 test\n", StorageError.Reason.newer),
    ("winnow-store 1 another\n", .foreign), ("somebody's own\n", .foreign),
  ])
  func `a store of another catalogue or a later program is not written over`(
    format: String,
    reason: StorageError.Reason
  ) throws {
    let bench = try Workbench()
    bench.disk.put([UInt8](format.utf8), at: bench.layout.format)
    let before = bench.disk.files(below: bench.layout.store)
    let error = #expect(throws: StorageError.self) { try bench.open() }
    #expect(error?.reason == reason)
    #expect(bench.disk.files(below: bench.layout.store) == before)
  }

  @Test func `a damaged FORMAT is written again`() throws {
    let bench = try Workbench()
    try bench.open()
    let whole = bench.disk.files(below: bench.layout.store)[bench.layout.format]
    bench.close()
    bench.disk.put([UInt8]("wxnnow-store 1 test\n".utf8), at: bench.layout.format)
    try bench.open()
    #expect(bench.disk.files(below: bench.layout.store)[bench.layout.format] == whole)
  }

  @Test func `crashes and interruptions are counted apart until the file is read`() throws {
    let bench = try Workbench()
    let document = SampleDocument("a", [.init("one")])
    let hash = ContentHash(of: document.bytes)
    #expect(try bench.open().beginAttempt(hash) == Attempt(crashes: 0, interruptions: 0))
    bench.abandon()
    #expect(try bench.open(afterCrash: true).hasUnfinishedAttempts)
    #expect(try bench.store?.beginAttempt(hash) == Attempt(crashes: 1, interruptions: 0))
    bench.abandon()
    #expect(try bench.open(afterCrash: false).hasUnfinishedAttempts)
    #expect(try bench.store?.beginAttempt(hash) == Attempt(crashes: 1, interruptions: 1))
    try bench.accept(document)
    #expect(bench.store?.hasUnfinishedAttempts == false)
    #expect(try bench.store?.beginAttempt(hash) == Attempt(crashes: 0, interruptions: 0))
  }

  @Test func `an orderly end and a crash between files are nobody's fault`() throws {
    let bench = try Workbench()
    let hash = ContentHash(of: [1])
    _ = try bench.open().beginAttempt(hash)
    bench.close()
    #expect(try !bench.open(afterCrash: true).hasUnfinishedAttempts)
    bench.abandon()
    try bench.open(afterCrash: true)
    #expect(try bench.store?.beginAttempt(hash) == Attempt(crashes: 0, interruptions: 0))
  }

  @Test func `a file is given up after few crashes or many interruptions`() {
    #expect(!Attempt(crashes: 1, interruptions: 19).isHopeless(after: 2))
    #expect(Attempt(crashes: 2, interruptions: 0).isHopeless(after: 2))
    #expect(Attempt(crashes: 0, interruptions: 20).isHopeless(after: 2))
  }

  @Test(arguments: [1, 3])
  func `a document of which other entries were kept than read is not committed`(
    read: Int
  ) throws {
    let bench = try Workbench()
    let store = try bench.open()
    let document = SampleDocument("a", [.init("one"), .init("two")])
    bench.drop(document)
    let claim = try store.claim(bench.path(document), name: [UInt8]("a".utf8))
    let session = try store.begin(Workbench.incoming(claim, at: bench.now))
    try SampleReconciler(session: session).take(document)
    var report = ReadingReport()
    report.entries.posts = read
    var kept = KeptEntries()
    kept.entries.posts = 2
    let error = #expect(throws: StorageError.self) {
      try store.commit(session, report, kept: kept, completing: claim)
    }
    #expect(error?.reason == .incomplete)
    #expect(try store.totals().posts == 0)
    #expect(try store.standing(of: claim) == .new)
  }

  @Test func `a document of which a row is missing is not committed`() throws {
    let bench = try Workbench()
    let store = try bench.open()
    let document = SampleDocument("a", [.init("one", comments: ["Hello"])])
    bench.drop(document)
    let claim = try store.claim(bench.path(document), name: [UInt8]("a".utf8))
    let session = try store.begin(Workbench.incoming(claim, at: bench.now))
    try SampleReconciler(session: session).take(SampleDocument("a", [.init("one")]))
    let error = #expect(throws: StorageError.self) {
      try store.commit(session, document, completing: claim)
    }
    #expect(error?.reason == .incomplete)
  }

  @Test func `a file that a crash left in the inbox is known and recorded once`() throws {
    let bench = try Workbench()
    let store = try bench.open()
    let document = SampleDocument("a", [.init("one")])
    bench.drop(document)
    let claim = try store.claim(bench.path(document), name: [UInt8]("a".utf8))
    #expect(try store.standing(of: claim) == .new)
    let session = try store.begin(Workbench.incoming(claim, at: bench.now))
    try SampleReconciler(session: session).take(document)
    try store.commit(session, document, completing: claim)
    let again = try store.claim(bench.path(document), name: [UInt8]("a".utf8))
    #expect(try store.standing(of: again) == .replay)
    try store.spool.release(again)
    bench.drop(document)
    let other = try store.claim(bench.path(document), name: [UInt8]("a".utf8))
    #expect(try store.standing(of: other) == .duplicate(of: "s_\(claim.hash.hex)"))
  }

  @Test func `an abandoned document leaves nothing`() throws {
    let bench = try Workbench()
    let store = try bench.open()
    try bench.accept(SampleDocument("a", [.init("one")]))
    let before = bench.published()
    let document = SampleDocument("b", [.init("one", "Other"), .init("two", comments: ["x"])])
    bench.drop(document)
    let claim = try store.claim(bench.path(document), name: [UInt8]("b".utf8))
    let session = try store.begin(Workbench.incoming(claim, at: bench.now))
    try SampleReconciler(session: session).take(document)
    try store.rollBack(session)
    #expect(try store.publishPending() == nil)
    #expect(bench.published() == before)
    #expect(try store.receipt(ofHash: claim.hash) == nil)
  }

  @Test func `what was dropped is listed in the order of receipt, also without the catalogue`()
    throws
  {
    let bench = try Workbench()
    let store = try bench.open()
    for name in ["b", "a", "c"] { try bench.accept(SampleDocument(name, [.init(name)])) }
    let receipts = try store.receiptsInOrder()
    #expect(receipts.map { String(decoding: $0.name, as: UTF8.self) } == ["b", "a", "c"])
    #expect(try PublishedLedger(bench.layout, bench.disk).receipts() == receipts)
  }

  @Test func `taking everything in again in that order gives the same records`() throws {
    let documents = [
      SampleDocument("a", [.init("one", host: nil, comments: ["x"])]),
      SampleDocument("b", [.init("one", comments: ["x", "y"]), .init("two")]),
    ]
    let stores = try (0..<2).map { _ in
      let bench = try Workbench()
      try bench.open()
      for document in documents { try bench.accept(document) }
      return bench.published()
    }
    #expect(stores[0] == stores[1])
  }

  @Test func `verify is content with a whole store and names every flipped byte`() throws {
    let bench = try Workbench()
    try bench.open()
    try bench.accept(SampleDocument("a", [.init("one", comments: ["Hello"])]))
    #expect(try bench.findings() == [])
    for (path, bytes) in bench.disk.files(below: bench.layout.state) {
      guard !bytes.isEmpty, !path.description.hasSuffix("/lock") else { continue }
      var altered = bytes
      altered[bytes.count / 2] ^= 1
      bench.disk.put(altered, at: path)
      let findings = try bench.findings()
      #expect(findings.contains { $0.path == path.description && $0.code == .altered })
      bench.disk.put(bytes, at: path)
    }
    #expect(try bench.findings() == [])
  }

  @Test func `writing the store again mends every flipped byte that was published`() throws {
    let bench = try Workbench()
    let store = try bench.open()
    try bench.accept(SampleDocument("a", [.init("one", comments: ["Hello"])]))
    try bench.accept(SampleDocument("b", [.init("two")]))
    let published = bench.published()
    for (path, bytes) in bench.disk.files(below: bench.layout.store) {
      var altered = bytes
      altered[bytes.count / 2] ^= 1
      bench.disk.put(altered, at: path)
      try store.republish()
      #expect(try bench.findings() == [], "\(path)")
      #expect(bench.published() == published, "\(path)")
    }
  }

  @Test func `verify names what is missing and what does not belong`() throws {
    let bench = try Workbench()
    try bench.open()
    try bench.accept(SampleDocument("a", [.init("one")]))
    let path = bench.layout.published("posts/blog=example.org/year=2014/posts.ndjson")
    let stray = bench.layout.published("posts/blog=example.org/year=2014/copy.ndjson")
    try bench.disk.unlink(path)
    bench.disk.put([1], at: stray)
    let findings = try bench.findings()
    #expect(Set(findings.map(\.code)) == [.missing, .superfluous])
    #expect(Set(findings.map(\.path)) == [path.description, stray.description])
    try bench.disk.unlink(stray)
    bench.close()
    try bench.open()
    #expect(try bench.findings() == [])
  }

  @Test func `a reader finds a post by its id, by an id it had and by a comment`() throws {
    let bench = try Workbench()
    let store = try bench.open()
    try bench.accept(SampleDocument("a", [.init("one", comments: ["Hi"]), .init("two")]))
    let session = try store.begin(
      IncomingDocument(
        name: "b",
        hash: ContentHash(of: [1]),
        bytes: 1,
        received: bench.now,
        format: "sample",
        parser: "winnow 0"
      )
    )
    try session.retire(post: 2, into: 1)
    try store.commit(session, completing: nil)
    let reader = try StoreReader(bench.layout)
    let id = SampleReconciler.id("p_", "one")
    for name in [id, SampleReconciler.id("p_", "two"), SampleReconciler.id("c_", "oneHi")] {
      let (post, comments) = try #require(try reader.post(name))
      #expect(post.id == id)
      #expect(comments.map(\.comment.contentText) == ["Hi"])
    }
    #expect(try reader.post("p_none")?.0 == nil)
    #expect(try reader.counts().posts == 1)
    #expect(try reader.explain(id).count == 1)
    var listed: [String] = []
    try reader.posts(blog: "example.org") { listed.append($0.id) }
    #expect(listed == [id])
    let feed = try #require(try reader.changes(since: 0))
    #expect(try reader.changes(since: Int64(feed.count))?.isEmpty == true)
  }
}

extension Workbench {
  func findings() throws -> [Finding] {
    var verification = try Verification(layout, disk, settings: settings)
    return try verification.run()
  }
}
