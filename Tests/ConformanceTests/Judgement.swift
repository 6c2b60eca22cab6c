import WeblogTesting

/// What became of one check.
struct Judgement {
  enum Outcome: Hashable {
    case held
    case failed(actual: [String])
    case unmappable
    /// The table does not mention the path, or names a field or a comparison that there is not.
    case unmentioned
  }

  let check: Check
  let outcome: Outcome

  init(_ check: Check, by table: MappingTable, on feed: ReadFeed) {
    self.check = check
    switch table.row(for: check)?.ruling(on: check) {
    case nil: outcome = .unmentioned
    case .unmappable: outcome = .unmappable
    case .field(let field, let comparison):
      guard let actual = feed.values(of: field) else {
        outcome = .unmentioned
        return
      }
      outcome = comparison.holds(check.expected, actual) ? .held : .failed(actual: actual)
    }
  }

  var isMappable: Bool { outcome != .unmappable }

  var hasFailed: Bool {
    if case .failed = outcome { true } else { false }
  }

  var line: String {
    let expected = check.expected.map { "\"\($0)\"" } ?? "nothing"
    if case .failed(let actual) = outcome {
      return "\(check.file) \(check.path): expected \(expected), got \(actual)"
    }
    return "\(check.file) \(check.path): \(expected)"
  }

  /// Judges every check of a suite, reading each of its files once.
  static func all(of suite: FeedSuite) throws -> [Judgement] {
    let table = try suite.table
    let byFile = Dictionary(grouping: try suite.loadChecks(), by: \.file)
    return try byFile.sorted { $0.key < $1.key }.flatMap { file, checks in
      let feed = try ReadFeed(Corpus.bytes("\(suite.folder)/\(file)"), name: file)
      return checks.map { Judgement($0, by: table, on: feed) }
    }
  }
}
