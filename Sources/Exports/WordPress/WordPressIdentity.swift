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
      guard let base = WordPressAddress.base(of: address) else { continue }
      self.base = base
      // A home page is a folder, whether its slash is written or not.
      home = address.hasSuffix("/") ? address : address + "/"
      return
    }
  }

  /// The blog, whose host tells its short ids and its own addresses.
  var blog: BlogHome { BlogHome(base.map { "//" + $0 }) }

  func post(_ number: Int64) -> NativeID? {
    base.map { NativeID(space: "wordpress", id: $0 + "?p=" + String(number)) }
  }

  func comment(_ number: Int64) -> NativeID? {
    base.map { NativeID(space: "wordpress", id: $0 + "?c=" + String(number)) }
  }

  /// Learns the blog's address from an item where the document keeps it to itself.
  mutating func learn(guid: String?, link: String?) {
    guard base == nil else { return }
    if let guid, let question = guid.utf8.firstIndex(of: UInt8(ascii: "?")) {
      base = WordPressAddress.base(of: String(guid[..<question]))
    } else if let link {
      base = WordPressAddress.base(of: link).map { String($0.prefix { $0 != "/" }) }
    }
  }
}
