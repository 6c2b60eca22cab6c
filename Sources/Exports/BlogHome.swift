import Weblog

/// Where a blog is at home: what its pages, its relative addresses and its short ids are told by.
struct BlogHome {
  /// The home page, absolute; `nil` where nobody names it.
  let page: String?
  /// What relative addresses are relative to.
  let base: String?
  /// The home page's host in the form that all formats share: without `www.`, port and case.
  private let host: String?

  /// - Parameters:
  ///   - page: the blog's home page, absolute.
  ///   - feed: the feed's own address, the base where there is no home page.
  init(_ page: String?, feed: String? = nil) {
    // Ids and addresses are made with it.
    let page = page.flatMap { $0.utf8.count <= RelativeAddress.longestBase ? $0 : nil }
    self.page = page
    base = page ?? feed
    host = page.flatMap(CanonicalAddress.host(of:))
  }

  /// The address, absolute where that can be known; `nil` for one of white space.
  func address(_ written: String?) -> String? {
    guard let written = written?.trimmed.nonEmpty else { return nil }
    return RelativeAddress.resolved(written, against: base)
  }

  /// Whether an address is at the blog's host.
  func isOwn(_ address: String) -> Bool {
    host != nil && CanonicalAddress.host(of: address) == host
  }

  /// Whether an address leads to another host than the blog's, as those of link blogs do.
  func isForeign(_ address: String) -> Bool {
    guard let host, let other = CanonicalAddress.host(of: address) else { return false }
    return other != host
  }
}

// MARK: Ids

extension BlogHome {
  /// The native id of an item by the id that its document gives it.
  ///
  /// - Parameter id: as written; a URI or a UUID stands for itself, a short id is told apart by the blog's host.
  /// - Returns: `nil` for a short id of an unknown blog, and for none.
  func nativeID(_ id: String) -> NativeID? {
    var blogger = BloggerIdentity(isMixed: false)
    if let known = blogger.nativeID(id) { return known }
    if Self.isGlobal(id) { return NativeID(space: "guid", id: id) }
    guard let host, !id.isEmpty else { return nil }
    return NativeID(space: "guid", id: "\(host) \(id)")
  }

  /// Whether an id is unique in the world: a UUID, or one whose scheme is known or followed by `//`.
  static func isGlobal(_ id: String) -> Bool {
    guard !id.utf8.contains(where: \.isXMLSpace) else { return false }
    guard let colon = id.utf8.firstIndex(of: UInt8(ascii: ":")), colon > id.startIndex else {
      return isUUID(id)
    }
    guard RelativeAddress.isAbsolute(id) else { return false }
    return id.utf8[colon...].dropFirst().starts(with: "//".utf8)
      || schemes.contains(id[..<colon].lowercased())
  }

  private static func isUUID(_ id: String) -> Bool {
    guard id.utf8.count == 36 else { return false }
    return id.utf8.enumerated().allSatisfy { index, byte in
      [8, 13, 18, 23].contains(index)
        ? byte == UInt8(ascii: "-") : Character(Unicode.Scalar(byte)).isHexDigit
    }
  }

  private static let schemes: Set<String> = [
    "http", "https", "tag", "urn", "uuid", "cid", "mid", "doi", "info", "acct", "at", "magnet",
  ]
}
