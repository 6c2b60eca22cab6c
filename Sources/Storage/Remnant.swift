import Crypto
import GRDB
import Reconciliation
import Weblog

/// What stands in the place of an original out of which words were redacted: its row in the ledger, and
/// its sightings as the catalogue has them.
///
/// A text that says what it is and a newline; parts, each with its length in eight bytes, its kind in one
/// and the catalogue's own records; the SHA-256 of everything before it.
struct Remnant {
  enum Part {
    case source(Source)
    case blog(Blog, BlogClaim)
    case post(PostSighting)
    case comment(CommentSighting)
  }

  static let head = [UInt8]("winnow-remnant 1\n".utf8)
  private static let hashSize = 32

  let parts: [Part]

  /// - Returns: `nil` when there is none.
  /// - Throws: `.damaged` when it is not what was written.
  init?(of hash: ContentHash, in layout: StoreLayout, on disk: any Disk) throws(StorageError) {
    let path = layout.remnant(hash)
    guard try disk.exists(path) else { return nil }
    let bytes = try disk.contents(path)
    guard bytes.count >= Self.head.count + Self.hashSize, bytes.starts(with: Self.head),
      [UInt8](SHA256.hash(data: bytes.dropLast(Self.hashSize)))
        == Array(bytes.suffix(Self.hashSize))
    else { throw StorageError(.damaged, "read", path.description) }
    var rest = bytes[Self.head.count..<(bytes.count - Self.hashSize)]
    var parts: [Part] = []
    while !rest.isEmpty {
      guard rest.count >= 9 else { throw RecordDecoder.damage }
      let length = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let kind = rest[rest.startIndex + 8]
      rest = rest.dropFirst(9)
      guard length <= UInt64(rest.count) else { throw RecordDecoder.damage }
      parts.append(try Self.part(kind, Array(rest.prefix(Int(length)))))
      rest = rest.dropFirst(Int(length))
    }
    self.parts = parts
  }

  private static func part(_ kind: UInt8, _ record: [UInt8]) throws(StorageError) -> Part {
    if kind == 0 { return .source(try SourceRecord.decode(record)) }
    var decoder = try RecordDecoder(record)
    let (head, words) = (try decoder.blob(), try decoder.blob())
    switch kind {
    case 1: return .blog(try BlogRecord.decode(words), try BlogClaimRecord.decode(head))
    case 2:
      let (member, locator) = try SightingHead.postMember(head, number: 0, source: 0, post: nil)
      return .post(
        PostSighting(
          post: try PostRecord.decode(words),
          locator: locator,
          rank: member.rank,
          blog: member.blog,
          keys: member.keys,
          contentHash: member.contentHash
        )
      )
    case 3:
      let (member, locator, _) = try SightingHead.commentMember(
        head,
        number: 0,
        source: 0,
        postSighting: 0,
        ordinal: 0,
        comment: nil
      )
      return .comment(
        CommentSighting(
          comment: try CommentRecord.decode(words),
          locator: locator,
          rank: member.rank,
          // It follows the sighting that it stood under, whatever named the post before.
          post: .preceding,
          parent: member.parent,
          depth: member.depth,
          bodyHash: member.bodyHash,
          contentHash: member.contentHash
        )
      )
    default: throw RecordDecoder.damage
    }
  }

  // MARK: Writing

  /// Writes what is left of an original, durably, to a place in `work/`.
  static func write(
    _ hash: ContentHash,
    _ connection: CatalogueConnection,
    _ path: DiskPath,
    _ disk: any Disk
  ) throws(StorageError) -> DiskPath {
    var file = try StagedFile(path, on: disk)
    var hasher = SHA256()
    func add(_ bytes: [UInt8]) throws {
      hasher.update(data: bytes)
      try file.append(bytes)
    }
    func add(_ kind: UInt8, _ record: [UInt8]) throws {
      let length = (0..<8).map { UInt8(truncatingIfNeeded: record.count >> ($0 * 8)) }
      try add(length + [kind] + record)
    }
    try connection.run { database in
      try add(head)
      let source = try database.row(
        "SELECT number, record FROM sources WHERE original = ? ORDER BY number LIMIT 1",
        [hash.bytes]
      ) { (number: $0[0] as Int64, record: $0.bytes(1)) }
      guard let source else { return }
      try add(0, source.record)
      try database.forEach(
        "SELECT claim, record FROM said_blogs WHERE source = ? ORDER BY number",
        [source.number]
      ) { try add(1, pair($0.bytes(0), $0.bytes(1))) }
      try database.forEach(
        """
        SELECT number, head, record FROM post_sightings JOIN post_words ON sighting = number
        WHERE source = ? ORDER BY number
        """,
        [source.number]
      ) { post in
        try add(2, pair(post.bytes(1), post.bytes(2)))
        try database.forEach(
          """
          SELECT head, record FROM comment_sightings JOIN comment_words ON sighting = number
          WHERE post_sighting = ? ORDER BY ordinal
          """,
          [post[0] as Int64]
        ) { try add(3, pair($0.bytes(0), $0.bytes(1))) }
      }
    }
    try file.append([UInt8](hasher.finalize()))
    _ = try file.finish()
    return path
  }

  private static func pair(_ head: [UInt8], _ words: [UInt8]) -> [UInt8] {
    var encoder = RecordEncoder(capacity: head.count + words.count + 16)
    encoder.blob(head)
    encoder.blob(words)
    return encoder.bytes
  }
}

/// The stored form of whose blog a document says it is.
enum BlogClaimRecord {
  static func encode(_ claim: BlogClaim) -> [UInt8] {
    var encoder = RecordEncoder(capacity: 64)
    encoder.text(claim.host)
    encoder.text(claim.directory)
    encoder.text(claim.platform)
    return encoder.bytes
  }

  static func decode(_ bytes: [UInt8]) throws(StorageError) -> BlogClaim {
    var decoder = try RecordDecoder(bytes)
    return BlogClaim(
      host: try decoder.optionalText(),
      directory: try decoder.optionalText(),
      platform: try decoder.optionalText()
    )
  }
}
