import GRDB

/// The tables of `catalogue.sqlite`: the truth that the store is published from.
///
/// They came about in steps, one migration each. A migration never changes once it has been released, so that a
/// catalogue of any earlier version opens, and `user_version` counts them, so that an earlier program refuses
/// what it does not know.
///
/// - `meta`: the store's id, its generation, what of the feed is published.
/// - `drops`: every accepted drop in order of receipt, by the hash of its bytes in `originals/`.
/// - `attempts`: how often reading a file ended with a crash, how often with an interruption that was not
///   its doing, and whether it is being read.
/// - `sources`: the ledger; one row a document, `record` as in `SourceRecord`. `entries` says how many posts, comments and
///   media were read in it and are kept; `NULL` is a document of which no version has counted them.
/// - `post_sightings`, `comment_sightings`: what each document showed, never changed once kept but for
///   the post or comment it stands for. `head` is what joining asks for. The words are in tables of
///   their own, `post_words` and `comment_words`, so that joining passes over little and standing for
///   another post rewrites little. `discussion` says whether comments stand under a post sighting, and
///   whether they have to be looked at when others come.
/// - `keys`: under which hashes post sightings meet. `urls`: for people who look one up.
/// - `posts`, `comments`: what is published. `merged` is `NULL` where one sighting speaks for itself.
///   A row whose `retired_into` is set only keeps its id from being used again and redirects it, or,
///   with 0, waits for a sighting that brings the record back.
///   `revised_by` is the source that made the last revision: a document makes at most one.
/// - `blog_claims`, `blogs`, `platforms`: what documents said of blogs, and whose number is whose host.
/// - `partitions`: the published files. `live` counts records, `bytes` estimates them, `records`,
///   `size` and `sha256` are those of the file as it was last published, `NULL` before.
///   `dirty` is the outbox, and so is every change above `meta.published_seq`.
/// - `changes`, `segments`, `tombstones`, `snapshots`: the feed and what goes with it. A segment whose
///   changes were written again in a larger one was `superseded` at that time, and is `NULL` before.
///
/// A crash leaves the last committed transaction; the store may be behind it and is then published
/// again from here, with equal bytes.
enum CatalogueSchema {
  private static let steps: [(name: String, take: @Sendable (Database) throws -> Void)] = [
    ("tables", create),
    ("entries counted", { try $0.execute(sql: entriesCounted) }),
    ("discussions covered", { try $0.execute(sql: discussionsCovered) }),
  ]

