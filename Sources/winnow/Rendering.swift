import Storage
import Subscribers
import Weblog

/// How records look on a terminal and in nested JSON.
enum Rendering {
  /// The title, or the beginning of the words where there is none.
  static func title(of record: PublishedPost) -> String {
    if let title = record.post.title { return title }
    let words = record.post.contentText.prefix(60).split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? "(no words)" : "“\(words.joined(separator: " "))…”"
  }

  /// The fields that tell posts apart, as one JSON line.
  static func line(of record: PublishedPost) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.member("id", record.id)
      $0.member("revision", record.revision)
      $0.member("blog_slug", record.blogSlug)
      $0.member("kind", record.post.kind.rawValue)
      $0.member("status", record.post.status.rawValue)
      $0.member("published_on", record.post.publishedOn)
      $0.member("title", record.post.title)
      $0.member("url", record.post.url)
      $0.member("comment_count", record.commentCount)
    }
    writer.newline()
    return writer.bytes
  }

  /// A comment's words behind a rule for each level it is deep.
  static func lines(of record: PublishedComment) -> [String] {
    let margin = String(repeating: "  │ ", count: min(record.depth ?? 0, 12)) + "  "
    let comment = record.comment
    let author = comment.author?.name ?? "somebody"
    let time = comment.publishedAt?.description ?? comment.publishedOn?.description ?? ""
    let state = comment.status == .approved ? "" : " [\(comment.status.rawValue)]"
    let head = Console.bold(author) + Console.faint("  \(time)  \(record.id)") + state
    return ["", margin + head]
      + comment.contentText.split(separator: "\n", omittingEmptySubsequences: true).map {
        margin + String($0)
      }
  }
}
