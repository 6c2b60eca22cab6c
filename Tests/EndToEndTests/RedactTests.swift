import Foundation
import Testing
import WeblogTesting

/// `winnow redact`: words are gone from everywhere, stay gone, and nothing else is.
@Suite(.enabled(if: WinnowProgram.isPresent, WinnowProgram.absence))
struct RedactTests {
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

  private func house(_ renderings: [SampleBlog.Rendering]) throws -> Household {
    let house = try Household()
    for rendering in renderings { try ingest(SampleBlog().bytes(rendering), into: house) }
    return house
  }

  private func ingest(_ bytes: [UInt8], into house: Household) throws {
    let file = try house.directory.write(bytes, to: "aside/\(UUID().uuidString)")
    let outcome = try winnow("ingest", house, file.path)
    #expect(outcome.status == 0, "\(outcome.errors)\(outcome.output)")
    try FileManager.default.removeItem(at: file)
  }

  private func id(of word: String, in records: [[String: Any]]) throws -> String {
    try #require(
      records.first { ($0["content_text"] as? String ?? "").contains(word) }?["id"] as? String
    )
  }

  /// Files of the state that hold a word, in any of the forms that this program writes.
  private func traces(of word: String, in house: Household) throws -> [String] {
    let words = [Data(word.utf8), Data(word.uppercased().utf8)]
    return house.files(below: house.directory.url).filter { path in
      let file = house.directory.url.appendingPathComponent(path)
      guard let bytes = try? Data(contentsOf: file) else { return false }
      return words.contains { bytes.range(of: $0) != nil }
    }
  }

  /// Leaves a word where an SQLite that does not overwrite what it deletes leaves it.
  private func leaveInFreePages(_ word: String, in house: Household) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = """
      import sqlite3, sys
      catalogue = sqlite3.connect(sys.argv[1])
      catalogue.execute('PRAGMA secure_delete = OFF')
      catalogue.execute('CREATE TABLE spare (words)')
      catalogue.execute('INSERT INTO spare VALUES (?)', (sys.argv[2] * 9999,))
      catalogue.commit()
      catalogue.execute('DROP TABLE spare')
      catalogue.commit()
      """
    let catalogue = house.state.appendingPathComponent("private/catalogue.sqlite")
    process.arguments = ["python3", "-c", script, catalogue.path, word]
    let outcome = try WinnowProgram.finish(process)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func `a redacted post leaves no trace and everything else as it was`() throws {
    let house = try house([.bloggerExport, .rss])
    #expect(try winnow("snapshot", house).status == 0)
    let others = house.words.filter { !$0.contains("p2aword") && !$0.contains("p2c") }
    #expect(try !traces(of: "p2aword7", in: house).isEmpty)
    #expect(try traces(of: "p2c1word3", in: house).count > 2)
    try leaveInFreePages("p2aword7", in: house)
    let post = try id(of: "p2aword7", in: house.posts)
    let comments = house.comments.filter { $0["post_id"] as? String == post }
      .compactMap { $0["id"] as? String }
    let redacted = try winnow("redact", house, post)
    #expect(redacted.status == 0, "\(redacted.errors)")
    for word in ["p2aword", "p2bword", "p2c1word", "p2c2word", "week-3", "grew in week 3"] {
      #expect(try traces(of: word, in: house) == [])
    }
    let rest = house.words.symmetricDifference(others).filter { !$0.contains("\"post_count\"") }
    #expect(rest.sorted().first == nil)
    let gone = Set([post] + comments)
    #expect(comments.count == SampleBlog().commentsPerPost)
    #expect(
      Set(house.records("tombstones/").compactMap { $0["id"] as? String }).isSuperset(of: gone)
    )
    let feed = house.records("changes/").filter { $0["op"] as? String == "redact" }
    #expect(Set(feed.compactMap { $0["id"] as? String }) == gone)
    let verified = try winnow("verify", house)
    #expect(verified.status == 0, "\(verified.output)")
    #expect(try winnow("show", house, post).status == 1)
  }

  @Test func `a redacted comment is gone, and those who answered it answer its post`() throws {
    let house = try house([.bloggerExport, .wordPressExport, .commentFeed])
    let parent = try id(of: "p1c2word3", in: house.comments)
    let answer = try id(of: "p1c3word3", in: house.comments)
    let redacted = try winnow("redact", house, parent)
    #expect(redacted.status == 0, "\(redacted.errors)")
    #expect(try traces(of: "p1c2word", in: house) == [])
    let record = try #require(house.comments.first { $0["id"] as? String == answer })
    #expect(record["parent_id"] is NSNull && record["depth"] as? Int == 0)
    let post = try #require(
      house.posts.first { $0["id"] as? String == record["post_id"] as? String }
    )
    #expect(post["comment_count"] as? Int == SampleBlog().commentsPerPost - 1)
    let verified = try winnow("verify", house)
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test(arguments: [SampleBlog.Rendering.bloggerExport, .wordPressExport, .rss, .jsonFeed])
  func `no file that is dropped later brings the words back`(
    rendering: SampleBlog.Rendering
  ) throws {
    let house = try house([.bloggerExport])
    let post = try id(of: "p2aword7", in: house.posts)
    let comment = try id(of: "p1c2word3", in: house.comments)
    for record in [post, comment] { #expect(try winnow("redact", house, record).status == 0) }
    for _ in 1...2 {
      try ingest(SampleBlog().bytes(rendering), into: house)
      for word in ["p2aword", "p2c1word", "p1c2word"] {
        #expect(try traces(of: word, in: house) == [], "\(rendering)")
      }
    }
    #expect(house.posts.count == SampleBlog().postCount - 1)
    let verified = try winnow("verify", house)
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test(arguments: [true, false])
  func `a rebuild from what is left of the originals says the same`(hasCatalogue: Bool) throws {
    let house = try house([.wordPressExport, .bloggerExport])
    let post = try id(of: "p2aword7", in: house.posts)
    let comment = try id(of: "p1c2word3", in: house.comments)
    for record in [post, comment] { #expect(try winnow("redact", house, record).status == 0) }
    if !hasCatalogue {
      let hidden = house.state.appendingPathComponent("private")
      for name in house.names(in: hidden) where name.hasPrefix("catalogue") {
        try FileManager.default.removeItem(at: hidden.appendingPathComponent(name))
      }
    }
    let rebuilt = try Household()
    let outcome = try winnow("rebuild", house, "--to", rebuilt.state.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(rebuilt.words.symmetricDifference(house.words).sorted().first == nil)
    try ingest(SampleBlog().bytes(.rss), into: rebuilt)
    #expect(rebuilt.posts.count == SampleBlog().postCount - 1)
    #expect(try traces(of: "p2aword", in: rebuilt) == [])
    let verified = try winnow("verify", rebuilt)
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test func `a file that is left in the inbox is named, and a file with redacted words stays`()
    throws
  {
    let house = try Household()
    try house.start(environment: ["WINNOW_INBOX_AFTER": "keep"])
    try house.drop(SampleBlog().bytes(.rss), as: "kept.xml")
    house.wait(for: "the posts") { house.posts.count == SampleBlog().postCount }
    #expect(house.stop() == 0)
    let post = try id(of: "p2aword7", in: house.posts)
    let redacted = try winnow("redact", house, post)
    #expect(redacted.status == 0 && redacted.errors.contains("kept.xml still has the words"))
    let withdrawn = try winnow("withdraw", house, "kept.xml")
    #expect(withdrawn.status == 3 && withdrawn.errors.contains("redacted"), "\(withdrawn.errors)")
    #expect(try winnow("redact", house, "p_nothing").status == 1)
  }

  @Test(arguments: ["redact", "withdraw"])
  func `ended at any moment, it is not done or is finished at the next start`(
    command: String
  ) throws {
    var done = 0
    for milliseconds in stride(from: 0, to: 400, by: 50) where done < 3 {
      let house = try house([.bloggerExport, .rss])
      let post = try id(of: "p2aword7", in: house.posts)
      let source = try #require(house.sources.first?["id"] as? String)
      let process = try WinnowProgram.process([
        command, "--state", house.state.path, command == "redact" ? post : source,
      ])
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(useconds_t(milliseconds) * 1_000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      // Any command that writes is a start.
      #expect(try winnow("snapshot", house).status == 0)
      let verified = try winnow("verify", house)
      #expect(verified.status == 0, "\(verified.output)")
      if command == "redact" {
        guard !house.posts.contains(where: { $0["id"] as? String == post }) else { continue }
        #expect(try traces(of: "p2aword", in: house) == [], "after \(milliseconds) ms")
      } else {
        let hash = source.dropFirst(2)
        let originals = house.files(below: house.originals)
        let isThere = originals.contains { $0.hasSuffix(hash) }
        #expect(isThere == house.sources.contains { $0["id"] as? String == source })
        guard !isThere else { continue }
        #expect(house.names(in: house.rejected).count == 2)
      }
      done += 1
    }
    #expect(done > 0)
  }
}
