import Weblog

/// What an item needs to know of its feed: where it is at home.
struct JSONHome {
  /// What relative addresses are relative to.
  private let base: String?
  /// The host of the blog's home page, in the form that all formats share.
  private let host: String?

  /// - Parameters:
  ///   - page: the blog's home page, absolute.
  ///   - feed: the feed's own address, the base where there is no home page.
  init(page: String?, feed: String?) {
    base = page ?? feed
    host = page.flatMap { CanonicalAddress($0)?.host }
  }

  /// The address, absolute where that can be known.
  func address(_ written: String?) -> String? {
    guard let written = written?.trimmed.nonEmpty else { return nil }
    return RelativeAddress.resolved(written, against: base)
  }

  func isAtHome(_ address: String) -> Bool {
    host != nil && CanonicalAddress(address)?.host == host
  }

  /// Whether the address leads to another host than the blog's own, as those of link blogs do.
  func isElsewhere(_ address: String) -> Bool {
    guard let host, let other = CanonicalAddress(address)?.host else { return false }
    return other != host
  }

  /// - Returns: `nil` for an id that is only unique within a blog that is not known.
  func nativeID(_ id: String) -> NativeID? {
    if id.hasPrefix("tag:blogger.com,") {
      var identity = BloggerIdentity(isMixed: false)
      if let known = identity.nativeID(id), known.space == "blogger" { return known }
    }
    if Self.isGlobal(id) { return NativeID(space: "guid", id: id) }
    return host.map { NativeID(space: "guid", id: "\($0) \(id)") }
  }

  /// Whether an id is a URI or a UUID.
  static func isGlobal(_ id: String) -> Bool {
    isUUID(id) || hasScheme(id)
  }

  static func isWebAddress(_ id: String) -> Bool {
    let start = id.prefix(8).lowercased()
    return start.hasPrefix("http://") || start == "https://"
  }

  private static func hasScheme(_ id: String) -> Bool {
    guard let colon = id.utf8.firstIndex(of: UInt8(ascii: ":")),
      !id.utf8.contains(where: { $0 <= 0x20 })
    else { return false }
    let scheme = id.utf8[..<colon]
    let isWord = scheme.allSatisfy { byte in
      isLetter(byte) || isDigit(byte) || [0x2B, 0x2D, 0x2E].contains(byte)
    }
    return isWord && scheme.count >= 2 && scheme.first.map(isLetter) == true
      && id.utf8.index(after: colon) < id.utf8.endIndex
  }

  private static func isUUID(_ id: String) -> Bool {
    let parts = id.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12]
      && id.utf8.allSatisfy { byte in
        isDigit(byte) || (0x61...0x66).contains(byte | 0x20) || byte == UInt8(ascii: "-")
      }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
