import ArgumentParser
import Storage
import Subscribers
import WinnowService

/// `winnow status`: how the daemon is, or how things were left when it is down.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows how the daemon is, what waits and why, and what the store holds."
  )

  @OptionGroup var places: Places

  @Flag(help: "One JSON object.")
  var json = false

  func run() throws {
    let configuration = try places.configuration()
    let report = try Failure.translating { try StatusReport(configuration) }
    if json {
      Console.write(report.json)
    } else {
      for line in report.lines(emphasis: Console.bold, warning: Console.warning) {
        Console.say(line)
      }
    }
  }
}
