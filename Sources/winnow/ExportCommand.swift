import ArgumentParser
import Storage
import WinnowService

/// `winnow export`: the store in another shape.
struct ExportCommand: ParsableCommand {
  enum Shape: String, ExpressibleByArgument, CaseIterable {
    case documents, sqlite
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes posts with their discussions into a folder, in another shape.",
    discussion: """
      documents: one JSON document per post, comments nested under what they answer. sqlite: one closed \
      database, winnow.sqlite, with the tables blogs, posts and comments, for Datasette and the like.
      """
  )

  @OptionGroup var places: Places

  @Option(help: ArgumentHelp("Only the posts of this blog.", valueName: "slug"))
  var blog: String?

  @Option(name: .customLong("as"), help: "documents or sqlite.")
  var shape: Shape = .documents

  @Argument(help: "The folder, which is made where it is missing.")
  var folder: String

  func run() throws {
    let reader = try places.reader()
    let target = DiskPath(Configuration.absolute(folder))
    let count = try Failure.translating {
      switch shape {
      case .documents: try DocumentExport(to: target, disk: PosixDisk()).run(reader, blog: blog)
      case .sqlite: try SQLiteExport(to: target, disk: PosixDisk()).run(reader, blog: blog)
      }
    }
    Console.remark("\(count) posts in \(target).")
  }
}
