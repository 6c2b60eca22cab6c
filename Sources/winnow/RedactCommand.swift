import ArgumentParser
import Storage
import Subscribers
import WinnowService

/// `winnow redact`: words that must not be there.
struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Takes the words of a post with its comments, or of a comment, out of everything.",
    discussion: """
      Store, snapshots, catalogue and originals lose them, and files that are dropped later do not bring them \
      back. This cannot be undone. Backups and files outside are yours to clean. The service must be \
      stopped.
      """
  )

  @OptionGroup var places: Places

  @Argument(help: "The id of a post (p_…) or a comment (c_…), or an address of the post.")
  var record: String

  func run() throws {
    let configuration = try places.writersConfiguration()
    let redaction = try Failure.translating {
      try Redacting(configuration) { Console.remark($0) }.redact(record)
    }
    guard let redaction else {
      throw Failure(.refused, "there is no record \(record); winnow list shows them")
    }
    Console.remark("Redacted: \(redaction.posts) posts, \(redaction.comments) comments.")
    for path in redaction.leftInInbox {
      Console.complain("\(path.description) still has the words; remove it")
    }
    guard redaction.isFinished else {
      throw Failure(
        .tryLater,
        "another program reads the catalogue, so its journal may still have the words; "
          + "the next start of winnow empties it"
      )
    }
  }
}
