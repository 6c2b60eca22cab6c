import Foundation
import Testing
import WeblogTesting

/// Compressed files give what the files in them give.
@Suite(.enabled(if: WinnowProgram.isPresent, WinnowProgram.absence))
struct GzipTests {
  private let directory: TemporaryDirectory
  private let plain: [UInt8]

  init() throws {
    directory = try TemporaryDirectory()
    let sample = WinnowProgram.root.appendingPathComponent("docs/samples/blog-06-01-2014.xml")
    plain = [UInt8](try Data(contentsOf: sample))
  }

  /// The bytes as `gzip` packs a file of this name.
  private func packed(_ bytes: [UInt8], from name: String = "blog.xml") throws -> [UInt8] {
    let file = try directory.write(bytes, to: "packing/\(name)")
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "--force", "--name", file.path]
    try gzip.run()
    gzip.waitUntilExit()
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path + ".gz")))
  }

  private func ingest(
    _ bytes: [UInt8],
    as name: String,
    into house: Household
  ) throws
    -> WinnowProgram.Outcome
  {
    let file = try directory.write(bytes, to: name)
    return try WinnowProgram.run("ingest", "--state", house.state.path, file.path)
  }

  /// Records without what names their source, as text to compare.
  private func words(_ records: [[String: Any]]) throws -> [String] {
    try records.map { record in
      let rest = record.filter { $0.key != "sources" }
      let json = try JSONSerialization.data(withJSONObject: rest, options: .sortedKeys)
      return String(decoding: json, as: UTF8.self)
    }
  }

  @Test func `a compressed export gives the posts of the export, whatever it is called`() throws {
    let (bare, compressed) = (try Household(), try Household())
    #expect(try ingest(plain, as: "blog.xml", into: bare).status == 0)
    let outcome = try ingest(packed(plain), as: "export.dat", into: compressed)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(!bare.posts.isEmpty && !bare.comments.isEmpty)
    #expect(try words(compressed.posts) == words(bare.posts))
    #expect(try words(compressed.comments) == words(bare.comments))
    #expect(
      compressed.sources.map { $0["container"] as? [String] } == [["export.dat", "blog.xml"]]
    )
    #expect(bare.sources.map { $0["container"] as? [String] } == [[]])

    #expect(try ingest(plain, as: "blog.xml", into: compressed).status == 0)
    #expect(try words(compressed.posts) == words(bare.posts))
  }

  @Test func `a rebuild reads the compressed original again, also without the catalogue`() throws {
    let house = try Household()
    #expect(try ingest(packed(plain), as: "blog.xml.gz", into: house).status == 0)
    let before = (try words(house.posts), try words(house.sources))
    #expect(before.1.count == 1 && before.1.allSatisfy { $0.contains("blog.xml.gz") })
    for isCatalogueLost in [false, true] {
      if isCatalogueLost {
        let catalogue = house.state.appendingPathComponent("private/catalogue.sqlite")
        for suffix in ["", "-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: catalogue.path + suffix)
        }
        // Nothing is written over the store that is there, and the catalogue that this makes is not believed.
        #expect(try ingest(plain, as: "blog.xml", into: house).status == 3)
        #expect(try words(house.posts) == before.0)
      }
      let place = directory.url.appendingPathComponent("rebuilt-\(isCatalogueLost)")
      let outcome = try WinnowProgram.run(
        "rebuild",
        "--state",
        house.state.path,
        "--to",
        place.path
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      let rebuilt = try Household(state: place)
      #expect(try words(rebuilt.posts) == before.0)
      #expect(try words(rebuilt.sources) == before.1)
    }
  }

  @Test func `parse reads a compressed file, also from standard input`() throws {
    let bytes = try packed(plain)
    let file = try directory.write(bytes, to: "blog.xml.gz")
    let bare = try WinnowProgram.run("parse", "-", input: Data(plain))
    let named = try WinnowProgram.run("parse", file.path)
    let piped = try WinnowProgram.run("parse", "-", input: Data(bytes))
    #expect(bare.status == 0 && named.status == 0 && piped.status == 0)
    let records = bare.output.split(separator: "\n").dropLast()
    #expect(records.count > 5)
    #expect(named.output.split(separator: "\n").dropLast() == records)
    #expect(piped.output.split(separator: "\n").dropLast() == records)
    #expect(piped.output.contains(#""name":"-","container":["-","blog.xml"]"#))
    #expect(bare.output.contains(#""name":"-","container":[]"#))
  }

  @Test func `what arrives cut off keeps its posts and is said to be partial`() throws {
    let house = try Household()
    let bytes = try packed(SampleExport(number: 1, postCount: 400).bytes)
    let outcome = try ingest(Array(bytes.prefix(bytes.count / 2)), as: "feed.gz", into: house)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect((50..<400).contains(house.posts.count))
    let source = try #require(house.sources.first)
    #expect(source["outcome"] as? String == "partial")
    let repairs = source["repairs"] as? [[String: Any]]
    #expect(repairs?.filter { $0["code"] as? String == "truncated" }.count == 1)
  }

  @Test func `a bomb, a broken file and an empty one are refused with a cure`() throws {
    let spaces = [UInt8](repeating: 32, count: 40 << 20)
    let bomb = try packed(SampleExport(number: 1).bytes.dropLast(8) + spaces, from: "bomb.xml")
    let cases: [(bytes: [UInt8], sentence: String)] = [
      (bomb, "more than 200 times larger"),
      (Array(bomb.prefix(12)), "nothing can be unpacked"),
      (try packed([], from: "empty.xml"), "The file is empty."),
      (try packed(packed(packed(packed(plain)))), "More than 3 layers"),
    ]
    for (number, (bytes, sentence)) in cases.enumerated() {
      let house = try Household()
      let outcome = try ingest(bytes, as: "\(number).gz", into: house)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
      #expect(house.posts.isEmpty)
    }
    let file = try directory.write(bomb, to: "bomb.gz")
    let parsed = try WinnowProgram.run("parse", file.path)
    #expect(parsed.status == 1)
    #expect(parsed.errors.contains("limits.inflate_ratio"), "\(parsed.errors)")
  }
}
