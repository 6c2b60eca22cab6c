import GRDB
package import Weblog

/// Blogs: what all documents together say of them, and whose platform number is whose host.
extension CatalogueSession {
  package func keep(_ blog: Blog, claim: BlogClaim) throws {
    try run { database in
      let slug = try database.filing(of: claim).0
      try database.change(
        """
        INSERT INTO blog_claims (slug, record, count) VALUES (?, ?, 1)
        ON CONFLICT DO UPDATE SET count = count + 1
        """,
        [slug, BlogRecord.encode(blog)]
      )
      try database.change(
        "INSERT INTO said_blogs (source, claim, record) VALUES (?, ?, ?)",
        [source, BlogClaimRecord.encode(claim), BlogRecord.encode(blog)]
      )
      touchedBlogs.insert(slug)
    }
  }

  package func host(ofPlatform platform: String) throws -> String? {
    try run { try $0.host(ofPlatform: platform) }
  }

  package func learn(host: String, ofPlatform platform: String) throws {
    try run { database in
      guard try database.host(ofPlatform: platform) == nil else { return }
      try database.change(
        "INSERT INTO platforms (platform, host) VALUES (?, ?)",
        [platform, host]
      )
      try adopt(platform, by: host, database)
      touchedBlogs.formUnion([platform, host])
    }
  }

  private func adopt(_ platform: String, by host: String, _ database: Database) throws {
    try database.change(
      """
      INSERT INTO blog_claims (slug, record, count)
      SELECT ?, record, count FROM blog_claims WHERE slug = ?
      ON CONFLICT DO UPDATE SET count = blog_claims.count + excluded.count
      """,
      [host, platform]
    )
    try database.change("DELETE FROM blog_claims WHERE slug = ?", [platform])
    let posts = try database.rows(
      """
      SELECT posts.number FROM partitions JOIN posts ON posts.partition = partitions.number
      WHERE partitions.kind = ? AND partitions.slug = ? AND partitions.standing = ?
      ORDER BY posts.number
      """,
      [Partition.Kind.posts.rawValue, platform, Partition.Standing.platform.rawValue]
    ) { $0[0] as Int64 }
    for post in posts { try move(post: post, to: host, .settled, database) }
  }

  /// Brings the blog records of this document's slugs up to date, once, at its end.
  func settleBlogs(_ database: Database) throws {
    guard !touchedBlogs.isEmpty else { return }
    // The counts are in the ledger of partitions, which has to be on the page to be added up.
    try partitions.flush(database)
    for slug in touchedBlogs.sorted() { try settleBlog(slug, database) }
    try partitions.touchOnly(.blogs, database)
    touchedBlogs.removeAll()
  }

  private func settleBlog(_ slug: String, _ database: Database) throws {
    let claims = try database.rows(
      "SELECT record FROM blog_claims WHERE slug = ? ORDER BY count DESC, record",
      [slug]
    ) { try BlogRecord.decode($0.bytes(0)) }
    let live = try database.number(
      "SELECT sum(live) FROM partitions WHERE slug = ? AND kind IN (?, ?)",
      [slug, Partition.Kind.posts.rawValue, Partition.Kind.comments.rawValue]
    )
    let isShown = !claims.isEmpty || (live ?? 0) > 0
    let record = BlogRecord.encode(Blog(claims))
    let before = try database.row(
      "SELECT revision, shown, record FROM blogs WHERE slug = ?",
      [slug]
    ) { (revision: $0[0] as Int, isShown: $0[1] as Bool, record: $0.bytes(2)) }
    guard isShown || before?.isShown == true else { return }
    guard before?.isShown != isShown || before?.record != record else { return }
    let revision = (before?.revision ?? 0) + 1
    try database.change(
      "INSERT OR REPLACE INTO blogs (slug, revision, shown, record) VALUES (?, ?, ?, ?)",
      [slug, revision, isShown, record]
    )
    if isShown {
      let path = Partition.Key(kind: .blogs).path
      try announce(.upsert, .blog, slug, revision: revision, path: path, database)
    } else if let host = try database.host(ofPlatform: slug) {
      try announce(.merge, .blog, slug, into: host, database)
    } else {
      try announce(.delete, .blog, slug, database)
    }
  }
}

extension Blog {
  /// Puts together what documents said, what most of them say first; the order in which they came does
  /// not matter.
  fileprivate init(_ claims: [Blog]) {
    self.init()
    title = claims.lazy.compactMap(\.title).first
    subtitle = claims.lazy.compactMap(\.subtitle).first
    url = claims.lazy.compactMap(\.url).first
    language = claims.lazy.compactMap(\.language).first
    nativeIDs = claims.flatMap(\.nativeIDs).unique()
    authors = claims.flatMap(\.authors).unique()
    ext = claims.flatMap(\.ext).unique()
  }
}

extension Array where Element: Hashable {
  fileprivate func unique() -> Self {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
