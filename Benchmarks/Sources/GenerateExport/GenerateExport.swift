import Foundation
import SyntheticExports

/// Writes an invented export or feed of any size; the same arguments always give the same bytes.
@main
struct GenerateExport {
  private static let usage = """
    usage: GenerateExport [--format blogger|takeout|wordpress|rss] [--megabytes N] [--posts N]
                          [--comments N] [--seed N] [--output FILE]
           GenerateExport --page-text N [--page-bytes N] [--seed N] --output DIRECTORY

    Without --output the export goes to stdout. A megabyte is 1 000 000 bytes; unless told otherwise
    it holds 100 posts and 600 comments, 300 of a WordPress export; 200 items and no comments of a feed.

    """

  static func main() {
    do {
      let arguments = try Arguments(
        CommandLine.arguments.dropFirst(),
        values: [
          "--comments", "--format", "--megabytes", "--output", "--page-bytes", "--page-text",
          "--posts", "--seed",
        ],
        flags: ["--help"]
      )
      if arguments.has("--help") { return print(usage) }
      if let pages = try arguments.number("--page-text", in: 1...100_000) {
        try writePages(pages, arguments)
      } else {
        try writeExport(arguments)
      }
    } catch {
      FileHandle.standardError.write(Data("GenerateExport: \(error)\n\(usage)".utf8))
      exit(2)
    }
  }

  private static func writeExport(_ arguments: Arguments) throws {
    let name = arguments.text("--format") ?? SyntheticFormat.blogger.rawValue
    guard let format = SyntheticFormat(rawValue: name) else {
      throw Arguments.Mistake(description: "there is no format \(name)")
    }
    let plan = format.plan(
      seed: UInt64(try arguments.number("--seed", in: 0...Int.max) ?? 1),
      megabytes: try arguments.number("--megabytes", in: 1...100_000) ?? 100,
      posts: try arguments.number("--posts", in: 1...100_000_000),
      comments: try arguments.number("--comments", in: 0...100_000_000)
    )
    var sink = ByteSink(try output(arguments.text("--output")))
    try format.write(plan, to: &sink)
    let summary = "\(sink.count) bytes, \(plan.posts) posts, \(plan.comments) comments\n"
    FileHandle.standardError.write(Data(summary.utf8))
  }

  private static func writePages(_ count: Int, _ arguments: Arguments) throws {
    guard let directory = arguments.text("--output") else {
      throw Arguments.Mistake(description: "--page-text needs --output DIRECTORY")
    }
    try FileManager.default.createDirectory(
      atPath: directory,
      withIntermediateDirectories: true
    )
    let bytes = try arguments.number("--page-bytes", in: 500...10_000_000) ?? 20_000
    var pages = PageText(seed: UInt64(try arguments.number("--seed", in: 0...Int.max) ?? 1))
    for number in 0..<count {
      let file = URL(filePath: directory).appending(path: "page-\(number + 1).txt")
      try Data(pages.page(number, bytes: bytes).utf8).write(to: file)
    }
  }

  private static func output(_ path: String?) throws -> FileHandle {
    guard let path else { return .standardOutput }
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw Arguments.Mistake(description: "cannot write \(path)") }
    return file
  }
}
