import Weblog

/// Counts the names of items of a JSON document, and takes from them those that several have.
extension NameCensus {
  /// Takes note of the ids and addresses of an item; one that occurs twice in the same words is one item.
  mutating func note(_ post: PostEntry) {
    var words = post
    (words.locator, words.offset) = ("", 0)
    let item = words.hashValue
    for id in post.nativeIDs { note(Self.name(of: id), of: item) }
    for page in [post.url].compactMap(\.self) + post.urlAliases { note(.page(page), of: item) }
  }

  /// Moves what identifies several items to the extras.
  ///
  /// - Returns: whether there was anything.
  func disown(_ post: inout PostEntry) -> Bool {
    let before = post.ext.count
    post.nativeIDs.removeAll { id in
      guard isRepeated(Self.name(of: id)) else { return false }
      post.ext.append(Extra(name: "repeated-id", value: id.id))
      return true
    }
    if let url = post.url, isRepeated(.page(url)) {
      post.ext.append(Extra(name: "repeated-url", value: url))
      post.url = nil
    }
    post.urlAliases.removeAll { isRepeated(.page($0)) }
    return post.ext.count > before
  }

  private static func name(of id: NativeID) -> Name { .id("\(id.space) \(id.id)") }
}
