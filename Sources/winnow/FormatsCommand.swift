import ArgumentParser
import Detection
import WinnowService

/// `winnow formats`: what is read, and how it is recognised.
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "Lists what is read and how it is recognised."
  )

  @Flag(help: "One JSON object per line.")
  var json = false

  func run() {
    for format in Format.allCases {
      if json {
        Console.data(
          #"{"format":"\#(format.rawValue)","name":"\#(format.title)","recognised_by":"\#(format.evidence)"}"#
        )
      } else {
        Console.say(Console.bold(format.rawValue) + "  " + format.title)
        Console.say("    recognised by " + format.evidence)
      }
    }
  }
}
