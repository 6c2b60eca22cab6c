import Weblog

/// Knows which ids and addresses of a document stand for several items, and so identify none.
///
/// An item that occurs twice in the same words is one item. Only so many ids are remembered; a feed with
/// more is made by a program that counts well.
struct JSONRepeats {
  /// What was first seen with each id or address.
  private var first: [String: Int] = [:]
  private var repeated: Set<String> = []

  private static let maximumIDs = 200_000

  /// Takes note of the ids of an item.
  mutating func see(_ post: PostEntry) {
    let words = Self.words(of: post)
    for key in Self.keys(of: post) {
      if let seen = first[key] {
        if seen != words { repeated.insert(key) }
      } else if first.count < Self.maximumIDs {
        first[key] = words
      }
    }
  }

  /// Moves what identifies several items to the extras.
  ///
  /// - Returns: whether there was anything.
  func disown(_ post: inout PostEntry) -> Bool {
    guard !repeated.isEmpty else { return false }
    let before = post.ext.count
    post.nativeIDs.removeAll { id in
      guard repeated.contains(Self.key(id)) else { return false }
      post.ext.append(Extra(name: "repeated-id", value: id.id))
      return true
    }
    if let url = post.url, repeated.contains(url) {
      post.ext.append(Extra(name: "repeated-url", value: url))
      post.url = nil
    }
    post.urlAliases.removeAll { repeated.contains($0) }
    return post.ext.count > before
  }

  private static func keys(of post: PostEntry) -> Set<String> {
    Set(post.nativeIDs.map(key) + [post.url].compactMap(\.self) + post.urlAliases)
  }

  private static func key(_ id: NativeID) -> String { "\(id.space) \(id.id)" }

  private static func words(of post: PostEntry) -> Int {
    var post = post
    (post.locator, post.offset) = ("", 0)
    return post.hashValue
  }
}
