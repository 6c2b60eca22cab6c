import Foundation
import Testing
import WeblogTesting

/// Real pages as five versions of two extractors left them, against what the pages hold.
struct PageTextCorpusTests {
  struct Seed: Sendable, CustomTestStringConvertible {
    var file: String
    var variant = "indented"
    var published: String?
    var day: String?
    var title: String?
    var declared: Int?
    var shape: String
    var opening: String
    var ending: String

    var testDescription: String { file }
  }

  static let seeds = [
    Seed(
      file: "000_9f30dea49fc6d932.txt",
      published: "Tuesday, 4 February 2014",
      day: "2014-02-04",
      title: "Mobilisation!",
      declared: 21,
      shape: "TTRTTRTTTTRTRTTRRTTTR",
      opening: "How senior does one have to be",
      ending: "Andrew Hatton"
    ),
    Seed(
      file: "001_7f8ccafaa65cf7a5.txt",
      published: "Monday, 7 October 2019",
      day: "2019-10-07",
      title: "Death Knell of Probation 3",
      declared: 17,
      shape: "TRRRTTTTRTTTTRRTR",
      opening: "Remember TOM?",
      ending: ""
    ),
    Seed(
      file: "002_2bbbb2f67c14c04c.txt",
      published: "Friday 10 January 2014",
      day: "2014-01-10",
      title: "Omnishambles Update 32",
      declared: 11,
      shape: "TTRRRRTRTTR",
      opening: "If possible please contact MPs",
      ending: "too I'm told!"
    ),
    Seed(
      file: "003_2e50eef25d0d3c57.txt",
      published: "Thursday 10 April 2014",
      day: "2014-04-10",
      title: "More Haste - Less Speed?",
      declared: 15,
      shape: "TRTTRRTRRTTRTTT",
      opening: "If only the people of Troy",
      ending: ""
    ),
    Seed(
      file: "004_5e26d5a0bafa1947.txt",
      variant: "flattened",
      shape: "TRTRRRTRRRRRTRRRRRTTTRTTTTRTRRRT",
      opening: "A new blog from the Napo Gen sec offers",
      ending: "En - ger - land, En-ger-land, Eng-gurrr-land!!!"
    ),
  ]

  @Test(.enabled(if: Corpus.isPresent, Corpus.absence), arguments: seeds)
  func `a seed page gives what it holds`(seed: Seed) throws {
    let dump = try PageTextDump(try Corpus.bytes("seeds/\(seed.file)"))
    #expect(dump.variant == seed.variant)
    #expect(dump.published == seed.published)
    #expect(dump.day == seed.day)
    #expect(dump.title == seed.title)
    #expect(dump.declared == seed.declared)
    #expect(dump.shape == seed.shape)
    #expect(dump.comments.first?.text.hasPrefix(seed.opening) == true)
    #expect(dump.comments.last?.text.hasSuffix(seed.ending) == true)
    #expect(dump.notices.isEmpty)
    #expect(!dump.isPartial)
  }

  @Test(.enabled(if: Corpus.isPresent, Corpus.absence))
  func `a flattened comment goes on after its label`() throws {
    let dump = try PageTextDump(try Corpus.bytes("seeds/004_5e26d5a0bafa1947.txt"))
    try #require(dump.comments.count == 32)
    #expect(
      dump.comments[0].text.hasSuffix("\nNo Thanks, but it maybe of use to some, I suppose.")
    )
    #expect(dump.comments[1].text == "Napo - a rank organisation. (Man bangs large gong).")
    #expect(dump.comments[31].text.hasPrefix("Evidence Required:\nWMD are just 45 mins away"))
    #expect(dump.body.hasSuffix("\nIan Lawrence\nGeneral Secretary"))
  }

  struct Truth: Decodable {
    var title: String
    var day: String
    var declared: Int
    var comments: [Comment]

    struct Comment: Decodable {
      var depth: Int
      var text: String
    }

    enum CodingKeys: String, CodingKey {
      case title, declared, comments
      case day = "published_on"
    }
  }

  static let texts = Corpus.files(in: "corpus/blogger-text")
    .filter { $0.hasSuffix(".txt") }

  /// Texts that are known to differ from their expectation, with the reason.
  static let misses: [String: String] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/PageTextMisses.json")
    let data = try? Data(contentsOf: file)
    return data.flatMap { try? JSONDecoder().decode([String: String].self, from: $0) } ?? [:]
  }()

  @Test(.enabled(if: Corpus.isPresent, Corpus.absence), arguments: texts)
  func `a text gives every comment that is in it`(path: String) throws {
    let dump = try PageTextDump(try Corpus.bytes(path))
    let truth = try JSONDecoder().decode(
      Truth.self,
      from: Data(try Corpus.bytes(path.dropLast(4).appending(".expected.json")))
    )
    let isExact =
      dump.comments.map(\.depth) == truth.comments.map(\.depth)
      && zip(dump.comments, truth.comments).allSatisfy { bare($0.text) == bare($1.text) }
    let name = String(path.split(separator: "/").last ?? "")
    #expect(isExact == (Self.misses[name] == nil), "\(name) against its listing among the misses")
    guard name.contains("resiliparse") else { return }
    #expect(dump.title.map(bare) == bare(truth.title))
    #expect(dump.day == truth.day)
    #expect(dump.declared == truth.declared)
  }

  @Test(.enabled(if: Corpus.isPresent, Corpus.absence))
  func `at least 145 of 150 texts are exact`() {
    #expect(Self.texts.count == 150)
    #expect(Self.texts.count - Self.misses.count >= 145)
  }

  private func bare(_ text: String) -> String {
    String(text.unicodeScalars.filter { !$0.properties.isWhitespace })
  }
}
