import ArgumentParser
import Storage
import WinnowService

/// `winnow retry`: refused files once more.
struct RetryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Puts refused files back into the inbox, to be read afresh."
  )

  @OptionGroup var places: Places

  @Flag(help: "Every refused file.")
  var all = false

  @Argument(help: "Names of refused files, as they stand in rejected/.")
  var names: [String] = []

  func validate() throws {
    guard all != !names.isEmpty else { throw ValidationError("name refused files, or give --all") }
  }

  func run() throws {
    let layout = try places.writersConfiguration().layout
    try Failure.translating {
      let rejected = RejectedFiles(layout: layout, disk: PosixDisk())
      let wanted = try all ? rejected.names() : names.map { Array($0.utf8) }
      for name in wanted {
        try rejected.putBack(name)
        Console.remark("\(String(decoding: name, as: UTF8.self)): back in the inbox.")
      }
    }
  }
}
