import Weblog

/// The ids that the store publishes: a prefix and 26 base-32 characters of a SHA-256.
///
/// The hash is taken over a first identity, so the same receipts in the same order give the same ids
/// after a rebuild. When the id is taken the content, then a count, is added to the identity.
enum PublicID {
  static func text(prefix: String, identity: [UInt8]) -> String {
    let digest = Fingerprint.digest(of: Array(prefix.utf8) + identity)
    var text = Array(prefix.utf8)
    text.reserveCapacity(text.count + length)
    var bits: UInt32 = 0
    var available = 0
    for byte in digest.prefix(17) {
      bits = bits << 8 | UInt32(byte)
      available += 8
      while available >= 5 && text.count < prefix.utf8.count + length {
        available -= 5
        text.append(alphabet[Int(bits >> UInt32(available) & 31)])
      }
      bits &= 31
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Tries one identity after the other until `make` takes its id.
  static func firstFree<Number>(
    prefix: String,
    identity: [UInt8],
    content: [UInt8],
    from first: Int = 0,
    make: (String) throws -> Number?
  ) rethrows -> Number {
    var salt = first
    while true {
      let salted = salt == 0 ? identity : identity + content + Array("#\(salt)".utf8)
      if let made = try make(text(prefix: prefix, identity: salted)) { return made }
      salt += 1
    }
  }

  private static let length = 26
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
}

extension IdentityKey {
  var bytes: [UInt8] {
    [rule.rawValue]
      + [high, low].flatMap { half in
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> $0) }
      }
  }
}

extension CommentMember {
  /// The platform's number, else the post's first identity with author, time and body.
  func identity(under postKey: (Int64) throws -> IdentityKey?) rethrows -> [UInt8] {
    if let id = nativeIDs.first { return id.key.bytes }
    let post = try postKey(postSighting) ?? IdentityKey(rule: .body, high: 0, low: 0)
    let time = publishedAt?.description ?? publishedOn?.description ?? ""
    return post.bytes + (foldedAuthor ?? []) + Array("@\(time)#\(bodyHash)".utf8)
  }
}
