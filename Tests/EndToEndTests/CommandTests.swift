import Foundation
import Testing
import WeblogTesting

/// The commands as a person and a script meet them: what they print, and with which code they end.
@Suite(.enabled(if: WinnowProgram.isPresent, WinnowProgram.absence))
struct CommandTests {
  private func house(files: Int = 2) throws -> Household {
    let house = try Household()
    for number in 1...files {
      let file = try house.directory.write(SampleExport(number: number).bytes, to: "\(number).atom")
      let outcome = try WinnowProgram.run("ingest", "--state", house.state.path, file.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    return house
  }

  private func objects(_ text: String) -> [[String: Any]] {
    text.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  @Test func `parse writes every kind of record and needs no state`() throws {
    let outcome = try WinnowProgram.run("parse", "-", input: Data(SampleExport(number: 1).bytes))
    #expect(outcome.status == 0)
    let types = objects(outcome.output).compactMap { $0["type"] as? String }
    #expect(types.filter { $0 == "post" }.count == 3)
    #expect(types.filter { $0 == "comment" }.count == 12)
    #expect(types.contains("blog") && types.last == "source")
    let comments = objects(outcome.output).filter { $0["type"] as? String == "comment" }
    #expect(Set(comments.compactMap { $0["post_ref"] as? Int }) == [0, 1, 2])
  }

  @Test func `a comment that comes before its post still names it`() throws {
    let text = String(decoding: SampleExport(number: 1).bytes, as: UTF8.self)
    let entries = text.components(separatedBy: "<entry>")
    let turned =
      ([entries[0]] + entries.dropFirst().reversed()).joined(separator: "<entry>")
      .replacing("</feed>", with: "") + "</feed>"
    let outcome = try WinnowProgram.run("parse", "-", input: Data(turned.utf8))
    let records = objects(outcome.output)
    let comments = records.filter { $0["type"] as? String == "comment" }
    #expect(comments.count == 12)
    #expect(comments.allSatisfy { $0["post_ref"] is Int })
  }

  @Test func `what cannot be read is named with its cure, and the code is 1`() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write("%PDF-1.7 and so on", to: "letter.xml")
    let outcome = try WinnowProgram.run("parse", file.path)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("letter.xml") && outcome.errors.contains("PDF"))
    #expect(try WinnowProgram.run("parse", "/nowhere/at.all").status == 1)
  }

  static let endings: [(arguments: [String], code: Int32)] = [
    (["frobnicate"], 2), (["parse"], 2), (["parse", "--format", "nonsense", "-"], 2),
    (["show", "--state", "/nowhere/state", "p_x"], 3), (["list", "--state", "/nowhere/state"], 3),
    (["config", "--config", "/nowhere/settings.yaml"], 78), (["--help"], 0), (["--version"], 0),
    (["list", "--since", "soon"], 2), (["retry"], 2),
  ]

  @Test(arguments: endings)
  func `each kind of failure has the code that the manual promises`(
    arguments: [String],
    code: Int32
  ) throws {
    let outcome = try WinnowProgram.finish(WinnowProgram.process(arguments))
    #expect(outcome.status == code, "\(arguments): \(outcome.errors)")
  }

  @Test func `an unknown setting ends every command with 78 and names the nearest`() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write("settle:\n  quite: 3s\n", to: "winnow.yaml")
    let outcome = try WinnowProgram.run("list", "--config", file.path)
    #expect(outcome.status == 78)
    #expect(outcome.errors.contains("settle.quiet"))
  }

  @Test func `list, show and explain tell the same story`() throws {
    let house = try house()
    let listed = try WinnowProgram.run("list", "--state", house.state.path, "--json")
    let posts = objects(listed.output)
    #expect(posts.count == 6)
    let id = try #require(posts.first?["id"] as? String)
    let shown = try WinnowProgram.run("show", "--state", house.state.path, "--json", id)
    let document = try #require(objects(shown.output).first)
    let comments = try #require(document["comments"] as? [[String: Any]])
    #expect(comments.count == 2, "two threads of two")
    #expect((comments[0]["replies"] as? [[String: Any]])?.count == 1)
    let plain = try WinnowProgram.run("show", "--state", house.state.path, id)
    #expect(plain.output.contains("4 comments") && !plain.output.contains("\u{1B}"))
    let explained = try WinnowProgram.run("explain", "--state", house.state.path, id)
    #expect(explained.output.contains("s_") && explained.output.contains("title"))
    #expect(try WinnowProgram.run("show", "--state", house.state.path, "p_nothing").status == 1)
  }

  @Test func `list keeps to a blog and a day`() throws {
    let house = try house(files: 3)
    let all = try WinnowProgram.run("list", "--state", house.state.path).output
    let later = try WinnowProgram.run("list", "--state", house.state.path, "--since", "2012-04")
      .output
    #expect(all.split(separator: "\n").count == 9)
    #expect(later.split(separator: "\n").count == 3)
    let none = try WinnowProgram.run("list", "--state", house.state.path, "--blog", "other.example")
    #expect(none.output.isEmpty && none.status == 0)
  }

