import ArgumentParser
import Storage
import WinnowService

/// `winnow rebuild`: the store again.
struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Makes the store again, from the catalogue or from the originals.",
    discussion: """
      Without --to, every published file is written again from the catalogue. With it, the originals \
      are taken in once more, in the order in which they came, into a new state directory; its store \
      has the same bytes.
      """
  )

  @OptionGroup var places: Places

  @Option(
    help: ArgumentHelp("A new state directory for a rebuild from originals.", valueName: "dir")
  )
  var to: String?

  func run() throws {
    let configuration = try places.writersConfiguration()
    try Failure.translating {
      guard let to else {
        let store = try Store(configuration)
        try store.republish()
        return try store.close()
      }
      let target = try Configuration(flags: ["state.path": to])
      let count = try Rebuilding(from: configuration, to: target).run {
        Console.complain("\($0)")
      }
      Console.remark("Took \(count) files in again; the store is \(target.layout.store).")
    }
  }
}
