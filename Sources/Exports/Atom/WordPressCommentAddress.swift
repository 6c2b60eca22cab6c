import Weblog

/// What WordPress calls a comment in its feeds: `http://host/base/?p=12#comment-34`, or the page of the post
/// with the same fragment.
struct WordPressCommentAddress {
  /// The post, as far as the address tells: all before the fragment.
  let page: String
  let number: Substring

  /// - Returns: `nil` for an address without such a fragment.
  init?(_ address: String) {
    guard address.utf8.count < 4_096, let sign = address.utf8.lastIndex(of: UInt8(ascii: "#")),
      sign > address.startIndex
    else { return nil }
    let fragment = address.utf8[sign...].dropFirst()
    let digits = fragment.dropFirst(Self.word.utf8.count)
    let isDigit = { (byte: UInt8) in UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9") }
    guard fragment.starts(with: Self.word.utf8), !digits.isEmpty, digits.count < 20,
      digits.allSatisfy(isDigit)
    else { return nil }
    page = String(Substring(address.utf8[..<sign]))
    number = Substring(digits)
  }

  private static let word = "comment-"

  /// Whether the post is named by its number, which never changes.
  var namesPost: Bool {
    guard let question = page.utf8.firstIndex(of: UInt8(ascii: "?")) else { return false }
    return page.utf8[question...].dropFirst().split(separator: UInt8(ascii: "&"))
      .contains { $0.starts(with: "p=".utf8) || $0.starts(with: "page_id=".utf8) }
  }

  /// The home page of the blog, where the post is named by its number.
  var home: String? {
    guard namesPost, let question = page.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
    return String(Substring(page.utf8[..<question]))
  }

  /// `host/base?c=34` in the space `wordpress`.
  var nativeID: NativeID? {
    guard let home, RelativeAddress.isAbsolute(home), let slashes = home.firstRange(of: "://")
    else { return nil }
    var base = home[slashes.upperBound...].lowercased()
    while base.hasSuffix("/") { base.removeLast() }
    if base.hasPrefix("www.") { base.removeFirst(4) }
    let host = base.prefix { $0 != "/" }
    for port in [":80", ":443"] where host.hasSuffix(port) {
      base.removeSubrange(base.index(host.endIndex, offsetBy: -port.count)..<host.endIndex)
    }
    return base.isEmpty ? nil : NativeID(space: "wordpress", id: "\(base)?c=\(number)")
  }

  var post: PostReference {
    namesPost ? .native(NativeID(space: "guid", id: page)) : .url(page)
  }
}
