import Detection
import Normalization
import Storage
import Weblog

/// The records of one parsed document, rendered in the order in which they can be written.
///
/// A comment that comes before its post waits for it, up to a bound; then it is written with a
/// `post_ref` of null, and a notice says how many were.
struct ParseOutput {
  private static let heldBytes = 64 << 20
  private static let bytesPerWrite = 1 << 18

  private(set) var nextPost: Int
  private(set) var end: Batch<Entry>.End?
  private var format: Format?
  private var container: [String] = []
  private var normalizer = Normalizer(rank: .text, directory: nil)
  private let name: String
  private let write: @Sendable ([UInt8]) -> Void
  private var writer = JSONWriter()
  private var names = PostNames()
  private var held: [(name: PostReference, comment: NormalComment)] = []
  private var heldSize = 0
  private var counts = Source.Counts()
  private let firstPost: Int

  init(name: String, firstPost: Int, write: @escaping @Sendable ([UInt8]) -> Void) {
    self.name = name
    self.write = write
    self.firstPost = firstPost
    nextPost = firstPost
  }

  /// Must come before the first batch.
  mutating func begin(_ format: Format, container: [String]) {
    self.format = format
    self.container = container
    normalizer = Normalizer(rank: format.rank, directory: nil)
  }

  mutating func take(_ batch: Batch<Entry>) {
    for entry in batch.items {
      render(normalizer.normalize(entry))
      if writer.bytes.count >= Self.bytesPerWrite { flush() }
    }
    if let end = batch.end { close(end) }
    flush()
  }

  private mutating func render(_ form: NormalForm) {
    switch form {
    case .blog(let blog, let claim):
      line("blog") {
        $0.member("blog_slug", claim.slug)
        $0.members(of: blog)
      }
    case .post(let normal): render(normal)
    case .comment(let normal): render(normal)
    case .medium(let normal): renderMedia(of: normal)
    }
  }

  private mutating func render(_ normal: NormalPost) {
    nameNextPost(normal.post)
    counts.posts += 1
    nextPost += 1
    line("post") {
      $0.member("blog_slug", normal.blog.slug)
      $0.member("locator", normal.locator)
      $0.members(of: normal.post)
    }
    renderReleased()
  }

  private mutating func render(_ normal: NormalComment) {
    switch normal.post {
    case .preceding:
      render(normal, postRef: nextPost > firstPost ? nextPost - 1 : nil)
    case .native: render(normal, named: normal.post)
    case .url(let url): render(normal, named: .url(CanonicalAddress.canonical(url) ?? url))
    }
  }

  private mutating func render(_ normal: NormalComment, named name: PostReference) {
    if let post = names[name] { return render(normal, postRef: post) }
    held.append((name, normal))
    heldSize += normal.comment.contentText.utf8.count + 1_024
    if heldSize > Self.heldBytes { renderHeld() }
  }

  private mutating func render(_ normal: NormalComment, postRef: Int?) {
    counts.comments += 1
    line("comment") {
      $0.member("post_ref", postRef)
      $0.member("parent", normal.parent)
      $0.member("depth", normal.depth)
      $0.member("locator", normal.locator)
      $0.members(of: normal.comment)
    }
  }

  /// Media of a post that has been written already.
  private mutating func renderMedia(of normal: NormalPost) {
    let post = normal.post.nativeIDs.first.flatMap { names[.native($0)] }
    for medium in normal.post.media {
      line("medium") {
        $0.member("post_ref", post)
        $0.member("locator", normal.locator)
        $0.key("medium")
        $0.object { $0.members(of: medium) }
      }
    }
  }

  private mutating func nameNextPost(_ post: Post) {
    for id in post.nativeIDs { names.add(.native(id), post: nextPost) }
    if let url = post.url { nameNextPost(url) }
    for url in post.urlAliases { nameNextPost(url) }
  }

  private mutating func nameNextPost(_ url: String) {
    if let canonical = CanonicalAddress.canonical(url) {
      names.add(.url(canonical), post: nextPost)
    }
  }

  /// Writes what waited for the post that has just been written.
  private mutating func renderReleased() {
    guard !held.isEmpty else { return }
    let released = held.filter { names[$0.name] != nil }
    guard !released.isEmpty else { return }
    held.removeAll { names[$0.name] != nil }
    for (name, comment) in released { render(comment, postRef: names[name]) }
    heldSize = held.reduce(0) { $0 + $1.comment.comment.contentText.utf8.count + 1_024 }
  }

  private mutating func renderHeld() {
    let orphans = held
    held = []
    heldSize = 0
    for (_, comment) in orphans { render(comment, postRef: nil) }
  }

  private mutating func close(_ end: Batch<Entry>.End) {
    self.end = end
    renderHeld()
    guard case .finished(let report) = end else { return }
    counts.skipped = report.skipped
    for notice in report.notices { line("notice") { $0.members(of: notice) } }
    let (name, format, counts) = (name, format?.rawValue, counts)
    let container = container
    let withheld = report.withheld + normalizer.withheld
    line("source") {
      $0.member("name", name)
      $0.member("container", container)
      $0.member("format", format)
      $0.member("variant", report.variant)
      $0.member("encoding", report.encoding)
      $0.member("outcome", report.isPartial ? "partial" : "ingested")
      $0.key("counts")
      $0.object {
        $0.member("posts", counts.posts)
        $0.member("comments", counts.comments)
        $0.member("skipped", counts.skipped)
      }
      $0.key("declared")
      $0.object {
        $0.member("posts", report.postsDeclared)
        $0.member("comments", report.commentsDeclared)
      }
      $0.member("withheld", withheld)
      $0.member("parser", Program.name)
    }
  }

  private mutating func line(_ type: String, _ members: (inout JSONWriter) -> Void) {
    writer.object {
      $0.member("type", type)
      members(&$0)
    }
    writer.newline()
  }

  private mutating func flush() {
    guard !writer.bytes.isEmpty else { return }
    write(writer.bytes)
    writer.removeAll()
  }
}

extension JSONWriter {
  /// How a reply names the comment it answers: a number within its post, or the platform's id.
  fileprivate mutating func member(_ name: String, _ parent: CommentReference?) {
    switch parent {
    case .ordinal(let number): member(name, String(number))
    case .native(let id): member(name, id.id)
    case nil: member(name, String?.none)
    }
  }
}
