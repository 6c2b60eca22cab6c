import Foundation
import Testing
import WeblogTesting

/// The laws of a store: order of arrival does not matter, and twice is once.
@Suite(.enabled(if: WinnowProgram.isPresent && Corpus.isPresent, Corpus.absence))
struct OrderTests {
  static let files = [
    "corpus/blogger/4fsodonline.atom", "corpus/blogger/blogger-sample.xml",
    "corpus/blogger-takeout/feed.atom", "seeds/000_9f30dea49fc6d932.txt",
    "seeds/001_7f8ccafaa65cf7a5.txt", "seeds/004_5e26d5a0bafa1947.txt",
  ]

  @Test(arguments: [1, 2, 3])
  func `any order of files gives the same store`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let first = try store(of: Self.files)
    let shuffled = try store(of: Self.files.shuffled(using: &random))
    #expect(first == shuffled)
    #expect(first.count > 30)
  }

  @Test func `a rebuild from the originals gives the same bytes`() throws {
    let house = try Household()
    for file in Self.files { try ingest(file, into: house) }
    let rebuilt = house.directory.url.appendingPathComponent("rebuilt")
    let outcome = try WinnowProgram.run(
      "rebuild",
      "--state",
      house.state.path,
      "--to",
      rebuilt.path
    )
    #expect(outcome.status == 0, "\(outcome.errors)")
    for part in ["posts", "comments", "sources", "blogs.ndjson"] {
      let difference = Process()
      difference.executableURL = URL(fileURLWithPath: "/usr/bin/diff")
      difference.arguments = [
        "-r", house.store.appendingPathComponent(part).path,
        rebuilt.appendingPathComponent("store/v1/\(part)").path,
      ]
      let compared = try WinnowProgram.finish(difference)
      #expect(compared.status == 0, "\(part): \(compared.output.prefix(2_000))")
    }
  }

  private func ingest(_ file: String, into house: Household) throws {
    let outcome = try WinnowProgram.run(
      "ingest",
      "--state",
      house.state.path,
      try Corpus.url(file).path
    )
    #expect(outcome.status == 0, "\(file): \(outcome.errors)")
  }

  /// What a store says, without what may depend on the order: ids, places and times of receipt.
  private func store(of files: [String]) throws -> Set<String> {
    let house = try Household()
    for _ in 1...2 { for file in files { try ingest(file, into: house) } }
    return house.words
  }
}
