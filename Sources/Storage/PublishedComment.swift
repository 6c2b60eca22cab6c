package import Weblog

/// A line of `comments.ndjson`.
package struct PublishedComment: Hashable, Sendable {
  package var id: String
  package var postID: String
  package var blogSlug: String
  package var revision: Int
  package var parentID: String?
  package var position: Int
  package var depth: Int?
  package var comment: Comment
  package var sources: [SourceReference]

  package init(
    id: String,
    postID: String,
    blogSlug: String,
    revision: Int,
    parentID: String?,
    position: Int,
    depth: Int?,
    comment: Comment,
    sources: [SourceReference]
  ) {
    self.id = id
    self.postID = postID
    self.blogSlug = blogSlug
    self.revision = revision
    self.parentID = parentID
    self.position = position
    self.depth = depth
    self.comment = comment
    self.sources = sources
  }
}

extension JSONWriter {
  /// Writes every field in schema order; braces are the caller's.
  package mutating func members(of record: PublishedComment) {
    member("id", record.id)
    member("post_id", record.postID)
    member("blog_slug", record.blogSlug)
    member("revision", record.revision)
    member("parent_id", record.parentID)
    member("position", record.position)
    member("depth", record.depth)
    members(of: record.comment, sources: record.sources)
  }

  /// Writes the fields that a single document can tell, in schema order; braces are the caller's.
  package mutating func members(of comment: Comment) { members(of: comment, sources: nil) }

  private mutating func members(of comment: Comment, sources: [SourceReference]?) {
    member("kind", comment.kind.rawValue)
    member("status", comment.status.rawValue)
    key("author")
    if let author = comment.author {
      object { $0.members(of: author) }
    } else {
      null()
    }
    member("published_at", comment.publishedAt)
    member("published_on", comment.publishedOn)
    member("published_raw", comment.publishedRaw)
    member("content_html", comment.contentHTML)
    member("content_text", comment.contentText)
    member("native_ids", comment.nativeIDs)
    if let sources { member("sources", sources) }
    member("ext", comment.ext)
  }
}
