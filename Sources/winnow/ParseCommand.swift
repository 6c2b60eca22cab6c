import ArgumentParser
import Detection
import WinnowService

/// `winnow parse`: what the reader makes of files, as NDJSON, without any state.
struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Reads files and writes what they hold as NDJSON.",
    discussion: """
      Each line has a type: blog, post, comment, notice, or source, which comes last in a file. A \
      comment names its post by post_ref, the index of the post record in this output.
      """
  )

  @OptionGroup var places: Places

  @Option(
    help: ArgumentHelp(
      "Reads as this format, whatever the content looks like.",
      valueName: "format"
    )
  )
  var format: String?

  @Argument(help: "Files, or - for standard input.")
  var paths: [String]

  func validate() throws {
    if let format, Format(rawValue: format) == nil {
      let known = Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("there is no format \(format); known are \(known)")
    }
  }

  func run() throws {
    let settings = ReadingSettings(try places.configuration())
    var isRefused = false
    var firstPost = 0
    for path in paths {
      let parsing = Parsing(
        path: path,
        format: format.flatMap(Format.init(rawValue:)),
        settings: settings,
        firstPost: firstPost,
        write: { Console.write($0) }
      )
      if let complaint = parsing.run() {
        Console.complain(complaint)
        isRefused = true
      }
      firstPost = parsing.postCount
    }
    if isRefused { throw ExitCode(ExitStatus.refused.rawValue) }
  }
}
