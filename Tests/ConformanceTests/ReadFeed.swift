import Detection
import Exports
import Normalization
import Weblog

/// A document as Winnow reads it: recognised by its content, read, and brought into normal form.
struct ReadFeed {
  enum Item {
    case post(Post)
    case comment(Weblog::Comment)
  }

  let verdict: Verdict
  /// Posts and comments in the order in which they stand in the document.
  private(set) var items: [Item] = []
  /// What the document says of its blog, in as many pieces as it says it.
  private(set) var blogs: [Blog] = []
  private(set) var report = ReadingReport()
  private(set) var error: ExportError?

  init(_ bytes: [UInt8], name: String) throws {
    verdict = Detector.verdict(head: Array(bytes.prefix(Detector.headBytes)), name: name)
    guard case .readable(let format) = verdict else { return }
    var reader = ExportReader(format: format, input: Self.input(bytes))
    var normalizer = Normalizer(rank: .feed, directory: nil)
    do {
      while let entry = try reader.next() { add(normalizer.normalize(entry)) }
    } catch let error as ExportError {
      self.error = error
    }
    report = reader.report
    report.withheld += normalizer.withheld
  }

  var format: Format? {
    if case .readable(let format) = verdict { format } else { nil }
  }

  private mutating func add(_ form: NormalForm) {
    switch form {
    case .blog(let blog, _): blogs.append(blog)
    case .post(let post): items.append(.post(post.post))
    case .comment(let comment): items.append(.comment(comment.comment))
    case .medium: break
    }
  }

  private static func input(_ bytes: [UInt8]) -> ByteInput {
    var isRead = false
    return ByteInput {
      defer { isRead = true }
      return isRead ? [] : bytes
    }
  }
}
