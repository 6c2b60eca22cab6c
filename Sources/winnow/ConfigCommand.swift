import ArgumentParser
import WinnowService

/// `winnow config`: the settings in force and where each came from.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Shows the settings in force and where each came from."
  )

  @OptionGroup var places: Places

  @Flag(help: "Only checks the settings; exits with 78 when they cannot be used.")
  var check = false

  @Flag(help: "One JSON object per line.")
  var json = false

  func run() throws {
    let configuration = try places.configuration()
    guard !check else { return }
    for (setting, value) in configuration.inForce {
      if json {
        Console.data(
          "{\"key\":\(JSONText.quoted(setting.key)),\"value\":\(JSONText.quoted(value.text)),"
            + "\"origin\":\(JSONText.quoted(value.origin.description))}"
        )
      } else {
        let text = value.text.isEmpty ? "\"\"" : value.text.replacing("\n", with: ", ")
        Console.say("\(Console.bold(setting.key)) = \(text)  \(Console.faint("(\(value.origin))"))")
        Console.say("    \(setting.meaning)")
      }
    }
  }
}
