import Crypto
package import Weblog

/// *Same content?*: SHA-256 over the normal form.
package enum Fingerprint {
  /// The hash of what a post says.
  ///
  /// What is counted elsewhere (`comments_declared`, sources) or never
  /// published (`path`) has no part in it.
  package static func of(_ post: Post) -> [UInt8] {
    let size = post.contentText.utf8.count + (post.contentHTML?.utf8.count ?? 0)
    var encoding = NormalFormEncoding(capacity: size + 1_024, domain: "winnow post 1")
    encoding.append(post.kind.rawValue)
    encoding.append(post.status.rawValue)
    encoding.append(post.visibility.rawValue)
    encoding.append(post.title)
    encoding.append(post.slug)
    encoding.append(post.url)
    encoding.append(post.urlAliases) { $0.append($1) }
    encoding.append(post.language)
    encoding.append(post.summary)
    encoding.append(post.tags) { $0.append($1) }
    encoding.append(post.nativeIDs) { $0.append($1) }
    encoding.append(post.publishedAt)
    encoding.append(post.updatedAt)
    encoding.append(post.publishedOn)
    encoding.append(post.publishedRaw)
    encoding.append(post.updatedRaw)
    encoding.append(post.authors) { $0.append($1) }
    encoding.append(post.contentHTML)
    encoding.append(post.contentText)
    encoding.append(post.media) { $0.append($1) }
    encoding.append(post.ext) { $0.append($1) }
    return digest(of: encoding.bytes)
  }

  /// The hash of what a comment says, wherever in the thread it stands.
  package static func of(_ comment: Comment) -> [UInt8] {
    let size = comment.contentText.utf8.count + (comment.contentHTML?.utf8.count ?? 0)
    var encoding = NormalFormEncoding(capacity: size + 512, domain: "winnow comment 1")
    encoding.append(comment.kind.rawValue)
    encoding.append(comment.status.rawValue)
    encoding.append(comment.author.map { [$0] } ?? []) { $0.append($1) }
    encoding.append(comment.publishedAt)
    encoding.append(comment.publishedOn)
    encoding.append(comment.publishedRaw)
    encoding.append(comment.contentHTML)
    encoding.append(comment.contentText)
    encoding.append(comment.nativeIDs) { $0.append($1) }
    encoding.append(comment.ext) { $0.append($1) }
    return digest(of: encoding.bytes)
  }

  /// The hash of a text's letters and digits; of its visible bytes when it has neither, such as
  /// `:-)`; 0 when nothing is visible at all.
  package static func ofBody(_ text: String) -> UInt64 {
    var letters = FoldedText(text).letters
    if letters.isEmpty {
      letters = text.utf8.filter { $0 > 0x20 }
      if letters.isEmpty { return 0 }
      letters.insert(0, at: 0)
    }
    return max(1, leadingHalves(of: digest(of: letters)).high)
  }

  static func digest(of bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

  /// The first sixteen bytes as two big-endian halves.
  static func leadingHalves(of digest: [UInt8]) -> (high: UInt64, low: UInt64) {
    let high = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let low = digest.dropFirst(8).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return (high, low)
  }
}
