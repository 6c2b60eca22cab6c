import ArgumentParser
import Storage
import Subscribers
import Weblog
import WinnowService

/// `winnow show`: one post with its discussion.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows one post with its discussion, threads indented."
  )

  @OptionGroup var places: Places

  @Flag(help: "One JSON document, comments nested under what they answer.")
  var json = false

  @Argument(help: "A post's or comment's id, or any address of the post.")
  var name: String

  func run() throws {
    let reader = try places.reader()
    guard let (post, comments) = try Failure.translating({ try reader.post(name) }) else {
      throw Failure(.refused, "there is no post \(name); winnow list shows what there is")
    }
    if json {
      Console.write(NestedDocument(post: post, comments: comments).json)
    } else {
      for line in head(of: post) { Console.say(line) }
      for comment in comments { for line in Rendering.lines(of: comment) { Console.say(line) } }
    }
  }

  private func head(of record: PublishedPost) -> [String] {
    let post = record.post
    var lines = [Console.bold(Rendering.title(of: record))]
    let authors = post.authors.compactMap(\.name).joined(separator: ", ")
    let time = post.publishedAt?.description ?? post.publishedOn?.description ?? "undated"
    lines.append("\(time)  \(record.blogSlug)" + (authors.isEmpty ? "" : "  by \(authors)"))
    if let url = post.url { lines.append(url) }
    if post.status != .published { lines.append(Console.warning("[\(post.status.rawValue)]")) }
    if !post.tags.isEmpty { lines.append("Tags: \(post.tags.joined(separator: ", "))") }
    lines.append(Console.faint("\(record.id)  revision \(record.revision)"))
    lines.append("")
    lines += post.contentText.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0)
    }
    let declared = post.commentsDeclared.map {
      $0 == record.commentCount ? "" : " (declared \($0))"
    }
    lines += ["", Console.bold("\(record.commentCount) comments") + (declared ?? "")]
    return lines
  }
}
