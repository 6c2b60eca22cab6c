import Weblog

/// The stored form of a comment in normal form: the fields of `Comment` in the order of its declaration.
enum CommentRecord {
  static func encode(_ comment: Comment) -> [UInt8] {
    var encoder = RecordEncoder(
      capacity: 256 + comment.contentText.utf8.count + (comment.contentHTML?.utf8.count ?? 0)
    )
    encoder.choice(comment.kind)
    encoder.choice(comment.status)
    encoder.byte(comment.author == nil ? 0 : 1)
    if let author = comment.author { encoder.author(author) }
    encoder.instant(comment.publishedAt)
    encoder.day(comment.publishedOn)
    encoder.text(comment.publishedRaw)
    encoder.text(comment.contentHTML)
    encoder.text(comment.contentText)
    encoder.nativeIDs(comment.nativeIDs)
    encoder.ext(comment.ext)
    return encoder.bytes
  }

  static func decode(_ bytes: [UInt8]) throws(StorageError) -> Comment {
    var decoder = try RecordDecoder(bytes)
    var comment = Comment()
    comment.kind = try decoder.choice()
    comment.status = try decoder.choice()
    if try decoder.byte() != 0 { comment.author = try decoder.author() }
    comment.publishedAt = try decoder.instant()
    comment.publishedOn = try decoder.day()
    comment.publishedRaw = try decoder.optionalText()
    comment.contentHTML = try decoder.optionalText()
    comment.contentText = try decoder.text()
    comment.nativeIDs = try decoder.nativeIDs()
    comment.ext = try decoder.ext()
    return comment
  }

  /// The names of the fields that say something, in schema order.
  static func fields(of comment: Comment) -> [String] {
    let optional: [(String, Bool)] = [
      ("author", comment.author != nil),
      ("published_at", comment.publishedAt != nil),
      ("published_on", comment.publishedOn != nil),
      ("published_raw", comment.publishedRaw != nil),
      ("content_html", comment.contentHTML != nil),
      ("content_text", !comment.contentText.isEmpty),
      ("native_ids", !comment.nativeIDs.isEmpty),
      ("ext", !comment.ext.isEmpty),
    ]
    return ["kind", "status"] + optional.filter(\.1).map(\.0)
  }
}
