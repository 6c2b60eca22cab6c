/// How many checks a suite has, folder by folder, and how many of them hold.
struct Tally: CustomStringConvertible {
  struct Row {
    var files: Set<String> = []
    var checks = 0
    var mappable = 0
    var held = 0
  }

  private(set) var total = Row()
  private var rows: [String: Row] = [:]
  private let suite: FeedSuite

  init(_ judgements: [Judgement], of suite: FeedSuite) {
    self.suite = suite
    for judgement in judgements {
      let folder = judgement.check.file.split(separator: "/").dropLast().joined(separator: "/")
      Self.count(judgement, in: &total)
      Self.count(judgement, in: &rows[folder, default: Row()])
    }
  }

  /// Of the mappable checks, from 0 to 1.
  var share: Double { total.mappable == 0 ? 0 : Double(total.held) / Double(total.mappable) }

  private static func count(_ judgement: Judgement, in row: inout Row) {
    row.files.insert(judgement.check.file)
    row.checks += 1
    row.mappable += judgement.isMappable ? 1 : 0
    row.held += judgement.outcome == .held ? 1 : 0
  }

  var description: String {
    let folders = rows.sorted { $0.key < $1.key }.map { Self.line($0.key, $0.value) }
    return (folders + [Self.line("all of it", total)]).map { "\(suite) \($0)" }
      .joined(separator: "\n")
  }

  private static func line(_ name: String, _ row: Row) -> String {
    "\(name): \(row.files.count) files, \(row.checks) checks, \(row.mappable) mappable, \(row.held) held"
  }
}
