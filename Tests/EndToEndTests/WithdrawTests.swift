import Foundation
import Testing
import WeblogTesting

/// `winnow withdraw`: a file taken back is as if it had never come, and can come again.
@Suite(.enabled(if: WinnowProgram.isPresent, WinnowProgram.absence))
struct WithdrawTests {
  /// One blog in three formats and a page of another: much is shown by several, some by one alone.
  static let files: [(name: String, bytes: [UInt8])] = [
    ("hill/export.xml", SampleBlog().bytes(.bloggerExport)),
    ("wordpress.xml", SampleBlog(postCount: 7).bytes(.wordPressExport)),
    ("feed.json", SampleBlog(postCount: 4).bytes(.jsonFeed)),
    // Of a blog whose place no other file tells: where a record stands is sticky.
    ("takeout.atom", SampleExport(number: 1, blog: "42").bytes),
  ]

  private func house(without name: String? = nil) throws -> Household {
    let house = try Household()
    for file in Self.files where file.name != name {
      try house.directory.write(file.bytes, to: "in/\(file.name)")
    }
    let outcome = try WinnowProgram.run(
      "ingest",
      "--state",
      house.state.path,
      house.directory.url.appendingPathComponent("in").path
    )
    #expect(outcome.status == 0, "\(outcome.errors)")
    return house
  }

  private func winnow(
    _ command: String,
    _ house: Household,
    _ arguments: String...
  ) throws
    -> WinnowProgram.Outcome
  {
    try WinnowProgram.finish(
      WinnowProgram.process([command, "--state", house.state.path] + arguments)
    )
  }

  @Test(arguments: files.map(\.name))
  func `a file taken back is as if it had never come, and comes back whole`(
    name: String
  ) throws {
    let house = try house()
    let whole = house.words
    let without = try self.house(without: name)
    let withdrawn = try winnow("withdraw", house, name)
    #expect(withdrawn.status == 0, "\(withdrawn.errors)")
    #expect(house.words.symmetricDifference(without.words).sorted().first == nil)
    #expect(house.sources.count == Self.files.count - 1)
    let verified = try winnow("verify", house)
    #expect(verified.status == 0, "\(verified.output)")
    let last = try #require(name.split(separator: "/").last.map(String.init))
    #expect(house.names(in: house.rejected) == [last, "\(last).reason.json"])
    let retried = try winnow("retry", house, last)
    #expect(retried.status == 0, "\(retried.errors)")
    try house.start()
    house.wait(for: "the file to come back") { house.sources.count == Self.files.count }
    #expect(house.stop() == 0)
    #expect(house.words.symmetricDifference(whole).sorted().first == nil)
    #expect(try winnow("verify", house).status == 0)
  }

