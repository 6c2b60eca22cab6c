import Weblog

/// The stored form of a post in normal form: the fields of `Post` in the order of its declaration,
/// `path` last because it is not part of what is shown.
enum PostRecord {
  static func encode(_ post: Post) -> [UInt8] {
    var encoder = RecordEncoder(
      capacity: 512 + post.contentText.utf8.count + (post.contentHTML?.utf8.count ?? 0)
    )
    encoder.choice(post.kind)
    encoder.choice(post.status)
    encoder.choice(post.visibility)
    encoder.text(post.title)
    encoder.text(post.slug)
    encoder.text(post.url)
    encoder.texts(post.urlAliases)
    encoder.text(post.language)
    encoder.text(post.summary)
    encoder.texts(post.tags)
    encoder.nativeIDs(post.nativeIDs)
    encoder.instant(post.publishedAt)
    encoder.instant(post.updatedAt)
    encoder.day(post.publishedOn)
    encoder.text(post.publishedRaw)
    encoder.text(post.updatedRaw)
    encoder.list(post.authors) { $0.author($1) }
    encoder.text(post.contentHTML)
    encoder.text(post.contentText)
    encoder.list(post.media) { $0.medium($1) }
    encoder.signed(post.commentsDeclared.map(Int64.init))
    encoder.ext(post.ext)
    encoder.text(post.path)
    return encoder.bytes
  }

  static func decode(_ bytes: [UInt8]) throws(StorageError) -> Post {
    var decoder = try RecordDecoder(bytes)
    var post = Post()
    post.kind = try decoder.choice()
    post.status = try decoder.choice()
    post.visibility = try decoder.choice()
    post.title = try decoder.optionalText()
    post.slug = try decoder.optionalText()
    post.url = try decoder.optionalText()
    post.urlAliases = try decoder.texts()
    post.language = try decoder.optionalText()
    post.summary = try decoder.optionalText()
    post.tags = try decoder.texts()
    post.nativeIDs = try decoder.nativeIDs()
    post.publishedAt = try decoder.instant()
    post.updatedAt = try decoder.instant()
    post.publishedOn = try decoder.day()
    post.publishedRaw = try decoder.optionalText()
    post.updatedRaw = try decoder.optionalText()
    post.authors = try decoder.authors()
    post.contentHTML = try decoder.optionalText()
    post.contentText = try decoder.text()
    post.media = try decoder.list { (decoder) throws(StorageError) in try decoder.medium() }
    post.commentsDeclared = try decoder.optionalInt()
    post.ext = try decoder.ext()
    post.path = try decoder.optionalText()
    return post
  }

  /// The names of the fields that say something, in schema order.
  static func fields(of post: Post) -> [String] {
    let optional: [(String, Bool)] = [
      ("title", post.title != nil),
      ("slug", post.slug != nil),
      ("url", post.url != nil),
      ("language", post.language != nil),
      ("summary", post.summary != nil),
      ("url_aliases", !post.urlAliases.isEmpty),
      ("tags", !post.tags.isEmpty),
      ("native_ids", !post.nativeIDs.isEmpty),
      ("published_at", post.publishedAt != nil),
      ("updated_at", post.updatedAt != nil),
      ("published_on", post.publishedOn != nil),
      ("published_raw", post.publishedRaw != nil),
      ("updated_raw", post.updatedRaw != nil),
      ("authors", !post.authors.isEmpty),
      ("content_html", post.contentHTML != nil),
      ("content_text", !post.contentText.isEmpty),
      ("media", !post.media.isEmpty),
      ("comments_declared", post.commentsDeclared != nil),
      ("ext", !post.ext.isEmpty),
    ]
    return ["kind", "status", "visibility"] + optional.filter(\.1).map(\.0)
  }
}

extension RecordEncoder {
  fileprivate mutating func medium(_ value: Medium) {
    text(value.url)
    text(value.role)
    text(value.type)
    signed(value.bytes.map(Int64.init))
    text(value.title)
  }
}

extension RecordDecoder {
  fileprivate mutating func medium() throws(StorageError) -> Medium {
    Medium(
      url: try text(),
      role: try text(),
      type: try optionalText(),
      bytes: try optionalInt(),
      title: try optionalText()
    )
  }
}
