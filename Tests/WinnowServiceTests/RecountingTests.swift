import Containers
import Foundation
import Reconciliation
import Testing
import Weblog
import WeblogTesting

@testable import Storage
@testable import WinnowService

/// Stores of versions that could lose a batch of a file: what is missing comes back, and to where it belongs.
@Suite struct RecountingTests {
  @Test(arguments: 0..<7)
  func `a batch that was lost is taken in again and its comments find their posts`(
    batch: Int
  ) throws {
    let whole = try State(losing: nil)
    let mended = try State(losing: batch)
    #expect(try mended.findings() != [])
    let outcome = try #require(try mended.recount())
    #expect((outcome.files, outcome.mended, outcome.failed) == (1, 1, 0))
    #expect(outcome.entries > 0)
    #expect(try mended.published("posts") == whole.published("posts"))
    #expect(try mended.published("comments") == whole.published("comments"))
    #expect(try mended.findings() == [])
    #expect(try mended.recount() == nil)
  }

  @Test func `what the ledger says and the catalogue does not hold is found`() throws {
    let state = try State(losing: nil)
    _ = try state.recount()
    #expect(try state.findings() == [])
    try state.loseRow()
    let found = try state.findings().filter { $0.code == .incomplete }
    #expect(found.count == 1 && found.allSatisfy { $0.sentence.contains("8 comments") }, "\(found)")
  }

  @Test func `a file of which nothing is missing is counted and left alone`() throws {
    let state = try State(losing: nil)
    let before = try state.published("posts")
    let outcome = try #require(try state.recount())
    #expect((outcome.files, outcome.mended, outcome.entries) == (1, 0, 0))
    #expect(try state.published("posts") == before)
    #expect(try state.findings() == [])
  }
}

/// A state that holds one export, less one of its batches, as a version that did not count left it.
private final class State {
  private let folder: TemporaryDirectory
  private let configuration: Configuration

  init(losing lost: Int?) throws {
    folder = try TemporaryDirectory()
    configuration = try Configuration(
      flags: ["state.path": folder.path],
      file: (path: "", yaml: "ballast: {bytes: 0}")
    )
    let file = try folder.write(Self.export, to: "inbox/export.xml")
    let store = try open()
    let claim = try store.claim(DiskPath(file.path), name: [UInt8]("export.xml".utf8))
    let session = try store.begin(
      IncomingDocument(
        name: "export.xml",
        hash: claim.hash,
        bytes: claim.bytes,
        received: Self.now,
        format: "wordpress-export",
        parser: "winnow 0"
      )
    )
    let reconciler = Reconciler(catalogue: session)
    var report = ReadingReport()
    var reader = try reader(of: claim, store)
    while let batch = reader.nextBatch() {
      if batch.number != lost { try reconciler.admit(batch.items) }
      if case .finished(let found) = batch.end { report = found }
    }
    try reconciler.settle()
    report.entries = reconciler.kept.entries
    try store.commit(session, report, kept: reconciler.kept, completing: claim)
    try store.connection.transact { try $0.change("UPDATE sources SET entries = NULL") }
    try store.publishPending()
    try store.close()
  }

  private static let now = Instant(millisecondsSinceEpoch: 1_400_000_000_000)

  /// Three posts of three comments each, which say nothing of their post but where they stand.
  private static var export: String {
    let items = (1...3).map { post in
      let comments = (1...3).map { comment in
        """
        <wp:comment><wp:comment_id>\(post * 10 + comment)</wp:comment_id>
        <wp:comment_author>Ann \(comment)</wp:comment_author>
        <wp:comment_date_gmt>2014-02-0\(post) 1\(comment):00:00</wp:comment_date_gmt>
        <wp:comment_content>Said \(comment) of \(post).</wp:comment_content>
        <wp:comment_approved>1</wp:comment_approved>
        <wp:comment_parent>\(comment == 1 ? 0 : post * 10 + 1)</wp:comment_parent></wp:comment>
        """
      }
      return """
        <item><title>Post \(post)</title><link>https://blog.example/\(post)/</link>
        <content:encoded>Words of post \(post * 7_919), of no other.</content:encoded>
        <wp:post_id>\(post)</wp:post_id><wp:post_date_gmt>2014-02-0\(post) 10:00:00</wp:post_date_gmt>
        <wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\(comments.joined())</item>
        """
    }
    return """
      <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"
      xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Blog</title>
      <link>https://blog.example</link><wp:wxr_version>1.2</wp:wxr_version>
      <wp:base_blog_url>https://blog.example</wp:base_blog_url>\(items.joined())</channel></rss>
      """
  }

  private func open() throws -> Store {
    try Store(
      layout: configuration.layout,
      disk: PosixDisk(),
      settings: configuration.storeSettings,
      clock: { Self.now }
    )
  }

  private func reader(
    of claim: Claim,
    _ store: Store
  ) throws -> DocumentReader<SightedItem> {
    var settings = ReadingSettings(configuration)
    settings.batchEntries = 2
    let document = try Document(
      original: claim.original,
      on: store.disk,
      name: "export.xml",
      settings
    )
    return try DocumentReader(
      bytes: ByteMeter(document),
      directory: nil,
      settings: settings,
      item: SightedItem.init
    )
  }

  /// Loses the row of one comment, as no version should.
  func loseRow() throws {
    let store = try open()
    try store.connection.transact {
      try $0.change("DELETE FROM comment_sightings WHERE number = 1")
    }
    try store.close()
  }

  func recount() throws -> Recounting.Outcome? {
    let store = try open()
    defer { try? store.close() }
    return try Recounting(store, settings: ReadingSettings(configuration)) { _ in }.run()
  }

  func findings() throws -> [Finding] {
    var verification = try Verification(configuration.layout, PosixDisk())
    return try verification.run()
  }

  /// The published records, without how often they were revised.
  func published(_ kind: String) throws -> Set<String> {
    let root = configuration.layout.version.description + "/" + kind
    let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    var records: Set<String> = []
    for file in files where file.hasSuffix(".ndjson") {
      for line in try String(contentsOfFile: root + "/" + file, encoding: .utf8).split(
        separator: "\n"
      ) {
        var record =
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        record["revision"] = nil
        let data = try JSONSerialization.data(withJSONObject: record, options: .sortedKeys)
        records.insert(String(decoding: data, as: UTF8.self))
      }
    }
    return records
  }
}
