import ArgumentParser
import Glibc
import Storage
import Weblog
import WinnowService

/// `winnow changes`: the feed.
struct ChangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Writes the change feed as NDJSON.",
    discussion:
      "Remember the last seq and pass it to --since. A seq too old to go on from is refused."
  )

  @OptionGroup var places: Places

  @Option(help: ArgumentHelp("Only changes after this one.", valueName: "seq"))
  var since: Int64 = 0

  @Flag(help: "Goes on as changes are published, until it is stopped.")
  var follow = false

  func run() throws {
    let reader = try places.reader()
    var last = since
    while true {
      let published = try Failure.translating { try reader.manifest().sequence }
      while last < published {
        guard let changes = try Failure.translating({ try reader.changes(since: last) }) else {
          throw Failure(
            .refused,
            "changes after \(last) are no longer kept; read the files again and go on from \(published)"
          )
        }
        let shown = changes.prefix { $0.sequence <= published }
        guard let end = shown.last?.sequence else { break }
        Console.write(Self.lines(of: shown))
        last = end
      }
      guard follow else { return }
      usleep(250_000)
    }
  }

  private static func lines(of changes: ArraySlice<Change>) -> [UInt8] {
    var writer = JSONWriter()
    for change in changes {
      writer.object { $0.members(of: change) }
      writer.newline()
    }
    return writer.bytes
  }
}
