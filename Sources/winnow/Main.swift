import ArgumentParser
import Glibc
import WinnowService

/// The table of contents of the program: what it does is named here and done elsewhere.
struct Winnow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winnow",
    abstract: "Takes in blog exports, removes duplicates, and keeps one JSON store.",
    discussion: """
      Drop exports into the inbox of a running daemon (winnow run), or take in files once (winnow \
      ingest). Other programs read the store; store/README.md tells how.
      """,
    version: Program.version,
    subcommands: [
      RunCommand.self, IngestCommand.self, ParseCommand.self, StatusCommand.self,
      ChangesCommand.self, ShowCommand.self, ListCommand.self, ExplainCommand.self,
      ExportCommand.self, VerifyCommand.self, RebuildCommand.self, SnapshotCommand.self,
      RetryCommand.self, WithdrawCommand.self, RedactCommand.self, FormatsCommand.self,
      ConfigCommand.self,
    ]
  )
}

@main
enum Main {
  static func main() {
    do {
      var command = try Winnow.parseAsRoot()
      try command.run()
    } catch {
      leave(with: error)
    }
  }

  /// Says what went wrong, on stderr, and exits with the code that the manual promises for it.
  private static func leave(with error: any Error) -> Never {
    switch error {
    case let failure as Failure:
      Console.complain(failure.description)
      exit(failure.status.rawValue)
    case let complaint as ConfigurationError:
      Console.complain(complaint.description)
      exit(ExitStatus.configuration.rawValue)
    default:
      let code = Winnow.exitCode(for: error)
      let text = Winnow.fullMessage(for: error)
      if code.isSuccess {
        Console.page(text, to: STDOUT_FILENO)
        exit(ExitStatus.done.rawValue)
      }
      if !text.isEmpty { Console.page("winnow: \(text)", to: STDERR_FILENO) }
      exit(code == .validationFailure ? ExitStatus.usage.rawValue : code.rawValue)
    }
  }
}