  /// Brings a catalogue of an earlier version, or an empty one, to this version.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (index, step) in steps.enumerated() {
      migrator.registerMigration(step.name) { database in
        // Catalogues from before there were migrations do not say that they have had the first.
        guard try version(of: database) <= index else { return }
        try step.take(database)
        try database.execute(sql: "PRAGMA user_version = \(index + 1)")
      }
    }
    return migrator
  }

  /// Whether a later program has made it.
  static func isNewer(_ database: Database) throws -> Bool {
    try version(of: database) > steps.count
  }

  /// Whether this program, or an earlier one, has yet to migrate it.
  static func isOlder(_ database: Database) throws -> Bool {
    try version(of: database) < steps.count
  }

  private static func version(of database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  private static let entriesCounted = """
    ALTER TABLE sources ADD COLUMN entries INTEGER;
    CREATE INDEX sources_uncounted ON sources (number) WHERE entries IS NULL;
    """

  private static let create: @Sendable (Database) throws -> Void = { database in
    try database.execute(sql: receipts)
    try database.execute(sql: sightings)
    try database.execute(sql: records)
    try database.execute(sql: publication)
  }

  /// Which comments a post's alignment has to look at.
  enum Discussion: Int {
    /// No comments stand under the sighting.
    case none = 0
    case leading = 1
    /// They are the first of those under another sighting of the post.
    case covered = 2
  }

  private static let discussionsCovered = """
    ALTER TABLE post_sightings ADD COLUMN discussion INTEGER NOT NULL DEFAULT 1;
    CREATE INDEX post_sightings_by_discussion ON post_sightings (post, discussion)
      WHERE post IS NOT NULL AND discussion > 0;
    """

  private static let receipts = """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE drops (
      number INTEGER PRIMARY KEY, hash BLOB NOT NULL, name BLOB NOT NULL,
      identity BLOB NOT NULL, bytes INTEGER NOT NULL, received INTEGER NOT NULL);
    CREATE INDEX drops_by_hash ON drops (hash);
    CREATE TABLE attempts (
      hash BLOB PRIMARY KEY, crashes INTEGER NOT NULL DEFAULT 0,
      interruptions INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE sources (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, hash BLOB NOT NULL,
      original BLOB NOT NULL, received INTEGER NOT NULL, partition INTEGER, record BLOB NOT NULL);
    CREATE INDEX sources_by_hash ON sources (hash, number);
    CREATE INDEX sources_by_original ON sources (original, number);
    CREATE INDEX sources_by_partition ON sources (partition, received, number);
    """

  private static let sightings = """
    CREATE TABLE post_sightings (
      number INTEGER PRIMARY KEY, source INTEGER NOT NULL, post INTEGER, head BLOB NOT NULL);
    CREATE TABLE post_words (sighting INTEGER PRIMARY KEY, record BLOB NOT NULL);
    CREATE INDEX post_sightings_by_post ON post_sightings (post) WHERE post IS NOT NULL;
    CREATE TABLE keys (
      rule INTEGER NOT NULL, high INTEGER NOT NULL, low INTEGER NOT NULL,
      sighting INTEGER NOT NULL, PRIMARY KEY (rule, high, low, sighting)) WITHOUT ROWID;
    CREATE TABLE urls (
      url TEXT NOT NULL, sighting INTEGER NOT NULL, PRIMARY KEY (url, sighting)) WITHOUT ROWID;
    CREATE TABLE comment_sightings (
      number INTEGER PRIMARY KEY, source INTEGER NOT NULL, post_sighting INTEGER NOT NULL,
      ordinal INTEGER NOT NULL, comment INTEGER, head BLOB NOT NULL);
    CREATE TABLE comment_words (sighting INTEGER PRIMARY KEY, record BLOB NOT NULL);
    CREATE INDEX comment_sightings_by_post_sighting ON comment_sightings (post_sighting);
    CREATE INDEX comment_sightings_by_comment ON comment_sightings (comment)
      WHERE comment IS NOT NULL;
    """

  private static let records = """
    CREATE TABLE posts (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL DEFAULT 0,
      revised_by INTEGER, partition INTEGER, published_on INTEGER, published_at INTEGER,
      comments_declared INTEGER, comment_count INTEGER NOT NULL DEFAULT 0, content_hash BLOB,
      retired_into INTEGER, sources BLOB, merged BLOB);
    CREATE INDEX posts_by_partition ON posts (partition, published_on, published_at, id)
      WHERE partition IS NOT NULL;
    CREATE TABLE comments (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, post INTEGER NOT NULL,
      revision INTEGER NOT NULL DEFAULT 0, revised_by INTEGER, partition INTEGER,
      parent INTEGER, position INTEGER, depth INTEGER, content_hash BLOB,
      retired_into INTEGER, sources BLOB, merged BLOB);
    CREATE INDEX comments_by_post ON comments (post);
    CREATE INDEX comments_by_partition ON comments (partition) WHERE partition IS NOT NULL;
    CREATE TABLE blog_claims (
      slug TEXT NOT NULL, record BLOB NOT NULL, count INTEGER NOT NULL,
      PRIMARY KEY (slug, record)) WITHOUT ROWID;
    CREATE TABLE blogs (
      slug TEXT PRIMARY KEY, revision INTEGER NOT NULL, shown INTEGER NOT NULL,
      record BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE platforms (platform TEXT PRIMARY KEY, host TEXT NOT NULL) WITHOUT ROWID;
    """

  private static let publication = """
    CREATE TABLE partitions (
      number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, slug TEXT NOT NULL,
      standing INTEGER NOT NULL, year INTEGER NOT NULL, part INTEGER NOT NULL,
      live INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0,
      dirty INTEGER NOT NULL DEFAULT 1, records INTEGER, size INTEGER, sha256 BLOB,
      UNIQUE (kind, slug, year, part));
    CREATE INDEX partitions_dirty ON partitions (number) WHERE dirty;
    CREATE TABLE changes (
      seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, op INTEGER NOT NULL,
      kind INTEGER NOT NULL, id TEXT NOT NULL, survivor TEXT, revision INTEGER, path TEXT);
    CREATE TABLE segments (
      first INTEGER NOT NULL, last INTEGER NOT NULL, records INTEGER NOT NULL,
      size INTEGER NOT NULL, sha256 BLOB NOT NULL, superseded INTEGER,
      PRIMARY KEY (first, last)) WITHOUT ROWID;
    CREATE TABLE tombstones (
      id TEXT PRIMARY KEY, kind INTEGER NOT NULL, survivor TEXT, at INTEGER NOT NULL,
      reason INTEGER NOT NULL, partition INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX tombstones_by_partition ON tombstones (partition, at, id);
    CREATE TABLE snapshots (generation INTEGER PRIMARY KEY, made INTEGER NOT NULL);
    """
}
