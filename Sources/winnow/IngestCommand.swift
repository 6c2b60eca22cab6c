import ArgumentParser
import Storage
import Synchronization
import WinnowService

/// `winnow ingest`: the intake once, without watching.
struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Takes in files and folders once, and leaves them where they are.",
    discussion: "Not while a daemon runs on the same state directory: drop into its inbox instead."
  )

  @OptionGroup var places: Places

  @Flag(help: "One JSON object per file.")
  var json = false

  @Argument(help: "Files, or folders to walk.")
  var paths: [String]

  func run() throws {
    let configuration = try places.writersConfiguration()
    let refused = Atomic<Int>(0)
    let bar = ProgressBar(isShown: Console.hasProgressLine && !json)
    let asJSON = json
    try Failure.translating {
      let ingestion = try Ingestion(
        paths: paths,
        didFinish: { report in
          if report.isRefused { refused.add(1, ordering: .relaxed) }
          bar.interrupt { Self.tell(report, asJSON: asJSON) }
        },
        didProgress: { bar.show($0) },
        remark: { Console.remark($0) }
      )
      try ingestion.run(configuration)
    }
    bar.clear()
    if refused.load(ordering: .relaxed) > 0 { throw ExitCode(ExitStatus.refused.rawValue) }
  }

  private static func tell(_ report: FileReport, asJSON: Bool) {
    if asJSON {
      Console.data(report.json)
    } else if report.isRefused {
      Console.complain(report.sentence)
    } else {
      Console.remark(report.sentence)
    }
  }
}
