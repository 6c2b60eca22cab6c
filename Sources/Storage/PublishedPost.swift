package import Weblog

/// A line of `posts.ndjson`.
package struct PublishedPost: Hashable, Sendable {
  package var id: String
  package var revision: Int
  package var blogSlug: String
  package var post: Post
  package var commentCount: Int
  package var sources: [SourceReference]
  /// 32 bytes.
  package var contentHash: [UInt8]

  package init(
    id: String,
    revision: Int,
    blogSlug: String,
    post: Post,
    commentCount: Int,
    sources: [SourceReference],
    contentHash: [UInt8]
  ) {
    self.id = id
    self.revision = revision
    self.blogSlug = blogSlug
    self.post = post
    self.commentCount = commentCount
    self.sources = sources
    self.contentHash = contentHash
  }
}

extension JSONWriter {
  /// Writes every field in schema order; braces are the caller's.
  package mutating func members(of record: PublishedPost) {
    member("id", record.id)
    member("revision", record.revision)
    member("blog_slug", record.blogSlug)
    members(of: record.post, record)
  }

  /// Writes the fields that a single document can tell, in schema order; braces are the caller's.
  package mutating func members(of post: Post) { members(of: post, nil) }

  private mutating func members(of post: Post, _ record: PublishedPost?) {
    member("kind", post.kind.rawValue)
    member("status", post.status.rawValue)
    member("visibility", post.visibility.rawValue)
    member("title", post.title)
    member("slug", post.slug)
    member("url", post.url)
    member("language", post.language)
    member("summary", post.summary)
    member("url_aliases", post.urlAliases)
    member("tags", post.tags)
    member("native_ids", post.nativeIDs)
    member("published_at", post.publishedAt)
    member("updated_at", post.updatedAt)
    member("published_on", post.publishedOn)
    member("published_raw", post.publishedRaw)
    member("updated_raw", post.updatedRaw)
    member("authors", post.authors)
    member("content_html", post.contentHTML)
    member("content_text", post.contentText)
    member("media", post.media)
    member("comments_declared", post.commentsDeclared)
    if let record {
      member("comment_count", record.commentCount)
      member("sources", record.sources)
      member("content_hash", record.contentHash.hex)
    }
    member("ext", post.ext)
  }

  package mutating func member(_ name: String, _ ids: [NativeID]) {
    key(name)
    array(ids) { writer, id in
      writer.object {
        $0.member("space", id.space)
        $0.member("id", id.id)
      }
    }
  }

  package mutating func member(_ name: String, _ authors: [Author]) {
    key(name)
    array(authors) { writer, author in writer.object { $0.members(of: author) } }
  }

  package mutating func members(of author: Author) {
    member("name", author.name)
    member("url", author.url)
    member("native_id", author.nativeID)
  }

  package mutating func member(_ name: String, _ ext: [Extra]) {
    key(name)
    array(ext) { writer, extra in
      writer.object {
        $0.member("name", extra.name)
        $0.member("value", extra.value)
      }
    }
  }

  package mutating func member(_ name: String, _ sources: [SourceReference]) {
    key(name)
    array(sources) { writer, source in
      writer.object {
        $0.member("source", source.source)
        $0.member("locator", source.locator)
        $0.member("fields", source.fields)
      }
    }
  }

  private mutating func member(_ name: String, _ media: [Medium]) {
    key(name)
    array(media) { writer, medium in
      writer.object { $0.members(of: medium) }
    }
  }

  package mutating func members(of medium: Medium) {
    member("url", medium.url)
    member("role", medium.role)
    member("type", medium.type)
    member("bytes", medium.bytes)
    member("title", medium.title)
  }
}
