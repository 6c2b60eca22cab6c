import Weblog

/// Which post record each name of a post stands for.
///
/// A name is kept as 64 bits of a keyed hash, so that millions of posts take a few bytes each. Two of a
/// million names fall together once in tens of millions of documents.
struct PostNames {
  private var posts: [Int: UInt32] = [:]

  subscript(name: PostReference) -> Int? { posts[name.hashValue].map(Int.init) }

  /// The first post of a name keeps it.
  mutating func add(_ name: PostReference, post: Int) {
    guard let post = UInt32(exactly: post) else { return }
    let key = name.hashValue
    if posts[key] == nil { posts[key] = post }
  }
}
