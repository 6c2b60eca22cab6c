import Reconciliation
import Weblog

/// The stored form of what reconciliation asks of a sighting before it asks for its words.
enum SightingHead {
  // MARK: Posts

  static func encode(_ sighting: PostSighting) -> [UInt8] {
    var encoder = RecordEncoder(capacity: 192)
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
    return encoder.bytes
  }

  /// - Returns: the member, with the locator that only a whole sighting shows.
  static func postMember(
    _ bytes: [UInt8],
    number: Int64,
    source: Int64,
    post: Int64?
  ) throws(StorageError) -> (member: PostMember, locator: String) {
    var decoder = try RecordDecoder(bytes)
    let member = PostMember(
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
    return (member, try decoder.text())
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

  /// - Returns: the member, with the locator and post reference that only a whole sighting shows.
  static func commentMember(
    _ bytes: [UInt8],
    number: Int64,
    source: Int64,
    postSighting: Int64,
    ordinal: Int,
    comment: Int64?
  ) throws(StorageError) -> (member: CommentMember, locator: String, post: PostReference) {
    var decoder = try RecordDecoder(bytes)
    let member = CommentMember(
      number: number,
      source: source,
      postSighting: postSighting,
      ordinal: ordinal,
      comment: comment,
      rank: try decoder.choice(),
      nativeIDs: try decoder.nativeIDs(),
      parent: try decoder.parent(),
      depth: try decoder.optionalInt(),
      authorName: try decoder.optionalText(),
      publishedAt: try decoder.instant(),
      publishedOn: try decoder.day(),
      bodyHash: try decoder.unsigned(),
      status: try decoder.choice(),
      contentHash: try decoder.blob()
    )
    return (member, try decoder.text(), try decoder.post())
  }

  // MARK: Who said what

  static func encode(_ sources: [Provenance]) -> [UInt8] {
    var encoder = RecordEncoder(capacity: 64)
    encoder.list(sources) {
      $0.signed($1.sighting)
      $0.signed($1.source)
      $0.text($1.locator)
      $0.texts($1.fields)
    }
    return encoder.bytes
  }

  static func provenance(_ bytes: [UInt8]) throws(StorageError) -> [Provenance] {
    var decoder = try RecordDecoder(bytes)
    return try decoder.list { (decoder) throws(StorageError) in
      Provenance(
        sighting: try decoder.signed(),
        source: try decoder.signed(),
        locator: try decoder.text(),
        fields: try decoder.texts()
      )
    }
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
