import Detection
import Exports
import Foundation
import Weblog

/// What reading one page's text gave, in a shape that can be written down and compared.
struct PageTextDump: Codable, Equatable {
  struct Notice: Codable, Equatable {
    var code: String
    var count: Int
  }

  struct Comment: Codable, Equatable {
    var depth: Int?
    var parent: Int?
    var author: String?
    var time: String?
    var text: String
  }

  var variant: String?
  var encoding: String
  var title: String?
  var published: String?
  var day: String?
  var declared: Int?
  var body: String
  var isPartial: Bool
  var notices: [Notice]
  var comments: [Comment] = []

  /// Reads in chunks of a given size, the last of them shorter.
  init(_ bytes: [UInt8], chunk: Int = 1 << 16, limits: ReadingLimits = ReadingLimits()) throws {
    var rest = bytes[...]
    let input = ByteInput {
      defer { rest = rest.dropFirst(chunk) }
      return Array(rest.prefix(chunk))
    }
    var reader = ExportReader(format: .bloggerPageText, input: input, limits: limits)
    var post: PostEntry?
    var comments: [Comment] = []
    while let entry = try reader.next() {
      switch entry {
      case .post(let found): post = found
      case .comment(let found): comments.append(Comment(found))
      case .blog, .medium: continue
      }
    }
    self.init(post, comments, reader.report)
  }

  private init(_ post: PostEntry?, _ comments: [Comment], _ report: ReadingReport) {
    variant = report.variant
    encoding = report.encoding
    title = post?.title?.text
    published = post?.published
    day = post?.published.flatMap { CalendarDay(spelledOut: $0)?.description }
    declared = post?.commentsDeclared
    body = post?.content?.text ?? ""
    isPartial = report.isPartial
    notices = report.notices.map { Notice(code: $0.code, count: $0.count) }
      .sorted { $0.code < $1.code }
    self.comments = comments
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
  }

  /// `T` for a comment that opens a thread, `R` for a reply, `?` where the page does not tell.
  var shape: String {
    comments.map { $0.depth == 0 ? "T" : $0.depth == nil ? "?" : "R" }.joined()
  }
}

extension PageTextDump.Comment {
  init(_ entry: CommentEntry) {
    depth = entry.depth
    if case .ordinal(let ordinal)? = entry.parent { parent = ordinal }
    author = entry.author?.name
    time = entry.published
    text = entry.content?.text ?? ""
  }
}
