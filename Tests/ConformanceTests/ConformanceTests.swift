import Testing
import WeblogTesting

/// Feeds with what other readers make of them, mapped onto our fields by the tables beside this file.
@Suite(.enabled(if: Corpus.isPresent, Corpus.absence))
struct ConformanceTests {
  /// Of the checks that the model can answer, so many must hold.
  static let leastShare = 0.97

  @Test(arguments: [FeedSuite.feedparser, FeedSuite.gofeed])
  func `feeds read as other readers read them`(_ suite: FeedSuite) throws {
    let excuses: [Excuse] = try Tables.decoded("exceptions.json")
    let judgements = try Judgement.all(of: suite)
    let tally = Tally(judgements, of: suite)
    print(tally)
    #expect(tally.share >= Self.leastShare)
    expectNone("are not in the table", of: judgements) { $0.outcome == .unmentioned }
    expectNone("fail without a reason", of: judgements) { judgement in
      judgement.hasFailed && !excuses.contains { $0.covers(judgement.check, of: suite) }
    }
  }

  @Test(arguments: [FeedSuite.feedparser, FeedSuite.gofeed])
  func `every exception has a reason and is still needed`(_ suite: FeedSuite) throws {
    let excuses: [Excuse] = try Tables.decoded("exceptions.json")
    let failed = try Judgement.all(of: suite).filter(\.hasFailed)
    for excuse in excuses where excuse.suite == suite.description {
      #expect(!excuse.reason.isEmpty)
      #expect(
        failed.contains { excuse.covers($0.check, of: suite) },
        "\(excuse.file) \(excuse.path) holds, or is no check"
      )
    }
  }

  @Test(arguments: [FeedSuite.feedparser, FeedSuite.gofeed])
  func `every row of a table answers some check`(_ suite: FeedSuite) throws {
    let table = try suite.table
    let used = Set(try suite.loadChecks().compactMap(table.row(for:)))
    let idle = table.sections.flatMap(\.rows).filter { !used.contains($0) }
    #expect(idle.isEmpty, "\(idle.map(\.path.text))")
  }

  private func expectNone(
    _ complaint: String,
    of judgements: [Judgement],
    where isWrong: (Judgement) -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let wrong = judgements.filter(isWrong)
    guard !wrong.isEmpty else { return }
    let lines = wrong.map(\.line).joined(separator: "\n")
    Issue.record("\(wrong.count) checks \(complaint):\n\(lines)", sourceLocation: sourceLocation)
  }
}
