package import Weblog

/// A line of `blogs.ndjson`.
package struct PublishedBlog: Hashable, Sendable {
  package var blogSlug: String
  package var revision: Int
  package var blog: Blog
  package var postCount: Int
  package var commentCount: Int
}

extension JSONWriter {
  /// Writes every field in schema order; braces are the caller's.
  package mutating func members(of record: PublishedBlog) {
    member("blog_slug", record.blogSlug)
    member("revision", record.revision)
    members(of: record.blog, record)
  }

  /// Writes the fields that a single document can tell, in schema order; braces are the caller's.
  package mutating func members(of blog: Blog) { members(of: blog, nil) }

  private mutating func members(of blog: Blog, _ record: PublishedBlog?) {
    member("title", blog.title)
    member("subtitle", blog.subtitle)
    member("url", blog.url)
    member("native_ids", blog.nativeIDs)
    member("language", blog.language)
    member("authors", blog.authors)
    if let record {
      member("post_count", record.postCount)
      member("comment_count", record.commentCount)
    }
    member("ext", blog.ext)
  }
}
