import ArgumentParser
import Storage
import Subscribers
import Weblog
import WinnowService

/// `winnow explain`: which files made a post, and why they were taken for one.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Tells which files made a post, by which rule each was joined, and what they disagree on."
  )

  @OptionGroup var places: Places

  @Flag(help: "One JSON object per line.")
  var json = false

  @Argument(help: "A post's or comment's id, or any address of the post.")
  var name: String

  func run() throws {
    let reader = try places.reader()
    let parts = try Failure.translating { try reader.explain(name) }
    guard !parts.isEmpty, let (post, _) = try Failure.translating({ try reader.post(name) }) else {
      throw Failure(.refused, "there is no post \(name); winnow list shows what there is")
    }
    guard !json else {
      for part in parts { Console.write(line(of: part)) }
      return
    }
    Console.say(Console.bold(Rendering.title(of: post)) + Console.faint("  \(post.id)"))
    for part in parts { say(part) }
    for extra in post.post.ext
    where extra.name.hasPrefix("alternative/") {
      Console.say(
        Console.warning("conflict  \(extra.name.dropFirst(12)): \(extra.value.oneLine(limit: 200))")
      )
    }
  }

  private func say(_ part: Explanation) {
    let rules = part.rules.map { "\($0)" }.joined(separator: ", ")
    Console.say("\(part.source)  \(part.locator)")
    Console.say("    a \(part.rank) source, " + (rules.isEmpty ? "alone" : "joined by \(rules)"))
    if let title = part.title { Console.say("    says: \(title)") }
    if !part.fields.isEmpty { Console.say("    gives: \(part.fields.joined(separator: ", "))") }
  }

  private func line(of part: Explanation) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.member("source", part.source)
      $0.member("locator", part.locator)
      $0.member("rank", "\(part.rank)")
      $0.member("rules", part.rules.map { "\($0)" })
      $0.member("title", part.title)
      $0.member("published_on", part.publishedOn)
      $0.member("fields", part.fields)
    }
    writer.newline()
    return writer.bytes
  }
}
