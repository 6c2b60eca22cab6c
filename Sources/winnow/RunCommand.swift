import ArgumentParser
import Storage
import Subscribers
import WinnowService

/// `winnow run`: the daemon, in the foreground.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Watches the inbox and keeps the store, until it is told to stop.",
    discussion: """
      SIGTERM or SIGINT ends it cleanly, SIGHUP reads the settings again. This is what systemd starts.
      """
  )

  @OptionGroup var places: Places

  func run() throws {
    let places = places
    let configuration = try settings()
    try Failure.translating {
      try Directories.prepare(configuration)
      let daemon = try Daemon(
        configuration: configuration,
        surroundings: .current(),
        readSettings: { try places.configuration() }
      )
      // Before the first file: a signal must never find the default action in place.
      let signals = Signals(
        stop: { daemon.stop() },
        reload: { daemon.reload() },
        snapshot: { daemon.snapshot() }
      )
      try daemon.start()
      signals.serve()
    }
  }

  /// The settings; what is wrong with them goes to the journal as an event of its own.
  private func settings() throws -> Configuration {
    do {
      return try places.configuration()
    } catch let complaint as ConfigurationError {
      complaint.report()
      throw ExitCode(ExitStatus.configuration.rawValue)
    }
  }
}
