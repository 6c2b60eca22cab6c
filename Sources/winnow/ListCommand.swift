import ArgumentParser
import Storage
import Weblog
import WinnowService

/// `winnow list`: one line per post.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the posts of the store, one line each."
  )

  @OptionGroup var places: Places

  @Option(help: ArgumentHelp("Only the posts of this blog.", valueName: "slug"))
  var blog: String?

  @Option(help: ArgumentHelp("Only posts of this day or later.", valueName: "yyyy-mm-dd"))
  var since: Day?

  @Flag(help: "One JSON object per line.")
  var json = false

  func run() throws {
    let reader = try places.reader()
    try Failure.translating {
      try reader.posts(blog: blog, since: since?.day) { post in
        if json { Console.write(Rendering.line(of: post)) } else { Console.say(sentence(post)) }
      }
    }
  }

  private func sentence(_ record: PublishedPost) -> String {
    let post = record.post
    let day = post.publishedOn?.description ?? "----------"
    let title = Rendering.title(of: record)
    let state = post.status == .published ? "" : Console.warning(" [\(post.status.rawValue)]")
    let comments = record.commentCount == 0 ? "" : " (\(record.commentCount))"
    return "\(day)  \(Console.bold(title))\(comments)\(state)  "
      + Console.faint("\(record.blogSlug)  \(record.id)")
  }
}
