import Weblog

/// An address by the numbers of WordPress: `http://example.org/blog/?p=12#comment-34`.
///
/// The base is host and path in lower case, without scheme, `www.`, the usual ports and the slash at the
/// end; it stands before the numbers in native ids: `example.org/blog?p=12`.
struct WordPressAddress {
  let base: String
  let post: String

  /// - Returns: `nil` for an address that names its page in another way.
  init?(_ address: String) {
    guard address.hasWebScheme, let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return nil
    }
    let rest = address.utf8[colon...].dropFirst(3)
    guard let question = rest.firstIndex(of: UInt8(ascii: "?")) else { return nil }
    let query = rest[question...].dropFirst().prefix { $0 != UInt8(ascii: "#") }
    guard query.starts(with: "p=".utf8) || query.starts(with: "page_id=".utf8),
      let equals = query.firstIndex(of: UInt8(ascii: "="))
    else { return nil }
    let number = query[equals...].dropFirst()
    guard !number.isEmpty, number.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    post = String(Substring(number))
    base = Self.base(rest[..<question])
  }

  func postID() -> NativeID { NativeID(space: "wordpress", id: "\(base)?p=\(post)") }

  func commentID(_ number: String) -> NativeID {
    NativeID(space: "wordpress", id: "\(base)?c=\(number)")
  }

  private static func base(_ bytes: Substring.UTF8View) -> String {
    var base = String(Substring(bytes)).lowercased()[...]
    if base.hasPrefix("www.") { base = base.dropFirst(4) }
    let host = base.prefix { $0 != "/" }
    for port in [":80", ":443"] where host.hasSuffix(port) {
      base = host.dropLast(port.utf8.count) + base[host.endIndex...]
    }
    while base.last == "/" { base.removeLast() }
    return String(base)
  }
}
