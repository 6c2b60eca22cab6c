import Foundation
import Storage
import Testing
import Weblog

@Suite struct FeedSegmentTests {
  @Test func `many small segments become one, and the feed reads the same`() throws {
    let bench = try Workbench()
    bench.settings.mostSmallSegments = 4
    try bench.open()
    var feed = ""
    for number in 1...11 {
      try bench.accept(SampleDocument("\(number)", [.init("post \(number)")]))
      let files = bench.published("changes/")
      let listed = try bench.segments()
      #expect(listed.count <= 4)
      let now = listed.compactMap { files[$0] }.joined()
      #expect(now.hasPrefix(feed))
      feed = now
    }
    let sequences = try Workbench.records(feed).compactMap { $0["seq"] as? Int }
    #expect(sequences == Array(1...sequences.count))
    #expect(try bench.findings() == [])
  }

  @Test func `superseded segments stay for a day and then go`() throws {
    let bench = try Workbench()
    bench.settings.mostSmallSegments = 2
    try bench.open()
    for number in 1...3 { try bench.accept(SampleDocument("\(number)", [.init("post \(number)")])) }
    #expect(bench.published("changes/").count == 3)
    #expect(try bench.segments().count == 1)
    bench.close()
    bench.now = Instant(millisecondsSinceEpoch: bench.now.millisecondsSinceEpoch + 86_400_001)
    try bench.open()
    try bench.accept(SampleDocument("4", [.init("post 4")]))
    #expect(Set(bench.published("changes/").keys) == Set(try bench.segments()))
    #expect(try bench.findings() == [])
  }

  @Test func `a large segment is never written again`() throws {
    let bench = try Workbench()
    bench.settings.mostSmallSegments = 2
    bench.settings.smallSegment = 1_000
    try bench.open()
    let many = (1...20).map { SampleDocument.Item("first \($0)") }
    try bench.accept(SampleDocument("large", many))
    let large = try #require(try bench.segments().first)
    for number in 1...6 { try bench.accept(SampleDocument("\(number)", [.init("post \(number)")])) }
    #expect(try bench.segments().first == large)
    #expect(try bench.segments().count <= 5)
  }

  @Test func `a long list of files is split by blog and verified part by part`() throws {
    let bench = try Workbench()
    bench.settings.mostFilesListed = 4
    try bench.open()
    try bench.accept(SampleDocument("a", [.init("one", comments: ["Hello"])]))
    #expect((try bench.manifest()?["parts"] as? [Any])?.isEmpty == true)
    try bench.accept(SampleDocument("b", [.init("two", host: "other.org")]))
    let parts = try #require(try bench.manifest()?["parts"] as? [[String: Any]])
    #expect(
      parts.compactMap { $0["path"] as? String } == [
        "manifest/blog=example.org.ndjson", "manifest/blog=other.org.ndjson",
        "manifest/files.ndjson",
      ]
    )
    #expect(try bench.findings() == [])
    let part = bench.layout.published("manifest/blog=other.org.ndjson")
    bench.disk.put([1], at: part)
    #expect(try bench.findings().map(\.path) == [part.description])
  }
}
