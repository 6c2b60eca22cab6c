import GRDB
import Weblog

/// One closed SQLite database with the tables `blogs`, `posts` and `comments`, for Datasette and others.
///
/// Columns are the published fields; lists are JSON texts, so that SQLite's own functions can open
/// them. The database is made beside its place and renamed into it, with no journal left behind.
package struct SQLiteExport {
  private let folder: DiskPath
  private let disk: any Disk

  private static let name = "winnow.sqlite"

  package init(to folder: DiskPath, disk: any Disk) {
    self.folder = folder
    self.disk = disk
  }

  /// Writes `winnow.sqlite`; one that is there already is replaced.
  ///
  /// - Returns: how many posts were written.
  package func run(_ reader: StoreReader, blog: String?) throws(StorageError) -> Int {
    try disk.makeFolders(folder)
    let temporary = folder / ".\(Self.name).part"
    try disk.removeAll(temporary)
    let count: Int
    do {
      let queue = try DatabaseQueue(path: temporary.description)
      count = try queue.write { try fill($0, reader, blog) }
      try queue.close()
    } catch {
      throw StorageError(catalogue: error, temporary.description)
    }
    try disk.replace(folder / Self.name, with: temporary)
    return count
  }

  private func fill(_ database: Database, _ reader: StoreReader, _ blog: String?) throws -> Int {
    try database.execute(sql: Self.schema)
    var ids: [String] = []
    var slugs: Set<String> = []
    try reader.posts(blog: blog) {
      ids.append($0.id)
      slugs.insert($0.blogSlug)
    }
    for id in ids {
      guard let (post, comments) = try reader.post(id) else { continue }
      try insert(post, database)
      for comment in comments { try insert(comment, database) }
    }
    for slug in slugs.sorted() {
      if let blog = try reader.blog(slug) { try insert(blog, database) }
    }
    return ids.count
  }

  private static let schema = """
    CREATE TABLE blogs (blog_slug TEXT PRIMARY KEY, title TEXT, subtitle TEXT, url TEXT,
      language TEXT, post_count INTEGER, comment_count INTEGER);
    CREATE TABLE posts (id TEXT PRIMARY KEY, revision INTEGER, blog_slug TEXT, kind TEXT,
      status TEXT, visibility TEXT, title TEXT, slug TEXT, url TEXT, language TEXT, summary TEXT,
      url_aliases TEXT, tags TEXT, native_ids TEXT, published_at TEXT, updated_at TEXT,
      published_on TEXT, authors TEXT, content_html TEXT, content_text TEXT,
      comments_declared INTEGER, comment_count INTEGER, sources TEXT, content_hash TEXT, ext TEXT);
    CREATE TABLE comments (id TEXT PRIMARY KEY, post_id TEXT REFERENCES posts (id),
      blog_slug TEXT, revision INTEGER, parent_id TEXT, position INTEGER, depth INTEGER, kind TEXT,
      status TEXT, author_name TEXT, author_url TEXT, published_at TEXT, published_on TEXT,
      content_html TEXT, content_text TEXT, native_ids TEXT, sources TEXT, ext TEXT);
    CREATE INDEX comments_by_post ON comments (post_id, position);
    CREATE INDEX posts_by_day ON posts (blog_slug, published_on);
    """

  private func insert(_ record: PublishedPost, _ database: Database) throws {
    let post = record.post
    try database.insert(
      into: "posts",
      [
        record.id, record.revision, record.blogSlug, post.kind.rawValue, post.status.rawValue,
        post.visibility.rawValue, post.title, post.slug, post.url, post.language, post.summary,
        json { $0.member("", post.urlAliases) }, json { $0.member("", post.tags) },
        json { $0.member("", post.nativeIDs) }, post.publishedAt?.description,
        post.updatedAt?.description, post.publishedOn?.description,
        json { $0.member("", post.authors) }, post.contentHTML, post.contentText,
        post.commentsDeclared, record.commentCount, json { $0.member("", record.sources) },
        record.contentHash.hex, json { $0.member("", post.ext) },
      ]
    )
  }

  private func insert(_ record: PublishedComment, _ database: Database) throws {
    let comment = record.comment
    try database.insert(
      into: "comments",
      [
        record.id, record.postID, record.blogSlug, record.revision, record.parentID,
        record.position, record.depth, comment.kind.rawValue, comment.status.rawValue,
        comment.author?.name, comment.author?.url, comment.publishedAt?.description,
        comment.publishedOn?.description, comment.contentHTML, comment.contentText,
        json { $0.member("", comment.nativeIDs) }, json { $0.member("", record.sources) },
        json { $0.member("", comment.ext) },
      ]
    )
  }

  private func insert(_ record: PublishedBlog, _ database: Database) throws {
    try database.insert(
      into: "blogs",
      [
        record.blogSlug, record.blog.title, record.blog.subtitle, record.blog.url,
        record.blog.language, record.postCount, record.commentCount,
      ]
    )
  }

  /// A list as a JSON text: the value of the one member that the closure writes under an empty name.
  private func json(_ member: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    member(&writer)
    return String(decoding: writer.bytes.dropFirst(3), as: UTF8.self)
  }
}

extension Database {
  fileprivate func insert(
    into table: String,
    _ values: [any CatalogueValue]
  ) throws {
    let places = values.map { _ in "?" }.joined(separator: ", ")
    try change("INSERT INTO \(table) VALUES (\(places))", values)
  }
}