  @Test func `everything taken back leaves an empty store, a feed that says so and no original`()
    throws
  {
    let house = try house()
    let ids = Set((house.posts + house.comments).compactMap { $0["id"] as? String })
    for file in Self.files { #expect(try winnow("withdraw", house, file.name).status == 0) }
    #expect(house.posts.isEmpty && house.comments.isEmpty && house.sources.isEmpty)
    #expect(house.records("blogs").isEmpty)
    #expect(house.files(below: house.originals).isEmpty)
    let feed = house.records("changes/")
    let ended = feed.filter { $0["op"] as? String == "delete" }
    #expect(ended.count { $0["kind"] as? String == "source" } == Self.files.count)
    #expect(Set(ended.compactMap { $0["id"] as? String }).isSuperset(of: ids))
    let tombstones = house.records("tombstones/")
    #expect(Set(tombstones.compactMap { $0["id"] as? String }) == ids)
    #expect(try winnow("verify", house).status == 0)
  }

  @Test func `ids and revisions go on where they were when a file comes back`() throws {
    let house = try house()
    let before = house.revisions
    #expect(try winnow("withdraw", house, "takeout.atom").status == 0)
    let again = house.rejected.appendingPathComponent("takeout.atom").path
    #expect(try winnow("ingest", house, again).status == 0)
    #expect(house.revisions.keys == before.keys)
    #expect(house.revisions.contains { $0.value > before[$0.key] ?? .max })
    #expect(house.records("tombstones/").isEmpty)
  }

  @Test func `duplicates go with the file, and unclear names are refused`() throws {
    let house = try house()
    let bytes = SampleExport(number: 1, blog: "42").bytes
    let copy = try house.directory.write(bytes, to: "copy.atom")
    let other = try house.directory.write(SampleExport(number: 2).bytes, to: "other/feed.json")
    for file in [copy, other] { #expect(try winnow("ingest", house, file.path).status == 0) }
    let unclear = try winnow("withdraw", house, "feed.json")
    #expect(unclear.status == 1 && unclear.errors.contains("s_"), "\(unclear.errors)")
    #expect(try winnow("withdraw", house, "nowhere.xml").status == 1)
    let id = try #require(
      house.sources.first { $0["name"] as? String == "copy.atom" }?["id"] as? String
    )
    #expect(try winnow("withdraw", house, id).status == 0)
    let names = Set(house.sources.compactMap { $0["name"] as? String })
    #expect(!names.contains("copy.atom") && !names.contains("takeout.atom"))
  }

  @Test(.enabled(if: Corpus.isPresent, Corpus.absence), arguments: OrderTests.files)
  func `a real file taken back is as if it had never come`(file: String) throws {
    let house = try house(of: OrderTests.files)
    let name = try #require(file.split(separator: "/").last.map(String.init))
    #expect(try winnow("withdraw", house, name).status == 0)
    let without = try self.house(of: OrderTests.files.filter { $0 != file })
    #expect(house.words.symmetricDifference(without.words).sorted().first == nil)
    #expect(try winnow("verify", house).status == 0)
  }

  private func house(of files: [String]) throws -> Household {
    let house = try Household()
    let paths = try files.map { try Corpus.url($0).path }
    let outcome = try WinnowProgram.finish(
      WinnowProgram.process(["ingest", "--state", house.state.path] + paths)
    )
    #expect(outcome.status == 0, "\(outcome.errors)")
    return house
  }

  @Test func `a running daemon is not disturbed`() throws {
    let house = try house()
    try house.start()
    house.wait(for: "the daemon") { house.messages.contains("Watching") }
    let refused = try winnow("withdraw", house, "takeout.atom")
    #expect(refused.status == 75 && refused.errors.contains("stop it first"), "\(refused.errors)")
    #expect(house.stop() == 0)
  }
}

extension Household {
  /// Every id with its revision.
  var revisions: [String: Int] {
    Dictionary(
      (posts + comments).map { ($0["id"] as? String ?? "", $0["revision"] as? Int ?? 0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// What the store says, without ids, revisions and row order.
  var words: Set<String> {
    let titles = Dictionary(
      posts.map { ($0["id"] as? String ?? "", "\($0["title"] ?? "")\($0["content_hash"] ?? "")") },
      uniquingKeysWith: { first, _ in first }
    )
    let texts = Dictionary(
      comments.map { ($0["id"] as? String ?? "", $0["content_text"] as? String ?? "") },
      uniquingKeysWith: { first, _ in first }
    )
    let records = (posts + comments + self.records("blogs")).map { record in
      var record = record
      record["post_id"] = titles[record["post_id"] as? String ?? ""]
      record["parent_id"] = texts[record["parent_id"] as? String ?? ""]
      record["id"] = nil
      record["revision"] = nil
      return record
    }
    return Set(
      records.compactMap {
        (try? JSONSerialization.data(withJSONObject: $0, options: [.sortedKeys]))
          .map { String(decoding: $0, as: UTF8.self) }
      }
    )
  }

  /// Paths of all regular files below a folder, relative to it.
  func files(below folder: URL) -> [String] {
    let walk = FileManager.default.enumerator(atPath: folder.path)
    return (walk?.compactMap { $0 as? String } ?? []).filter {
      var isFolder: ObjCBool = false
      let path = folder.appendingPathComponent($0).path
      return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }
}