  @Test func `the feed can be taken up where it was left`() throws {
    let house = try house(files: 1)
    let first = objects(try WinnowProgram.run("changes", "--state", house.state.path).output)
    let last = try #require(first.last?["seq"] as? Int)
    #expect(first.compactMap { $0["seq"] as? Int } == Array(1...last))
    let file = try house.directory.write(SampleExport(number: 2).bytes, to: "2.atom")
    _ = try WinnowProgram.run("ingest", "--state", house.state.path, file.path)
    let rest = objects(
      try WinnowProgram.run("changes", "--state", house.state.path, "--since", "\(last)").output
    )
    #expect(rest.first?["seq"] as? Int == last + 1)
    #expect(
      Set(rest.compactMap { $0["kind"] as? String }).isSuperset(of: ["post", "comment", "source"])
    )
  }

  @Test func `verify finds a changed byte, and rebuild heals it`() throws {
    let house = try house()
    #expect(try WinnowProgram.run("verify", "--state", house.state.path).status == 0)
    let walk = FileManager.default.enumerator(atPath: house.store.path)
    let path = try #require(
      (walk?.compactMap { $0 as? String } ?? []).first { $0.hasSuffix("posts.ndjson") }
    )
    let file = house.store.appendingPathComponent(path)
    var bytes = [UInt8](try Data(contentsOf: file))
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: file)
    let found = try WinnowProgram.run("verify", "--state", house.state.path)
    #expect(found.status == 1 && found.output.contains(path), "\(found.output)")
    #expect(try WinnowProgram.run("rebuild", "--state", house.state.path).status == 0)
    let healed = try WinnowProgram.run("verify", "--state", house.state.path)
    #expect(healed.status == 0, "\(healed.output)")
  }

  @Test func `a snapshot stays as it is while the store goes on`() throws {
    let house = try Household()
    try house.start()
    try house.drop(SampleExport(number: 1).bytes, as: "1.atom")
    house.wait(for: "the posts") { house.posts.count == 3 }
    let made = try WinnowProgram.run("snapshot", "--state", house.state.path)
    #expect(made.status == 0, "\(made.errors)")
    let folder = URL(fileURLWithPath: made.output.trimmingCharacters(in: .newlines))
    let frozen = try Data(contentsOf: folder.appendingPathComponent("manifest.json"))
    try house.drop(SampleExport(number: 2).bytes, as: "2.atom")
    house.wait(for: "more posts") { house.posts.count == 6 }
    #expect(try Data(contentsOf: folder.appendingPathComponent("manifest.json")) == frozen)
    #expect(house.stop() == 0)
  }

  @Test func `a refused file can be tried again`() throws {
    let house = try Household()
    try house.start(environment: ["WINNOW_LIMITS_ENTRIES": "2"])
    try house.drop(SampleExport(number: 1).bytes, as: "feed.atom")
    house.wait(for: "the refusal") { house.names(in: house.rejected).count == 2 }
    #expect(house.stop() == 0)
    let retried = try WinnowProgram.run("retry", "--state", house.state.path, "--all")
    #expect(retried.status == 0, "\(retried.errors)")
    #expect(house.names(in: house.rejected).isEmpty)
    try house.start()
    house.wait(for: "the posts") { house.posts.count == 3 }
  }

  @Test func `export makes documents for people and a database for Datasette`() throws {
    let house = try house()
    let target = house.directory.url.appendingPathComponent("out")
    let documents = try WinnowProgram.run("export", "--state", house.state.path, target.path)
    #expect(documents.status == 0, "\(documents.errors)")
    let walk = FileManager.default.enumerator(atPath: target.path)
    #expect((walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".json") }.count == 6)
    let database = try WinnowProgram.run(
      "export",
      "--state",
      house.state.path,
      "--as",
      "sqlite",
      target.path
    )
    #expect(database.status == 0, "\(database.errors)")
    #expect(
      FileManager.default.fileExists(atPath: target.appendingPathComponent("winnow.sqlite").path)
    )
  }

  @Test func `every format, setting and command is in the documentation`() throws {
    let root = WinnowProgram.root
    let formats = objects(try WinnowProgram.run("formats", "--json").output)
    let formatsPage = try String(
      contentsOf: root.appendingPathComponent("docs/EXPORT-FORMATS.md"),
      encoding: .utf8
    )
    for format in formats {
      let name = try #require(format["format"] as? String)
      #expect(formatsPage.contains(name), "EXPORT-FORMATS.md lacks \(name)")
    }
    let sample = try String(
      contentsOf: root.appendingPathComponent("etc/winnow.yaml"),
      encoding: .utf8
    )
    for setting in objects(try WinnowProgram.run("config", "--json").output) {
      let key = try #require(setting["key"] as? String)
      let last = try #require(key.split(separator: ".").last)
      #expect(sample.contains("\(last):"), "etc/winnow.yaml lacks \(key)")
    }
    let manual = try String(
      contentsOf: root.appendingPathComponent("docs/man/winnow.1"),
      encoding: .utf8
    )
    for command in [
      "run", "ingest", "parse", "status", "changes", "show", "list", "explain", "export", "verify",
      "rebuild", "snapshot", "retry", "withdraw", "redact", "formats", "config",
    ] {
      #expect(manual.contains(command), "winnow.1 lacks \(command)")
    }
  }
}
