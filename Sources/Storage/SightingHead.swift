import Reconciliation
import Weblog

/// The stored form of what reconciliation asks of a sighting before it asks for its words.
enum SightingHead {
  // MARK: Posts

  /// A post's head has what puts its sightings in order of trust since version 2.
  private static let postVersion: UInt8 = 2

  static func encode(_ sighting: PostSighting) -> [UInt8] {
    var encoder = RecordEncoder(capacity: 192, version: postVersion)
    encoder.choice(sighting.rank)
    encoder.list(sighting.keys) { $0.key($1) }
    encoder.nativeIDs(sighting.post.nativeIDs)
    encoder.text(sighting.blog.host)
    encoder.text(sighting.blog.directory)
    encoder.text(sighting.blog.platform)
    encoder.text(sighting.post.title)
    encoder.day(sighting.post.publishedOn)
    encoder.blob(sighting.contentHash)
    encoder.text(sighting.locator)
    encoder.signed(sighting.post.commentsDeclared.map(Int64.init))
    encoder.instant(sighting.post.updatedAt)
    encoder.count(sighting.post.contentText.utf8.count)
    return encoder.bytes
  }

  /// The member, with the locator that only a whole sighting shows; `words` reads the post itself, for
  /// what a head of version 1 lacks.
  static func postMember(
    _ bytes: [UInt8],
    number: Int64,
    source: Int64,
    post: Int64?,
    words: () throws -> Post
  ) throws -> (member: PostMember, locator: String) {
    var decoder = try RecordDecoder(bytes, newest: postVersion)
    var member = PostMember(
      number: number,
      source: source,
      post: post,
      rank: try decoder.choice(),
      keys: try decoder.list { (decoder) throws(StorageError) in try decoder.key() },
      nativeIDs: try decoder.nativeIDs(),
      blog: BlogClaim(
        host: try decoder.optionalText(),
        directory: try decoder.optionalText(),
        platform: try decoder.optionalText()
      ),
      title: try decoder.optionalText(),
      publishedOn: try decoder.day(),
      contentHash: try decoder.blob()
    )
    let locator = try decoder.text()
    if decoder.version == 1 {
      let post = try words()
      member.commentsDeclared = post.commentsDeclared
      member.updatedAt = post.updatedAt
      member.textSize = post.contentText.utf8.count
    } else {
      member.commentsDeclared = try decoder.optionalInt()
      member.updatedAt = try decoder.instant()
      member.textSize = Int(clamping: try decoder.unsigned())
    }
    return (member, locator)
  }

  // MARK: Comments

  static func encode(_ sighting: CommentSighting) -> [UInt8] {
    var encoder = RecordEncoder(capacity: 192)
    encoder.choice(sighting.rank)
    encoder.nativeIDs(sighting.comment.nativeIDs)
    encoder.parent(sighting.parent)
    encoder.signed(sighting.depth.map(Int64.init))
    encoder.text(sighting.comment.author?.name)
    encoder.instant(sighting.comment.publishedAt)
    encoder.day(sighting.comment.publishedOn)
    encoder.unsigned(sighting.bodyHash)
    encoder.choice(sighting.comment.status)
    encoder.blob(sighting.contentHash)
    encoder.text(sighting.locator)
    encoder.post(sighting.post)
    return encoder.bytes
  }

  /// A comment sighting without its words.
  struct CommentHead {
    let rank: SourceRank
    let nativeIDs: [NativeID]
    let parent: CommentReference?
    let depth: Int?
    let authorName: String?
    let publishedAt: Instant?
    let publishedOn: CalendarDay?
    let bodyHash: UInt64
    let status: CommentStatus
    let contentHash: [UInt8]
    let locator: String
    let post: PostReference

    init(_ bytes: [UInt8]) throws(StorageError) {
      var decoder = try RecordDecoder(bytes)
      rank = try decoder.choice()
      nativeIDs = try decoder.nativeIDs()
      parent = try decoder.parent()
      depth = try decoder.optionalInt()
      authorName = try decoder.optionalText()
      publishedAt = try decoder.instant()
      publishedOn = try decoder.day()
      bodyHash = try decoder.unsigned()
      status = try decoder.choice()
      contentHash = try decoder.blob()
      locator = try decoder.text()
      post = try decoder.post()
    }
  }

  // MARK: Who said what

  /// Of a merged record's sightings version 1 has every one, version 2 what they differ in.
  private static let creditVersion: UInt8 = 2

  static func encode(_ credits: [Credit]) -> [UInt8] {
    var encoder = RecordEncoder(capacity: 64, version: creditVersion)
    encoder.list(credits) {
      $0.choice($1.rank)
      $0.blob($1.contentHash.bytes)
      $0.signed($1.sighting)
      $0.signed($1.commentsDeclared.map(Int64.init))
      $0.texts($1.fields)
    }
    return encoder.bytes
  }

  static func attribution(_ bytes: [UInt8]) throws(StorageError) -> RecordAttribution {
    var decoder = try RecordDecoder(bytes, newest: creditVersion)
    guard decoder.version > 1 else {
      return .sightings(
        try decoder.list { (decoder) throws(StorageError) in
          _ = try decoder.signed()
          return Provenance(
            source: try decoder.signed(),
            locator: try decoder.text(),
            fields: try decoder.texts()
          )
        }
      )
    }
    return .credits(
      try decoder.list { (decoder) throws(StorageError) in
        Credit(
          rank: try decoder.choice(),
          contentHash: ContentDigest(try decoder.blob()),
          sighting: try decoder.signed(),
          commentsDeclared: try decoder.optionalInt(),
          fields: try decoder.texts()
        )
      }
    )
  }
}

extension RecordEncoder {
  fileprivate mutating func key(_ key: IdentityKey) {
    byte(key.rule.rawValue)
    unsigned(key.high)
    unsigned(key.low)
  }

  fileprivate mutating func parent(_ parent: CommentReference?) {
    switch parent {
    case nil: byte(0)
    case .native(let id):
      byte(1)
      nativeIDs([id])
    case .ordinal(let place):
      byte(2)
      signed(Int64(place))
    }
  }

  fileprivate mutating func post(_ post: PostReference) {
    switch post {
    case .preceding: byte(0)
    case .native(let id):
      byte(1)
      nativeIDs([id])
    case .url(let url):
      byte(2)
      text(url)
    }
  }
}

extension RecordDecoder {
  fileprivate mutating func key() throws(StorageError) -> IdentityKey {
    guard let rule = JoinRule(rawValue: try byte()) else { throw Self.damage }
    return IdentityKey(rule: rule, high: try unsigned(), low: try unsigned())
  }

  fileprivate mutating func parent() throws(StorageError) -> CommentReference? {
    switch try byte() {
    case 0: return nil
    case 1:
      guard let id = try nativeIDs().first else { throw Self.damage }
      return .native(id)
    case 2: return .ordinal(Int(try signed()))
    default: throw Self.damage
    }
  }

  fileprivate mutating func post() throws(StorageError) -> PostReference {
    switch try byte() {
    case 0: return .preceding
    case 1:
      guard let id = try nativeIDs().first else { throw Self.damage }
      return .native(id)
    case 2: return .url(try text())
    default: throw Self.damage
    }
  }
}
