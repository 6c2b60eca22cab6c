import Detection
import Foundation
import Weblog

@testable import Exports

/// What a reader gives for one document, as JSON that reads well in a difference.
///
/// Fields that are empty or have their usual value are left out; `entries` keeps the order of reading.
struct EntryDump: Encodable, Equatable {
  private(set) var entries: [Item] = []
  private(set) var report = Report(ReadingReport())
  /// The reason and offset of the error that ended the reading.
  private(set) var error: String?

  /// Reads the bytes, handing them over in chunks of a size.
  init(_ bytes: [UInt8], as format: Format, chunk: Int = 256 << 10, limits: ReadingLimits = .init())
  {
    let input = ByteInput(chunksOf: bytes, size: chunk)
    var reader = ExportReader(format: format, input: input, limits: limits)
    do {
      while let entry = try reader.next() { entries.append(Item(entry)) }
    } catch let error as ExportError {
      self.error = "\(error.reason.rawValue) at \(error.offset)"
    } catch {
      self.error = "\(error)"
    }
    report = Report(reader.report)
  }

  /// Ends with a line feed.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(self)) ?? Data()
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

extension EntryDump {
  struct Person: Encodable, Equatable {
    var name: String?
    var url: String?
    var id: String?

    init(_ author: Author) {
      name = author.name
      url = author.url
      id = author.nativeID
    }
  }

  struct Report: Encodable, Equatable {
    var variant: String?
    var encoding: String
    var postsDeclared: Int?
    var commentsDeclared: Int?
    var skipped: Int
    var withheld: Int
    var isPartial: Bool
    /// `code × count at offset`.
    var notices: [String]

    init(_ report: ReadingReport) {
      variant = report.variant
      encoding = report.encoding
      postsDeclared = report.postsDeclared
      commentsDeclared = report.commentsDeclared
      skipped = report.skipped
      withheld = report.withheld
      isPartial = report.isPartial
      notices = report.notices.map { notice in
        "\(notice.code) × \(notice.count)" + (notice.firstOffset.map { " at \($0)" } ?? "")
      }
    }
  }

  /// One entry of any kind; texts begin with their markup, references with their kind.
  struct Item: Encodable, Equatable {
    var type: String
    var place: String?
    var kind: String?
    var status: String?
    var visibility: String?
    var title: String?
    var subtitle: String?
    var slug: String?
    var url: String?
    var urlAliases: [String]?
    var path: String?
    var originURL: String?
    var language: String?
    var summary: String?
    var tags: [String]?
    var nativeIDs: [String]?
    var post: String?
    var parent: String?
    var depth: Int?
    var published: String?
    var publishedZoned: String?
    var updated: String?
    var updatedZoned: String?
    var authors: [Person]?
    var content: String?
    var media: [String]?
    var commentsDeclared: Int?
    var ext: [String]?

    init(_ entry: Entry) {
      switch entry {
      case .blog(let blog): self.init(blog)
      case .post(let post): self.init(post)
      case .comment(let comment): self.init(comment)
      case .medium(let medium): self.init(medium)
      }
    }

    private init(_ blog: BlogEntry) {
      type = "blog"
      title = blog.title.map(Self.text)
      subtitle = blog.subtitle.map(Self.text)
      url = blog.url
      nativeIDs = Self.list(blog.nativeIDs.map(Self.id))
      language = blog.language
      authors = Self.list(blog.authors.map(Person.init))
      ext = Self.list(blog.ext.map(Self.extra))
    }

    private init(_ post: PostEntry) {
      type = "post"
      place = "\(post.locator) at \(post.offset)"
      kind = post.kind.rawValue
      status = post.status.rawValue
      visibility = post.visibility == .public ? nil : post.visibility.rawValue
      title = post.title.map(Self.text)
      slug = post.slug
      url = post.url
      urlAliases = Self.list(post.urlAliases)
      path = post.path
      originURL = post.originURL
      language = post.language
      summary = post.summary.map(Self.text)
      tags = Self.list(post.tags)
      nativeIDs = Self.list(post.nativeIDs.map(Self.id))
      published = post.published
      publishedZoned = post.publishedZoned
      updated = post.updated
      updatedZoned = post.updatedZoned
      authors = Self.list(post.authors.map(Person.init))
      content = post.content.map(Self.text)
      media = Self.list(post.media.map(Self.medium))
      commentsDeclared = post.commentsDeclared
      ext = Self.list(post.ext.map(Self.extra))
    }

    private init(_ comment: CommentEntry) {
      type = "comment"
      place = "\(comment.locator) at \(comment.offset)"
      kind = comment.kind == .comment ? nil : comment.kind.rawValue
      status = comment.status.rawValue
      nativeIDs = Self.list(comment.nativeIDs.map(Self.id))
      switch comment.post {
      case .preceding: post = "preceding"
      case .native(let id): post = Self.id(id)
      case .url(let url): post = url
      }
      switch comment.parent {
      case .native(let id): parent = Self.id(id)
      case .ordinal(let index): parent = "comment \(index)"
      case nil: parent = nil
      }
      depth = comment.depth
      authors = Self.list(comment.author.map { [Person($0)] } ?? [])
      published = comment.published
      publishedZoned = comment.publishedZoned
      content = comment.content.map(Self.text)
      ext = Self.list(comment.ext.map(Self.extra))
    }

    private init(_ entry: MediumEntry) {
      type = "medium"
      place = entry.locator
      post = Self.id(entry.post)
      media = [Self.medium(entry.medium)]
    }

    private static func text(_ text: MarkedText) -> String {
      "\(text.markup.rawValue): \(text.text)"
    }
    private static func id(_ id: NativeID) -> String { "\(id.space):\(id.id)" }
    private static func extra(_ extra: Extra) -> String { "\(extra.name) = \(extra.value)" }
    private static func list<Element>(_ list: [Element]) -> [Element]? { list.isEmpty ? nil : list }

    private static func medium(_ medium: Medium) -> String {
      [medium.role, medium.url, medium.type, medium.bytes.map(String.init), medium.title]
        .compactMap(\.self).joined(separator: " ")
    }
  }
}
