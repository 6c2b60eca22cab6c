import Weblog

/// An address as WordPress makes them: `http://example.org/blog/?p=12`, and of a comment the same, or the page of its
/// post, with `#comment-34`.
///
/// The blog that numbers its posts so is host and path in lower case, without scheme, `www.`, the usual ports
/// and the slash at the end; it stands before the numbers in native ids: `example.org/blog?p=12`.
struct WordPressAddress {
  private let written: String

  init(_ written: String) { self.written = written }

  /// What the fragment calls a comment: `34`; of other platforms also letters.
  var comment: Substring? {
    guard let sign = written.utf8.lastIndex(of: UInt8(ascii: "#")), sign > written.startIndex
    else { return nil }
    let fragment = written.utf8[sign...].dropFirst()
    guard fragment.starts(with: Self.word) else { return nil }
    let name = fragment.dropFirst(Self.word.count)
    guard let first = name.first, Self.isDigit(first), name.count <= 64,
      name.allSatisfy({ Self.isDigit($0) || Self.isLetter($0) })
    else { return nil }
    return Substring(name)
  }

  /// The post's own page: no fragment, and not one of the pages that long discussions are cut into.
  var page: String {
    var page = written.utf8.prefix { $0 != UInt8(ascii: "#") }
    if let last = page.lastIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "&") }),
      page[last...].dropFirst().starts(with: "cpage=".utf8)
    {
      page = page[..<last]
    }
    if page.last.map(Self.isSlash) ?? false,
      let start = page.dropLast().lastIndex(where: Self.isSlash),
      page[start...].dropFirst().starts(with: "comment-page-".utf8)
    {
      page = page[...start]
    }
    return String(Substring(page))
  }

  /// The home page of the blog, where the post is named by its number, which never changes.
  var home: String? { numbered.map { String($0.home) } }

  /// `example.org/blog?p=12`, where the address tells.
  var postID: NativeID? {
    guard let numbered, let base = Self.base(of: numbered.home) else { return nil }
    return NativeID(space: "wordpress", id: "\(base)?p=\(numbered.post)")
  }

  /// `example.org/blog?c=34`, where the address tells.
  var commentID: NativeID? {
    guard let comment, let numbered, let base = Self.base(of: numbered.home) else { return nil }
    return NativeID(space: "wordpress", id: "\(base)?c=\(comment)")
  }

  /// Host and path of a blog's home page, as they stand in native ids; `nil` for no address of the web.
  static func base(of home: String) -> String? {
    guard home.hasWebScheme, home.utf8.count <= RelativeAddress.longestBase,
      let slashes = home.firstRange(of: "://")
    else { return nil }
    var base = home[slashes.upperBound...].prefix { $0 != "?" && $0 != "#" }.lowercased()
    while base.hasSuffix("/") { base.removeLast() }
    if base.hasPrefix("www.") { base.removeFirst(4) }
    let host = base.prefix { $0 != "/" }
    for port in [":80", ":443"] where host.hasSuffix(port) {
      base.removeSubrange(base.index(host.endIndex, offsetBy: -port.count)..<host.endIndex)
    }
    return base.isEmpty ? nil : base
  }
}

extension WordPressAddress {
  private static let word = "comment-".utf8

  /// The address cut where the number of the post begins.
  private var numbered: (home: String, post: String)? {
    let page = page
    guard let question = page.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
    let query = page.utf8[question...].dropFirst()
    for name in ["p=", "page_id="] where query.starts(with: name.utf8) {
      let number = query.dropFirst(name.utf8.count)
      guard !number.isEmpty, number.allSatisfy(Self.isDigit) else { return nil }
      return (String(page[..<question]), String(Substring(number)))
    }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isSlash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") }
}
