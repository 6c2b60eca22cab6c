import Crypto

/// The hash of lines as they come.
struct LineDigest {
  private var hasher = SHA256()

  mutating func add(_ line: [UInt8]) { hasher.update(data: line) }

  func finish() -> ContentHash { ContentHash(hasher.finalize()) }
}
