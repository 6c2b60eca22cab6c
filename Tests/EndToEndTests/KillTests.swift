import Crypto
import Foundation
import Testing
import WeblogTesting

/// The daemon killed at random moments while files are dropped, and what must hold after each time.
@Suite(.enabled(if: WinnowProgram.isPresent, WinnowProgram.absence))
struct KillTests {
  static let rounds = Int(ProcessInfo.processInfo.environment["WINNOW_KILL_ROUNDS"] ?? "") ?? 200

  @Test func `killed at any moment, nothing is lost, doubled or torn`() throws {
    let house = try Household()
    var random = SeededGenerator(seed: 20_140_204)
    var dropped: [SampleExport] = []
    var generation = 0
    for round in 0..<Self.rounds {
      try house.start()
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let export = SampleExport(number: dropped.count + 1)
        try house.drop(export.bytes, as: export.name)
        dropped.append(export)
      }
      usleep(UInt32.random(in: 0...180_000, using: &random))
      house.kill()
      try checkNothingIsLost(dropped, in: house, round: round)
      checkNothingIsTornOrDouble(in: house, round: round)
      let reached = house.manifest["generation"] as? Int ?? 0
      #expect(reached >= generation, "round \(round): generation \(generation) became \(reached)")
      generation = reached
    }
    try finish(house, dropped)
  }

  private func finish(_ house: Household, _ dropped: [SampleExport]) throws {
    try house.start()
    house.wait(seconds: 120, for: "the inbox to be empty") { house.names(in: house.inbox).isEmpty }
    let titles = Set(dropped.flatMap(\.postTitles))
    house.wait(seconds: 60, for: "every post to be published") {
      house.posts.count >= titles.count
    }
    #expect(house.stop() == 0)
    #expect(Set(house.posts.compactMap { $0["title"] as? String }) == titles)
    #expect(house.posts.count == titles.count)
    #expect(house.comments.count == titles.count * 4)
    #expect(house.posts.allSatisfy { $0["revision"] as? Int == 1 })
    #expect(house.names(in: house.rejected).isEmpty)
    let verified = try WinnowProgram.run("verify", "--state", house.state.path)
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
  }

  private func checkNothingIsLost(_ dropped: [SampleExport], in house: Household, round: Int) throws
  {
    let kept = Set(walk(house.originals).map(\.lastPathComponent))
    let waiting = try Set(
      house.names(in: house.inbox).map { name in
        digest([UInt8](try Data(contentsOf: house.inbox.appendingPathComponent(name))))
      }
    )
    for export in dropped {
      let hash = digest(export.bytes)
      #expect(
        kept.contains { $0.hasPrefix(hash) } || waiting.contains(hash),
        "round \(round): \(export.name) is gone"
      )
    }
  }

  private func checkNothingIsTornOrDouble(in house: Household, round: Int) {
    var ids: Set<String> = []
    for file in walk(house.store) where file.pathExtension == "ndjson" {
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? "not UTF-8"
      #expect(text.hasSuffix("\n"), "round \(round): \(file.path) ends in the middle of a line")
      guard !file.path.contains("/changes/") else { continue }
      for line in text.split(separator: "\n") {
        let record = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect(record != nil, "round \(round): a torn line in \(file.path)")
        if let id = record?["id"] as? String {
          #expect(ids.insert(id).inserted, "round \(round): \(id) twice")
        }
      }
    }
  }

  private func walk(_ folder: URL) -> [URL] {
    let walk = FileManager.default.enumerator(atPath: folder.path)
    return (walk?.compactMap { $0 as? String } ?? []).map { folder.appendingPathComponent($0) }
  }

  private func digest(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
  }
}
