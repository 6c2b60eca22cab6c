import ArgumentParser
import Storage
import Subscribers
import Weblog
import WinnowService

/// `winnow withdraw`: takes back what one file brought.
struct WithdrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Takes back everything that one file alone brought.",
    discussion: """
      Posts and comments that no other file shows are deleted; others are merged again without it. Every \
      drop of the same bytes goes with it. The file itself goes to rejected/, and winnow retry takes it \
      in again. The service must be stopped.
      """
  )

  @OptionGroup var places: Places

  @Argument(help: "A source's id (s_…), or the name of a file as it was dropped.")
  var source: String

  func run() throws {
    let configuration = try places.writersConfiguration()
    try Failure.translating {
      let withdrawing = try Withdrawing(configuration)
      let file = try theFile(among: withdrawing.files(named: source))
      let done = try withdrawing.withdraw(file)
      try withdrawing.close()
      let name = file.sources.first?.name ?? source
      let rejected = String(decoding: done.path.name, as: UTF8.self)
      Console.remark(
        "\(name) is withdrawn: \(done.postsEnded) posts and \(done.commentsEnded) comments are gone. "
          + "winnow retry \(rejected) takes it in again."
      )
    }
  }

  private func theFile(among files: [AcceptedFile]) throws -> AcceptedFile {
    guard let file = files.first else {
      throw Failure(.refused, "no file that was taken in is called \(source)")
    }
    guard files.count == 1 else {
      let ids = files.compactMap(\.sources.first?.id).joined(separator: ", ")
      throw Failure(.refused, "several files are called \(source): name one of \(ids)")
    }
    return file
  }
}
