import ArgumentParser
import Storage
import WinnowService

/// `winnow snapshot`: a frozen copy for programs that list first and read later.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Makes a frozen copy of the store out of hard links, and prints its path.",
    discussion: "A running daemon makes it; otherwise this command does."
  )

  @OptionGroup var places: Places

  func run() throws {
    let configuration = try places.writersConfiguration()
    let path = try Failure.translating { try SnapshotRequest(configuration).make() }
    Console.data(path)
  }
}
