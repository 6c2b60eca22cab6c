import Weblog

/// What an import from Blogger left behind in custom fields: where the post was before.
struct BloggerOrigin: Hashable {
  /// `x.blogspot.com`, in `blogger_blog`.
  var blog: String?
  /// `/2012/08/title.html`, in `blogger_permalink`.
  var path: String?
  /// The post's own number, read of the address of its feed entry.
  private(set) var id: NativeID?

  /// Takes in a custom field, if it is one of these.
  mutating func take(_ meta: WordPressMeta) {
    switch meta.key {
    case "blogger_blog", "_blogger_blog": blog = meta.value.trimmed
    case "blogger_permalink", "_blogger_permalink": path = meta.value.trimmed
    case "blogger_internal", "_blogger_internal", "_blogger_self", "blogger_self":
      id = Self.id(inFeedAddress: meta.value)
    default: break
    }
  }

  /// The address of the post at Blogger.
  var address: String? {
    guard let path, !path.isEmpty else { return nil }
    if path.hasPrefix("http://") || path.hasPrefix("https://") { return path }
    guard let blog, blog.utf8.contains(UInt8(ascii: ".")), path.hasPrefix("/") else { return nil }
    return (blog.utf8.contains(UInt8(ascii: ":")) ? blog : "http://" + blog) + path
  }

  /// `/feeds/123/posts/default/456` is the post 456 of the blog 123.
  static func id(inFeedAddress address: String) -> NativeID? {
    let parts = address.trimmed.split(separator: "/")
    guard let feeds = parts.firstIndex(of: "feeds"), feeds + 2 < parts.count,
      let number = parts.last, isNumber(parts[feeds + 1]), isNumber(number)
    else { return nil }
    return NativeID(space: "blogger", id: "\(parts[feeds + 1]).post-\(number)")
  }

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
