import Foundation
import Testing
import WeblogTesting

/// The five seed pages, dropped into a running daemon.
@Suite(.enabled(if: WinnowProgram.isPresent && Corpus.isPresent, Corpus.absence))
struct SeedTests {
  struct Expected {
    let title: String?
    let day: String?
    let declared: Int?
    let shape: String
  }

  static let expected: [String: Expected] = [
    "000_9f30dea49fc6d932.txt": Expected(
      title: "Mobilisation!",
      day: "2014-02-04",
      declared: 21,
      shape: "TTRTTRTTTTRTRTTRRTTTR"
    ),
    "001_7f8ccafaa65cf7a5.txt": Expected(
      title: "Death Knell of Probation 3",
      day: "2019-10-07",
      declared: 17,
      shape: "TRRRTTTTRTTTTRRTR"
    ),
    "002_2bbbb2f67c14c04c.txt": Expected(
      title: "Omnishambles Update 32",
      day: "2014-01-10",
      declared: 11,
      shape: "TTRRRRTRTTR"
    ),
    "003_2e50eef25d0d3c57.txt": Expected(
      title: "More Haste - Less Speed?",
      day: "2014-04-10",
      declared: 15,
      shape: "TRTTRRTRRTTRTTT"
    ),
    "004_5e26d5a0bafa1947.txt": Expected(
      title: nil,
      day: nil,
      declared: nil,
      shape: "TRTRRRTRRRRRTRRRRRTTTRTTTTRTRRRT"
    ),
  ]

  @Test(arguments: [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 4, 0, 3, 1]])
  func `the seeds give exactly what they hold, in any order, twice`(order: [Int]) throws {
    let names = Self.expected.keys.sorted()
    let house = try Household()
    try house.start()
    for _ in 1...2 {
      for index in order {
        try house.drop(Corpus.bytes("seeds/\(names[index])"), as: names[index])
        house.wait(for: "\(names[index]) to leave the inbox") {
          house.names(in: house.inbox).isEmpty
        }
      }
    }
    house.wait(for: "ten sources in the ledger") { house.sources.count == 10 }
    #expect(house.stop() == 0)

    let posts = house.posts
    #expect(posts.count == 5)
    for (name, expected) in Self.expected {
      let source = house.sources.first { $0["name"] as? String == name }
      let id = try #require(source?["id"] as? String)
      let found = posts.first { self.source(of: $0) == id }
      let post: [String: Any] = try #require(found, "no post from \(name)")
      #expect(post["title"] as? String == expected.title)
      #expect(post["published_on"] as? String == expected.day)
      #expect(post["comments_declared"] as? Int == expected.declared)
      #expect(post["comment_count"] as? Int == expected.shape.count)
      #expect(post["revision"] as? Int == 1)
      #expect(shape(of: post, in: house.comments) == expected.shape)
    }
    #expect(house.sources.filter { $0["outcome"] as? String == "duplicate" }.count == 5)
  }

  private func source(of post: [String: Any]) -> String? {
    (post["sources"] as? [[String: Any]])?.first?["source"] as? String
  }

  private func shape(of post: [String: Any], in comments: [[String: Any]]) -> String {
    comments.filter { $0["post_id"] as? String == post["id"] as? String }
      .sorted { ($0["position"] as? Int ?? 0) < ($1["position"] as? Int ?? 0) }
      .map { ($0["parent_id"] is String) ? "R" : "T" }
      .joined()
  }
}
