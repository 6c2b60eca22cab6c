import Weblog

/// Ids of posts and comments, which WordPress numbers within one blog: `example.org/blog?p=12`.
struct WordPressIdentity: Hashable {
  /// Host and path of the blog, without scheme, `www.`, usual port and trailing slash.
  private(set) var base: String?
  /// What relative addresses are resolved against.
  private(set) var home: String?

  init() {}

  /// - Parameter addresses: What the document calls the blog's address, best first.
  init(addresses: [String?]) {
    for case let address? in addresses {
      guard let base = Self.base(of: address) else { continue }
      self.base = base
      // A home page is a folder, whether its slash is written or not.
      home = address.hasSuffix("/") ? address : address + "/"
      return
    }
  }

  var host: Substring? { base?.prefix { $0 != "/" } }

  func post(_ number: Int64) -> NativeID? {
    base.map { NativeID(space: "wordpress", id: $0 + "?p=" + String(number)) }
  }

  func comment(_ number: Int64) -> NativeID? {
    base.map { NativeID(space: "wordpress", id: $0 + "?c=" + String(number)) }
  }

  /// The id in a guid: one that is valid anywhere as it is, a short one within the blog.
  func guid(_ written: String) -> NativeID? {
    if RelativeAddress.isAbsolute(written) || Self.isUUID(written) {
      return NativeID(space: "guid", id: written)
    }
    return host.map { NativeID(space: "guid", id: "\($0) \(written)") }
  }

  /// Whether an address is at the blog's host.
  func isOwn(_ address: String) -> Bool {
    guard let host, var rest = Self.afterScheme(address)?.utf8 else { return false }
    if Self.begins(rest, with: "www.".utf8) { rest = rest.dropFirst(4) }
    let own = host.utf8
    guard Self.begins(rest, with: own) else { return false }
    let next = rest.dropFirst(own.count).first
    return next.map { "/?#:".utf8.contains($0) } ?? true
  }

  /// Whether an address is absolute and of the web.
  static func isOfWeb(_ address: String) -> Bool { afterScheme(address) != nil }

  /// Learns the blog's address from an item where the document keeps it to itself.
  mutating func learn(guid: String?, link: String?) {
    guard base == nil else { return }
    if let guid, let question = guid.utf8.firstIndex(of: UInt8(ascii: "?")) {
      base = Self.base(of: String(guid[..<question]))
    } else if let link {
      base = Self.base(of: link).map { String($0.prefix { $0 != "/" }) }
    }
  }

  private static func base(of address: String) -> String? {
    guard let afterScheme = afterScheme(address) else { return nil }
    var base = afterScheme.prefix { $0 != "?" && $0 != "#" }.lowercased()
    while base.hasSuffix("/") { base.removeLast() }
    if base.hasPrefix("www.") { base.removeFirst(4) }
    let host = base.prefix { $0 != "/" }
    for port in [":80", ":443"] where host.hasSuffix(port) {
      base.removeSubrange(base.index(host.endIndex, offsetBy: -port.count)..<host.endIndex)
    }
    return base.isEmpty ? nil : base
  }

  private static func afterScheme(_ address: String) -> Substring? {
    let bytes = address.utf8
    for scheme in ["https://", "http://"] where Self.begins(bytes, with: scheme.utf8) {
      let rest = address[bytes.index(bytes.startIndex, offsetBy: scheme.utf8.count)...]
      return rest.isEmpty ? nil : rest
    }
    return nil
  }

  /// The start is in lower case.
  private static func begins(
    _ bytes: some Collection<UInt8>,
    with start: some Collection<UInt8>
  ) -> Bool {
    bytes.count >= start.count && zip(bytes, start).allSatisfy { lowercased($0) == $1 }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private static func isUUID(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.count == 36 else { return false }
    return zip(bytes, 0...).allSatisfy { byte, place in
      [8, 13, 18, 23].contains(place)
        ? byte == UInt8(ascii: "-") : Character(Unicode.Scalar(byte)).isHexDigit
    }
  }
}
