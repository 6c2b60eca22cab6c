import Weblog

/// The key of a blog: lower case and safe as the name of one file.
///
/// A slug holds `a`-`z`, `0`-`9`, `.`, `_`, `-`, `@` and `~`; every other byte stands as `%` and two
/// lower-case digits. It never begins with a dot. Where one host carries several blogs, a `~` joins
/// the host and the blog's path segment: `medium.com~@somebody`.
enum BlogSlug {
  /// Bytes of the longest slug; a longer one ends in a hash of all of it.
  private static let longest = 200

  /// The slug of the blog that an address is on.
  ///
  /// - Parameter address: The home page or any post.
  /// - Returns: `nil` when the address does not tell, as those of the platform itself or of a
  ///   redirecting service.
  static func host(of address: String) -> String? {
    guard let canonical = CanonicalAddress(address), !redirectors.contains(canonical.host) else {
      return nil
    }
    let segments = canonical.path.split(separator: "/").map(String.init)
    guard let member = member(host: canonical.host, segments: segments) else {
      return safe(canonical.host)
    }
    return safe(canonical.host + "~" + member)
  }

  /// The slug of an inbox directory; one named after a host becomes that host's slug.
  static func directory(_ name: String) -> String? {
    let name = name.lowercased()
    let isHost = name.contains(".") && !name.hasPrefix(".")
    return name.isEmpty ? nil : safe(isHost ? CanonicalAddress.folded(host: name) : name)
  }

  /// The slug of a platform's own number: `blogger-8070105920543249955`.
  static func platform(_ platform: String, id: String) -> String {
    safe(platform.lowercased() + "-" + id.lowercased())
  }
}

// MARK: Hosts with several blogs

extension BlogSlug {
  private static let redirectors: Set<String> = [
    "blogger.com", "draft.blogger.com", "feedproxy.google.com", "feeds.feedburner.com",
    "feedburner.com", "feeds2.feedburner.com",
  ]

  /// Hosts whose first path segment names the blog.
  private static let shared: Set<String> = [
    "medium.com", "tumblr.com", "users.livejournal.com", "community.livejournal.com",
    "syndicated.livejournal.com", "ameblo.jp", "blog.naver.com", "blog.daum.net", "xanga.com",
    "write.as", "dev.to", "steemit.com", "substack.com", "cohost.org", "micro.blog",
  ]

  /// Hosts whose second segment does, after `users` or `community`.
  private static let journals: Set<String> = ["livejournal.com", "dreamwidth.org"]

  /// First segments on shared hosts that are the platform's own.
  private static let reserved: Set<String> = ["p", "m", "tag", "search", "blog", "home", "s"]

  /// Scheme and host of an address on a host where one slug is for all addresses, with the slash after it.
  ///
  /// - Returns: `nil` where the path decides, and for an address without a path.
  static func originOfOneBlog(_ address: String) -> String? {
    guard let host = CanonicalAddress(address)?.host, !shared.contains(host),
      !journals.contains(host)
    else { return nil }
    let bytes = address.utf8
    guard bytes.starts(with: "http://".utf8) || bytes.starts(with: "https://".utf8) else {
      return nil
    }
    let authority = bytes.dropFirst(8).prefix { $0 != UInt8(ascii: "/") }
    guard !authority.isEmpty, authority.endIndex < bytes.endIndex,
      !authority.contains(where: { "?#\\".utf8.contains($0) })
    else { return nil }
    return String(address[...authority.endIndex])
  }

  private static func member(host: String, segments: [String]) -> String? {
    guard let first = segments.first else { return nil }
    if first.hasPrefix("~"), first != "~" { return String(first.dropFirst()) }
    if journals.contains(host), ["users", "community"].contains(first) {
      return segments.dropFirst().first
    }
    return shared.contains(host) && !reserved.contains(first) ? first : nil
  }
}

// MARK: Safety

extension BlogSlug {
  private static func safe(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.lowercased().utf8 {
      if isSafe(byte), !(bytes.isEmpty && byte == UInt8(ascii: ".")) {
        bytes.append(byte)
      } else {
        bytes.append(contentsOf: "%".utf8 + hex(UInt64(byte), digits: 2))
      }
    }
    return String(decoding: bounded(bytes), as: UTF8.self)
  }

  private static func isSafe(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Cuts a name that a file system would refuse, and keeps it apart from others cut alike.
  private static func bounded(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count > longest else { return bytes }
    // FNV-1a, because the same name must give the same slug on every run and machine.
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325) { (hash: UInt64, byte) in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return bytes.prefix(longest - 17) + "-".utf8 + hex(hash, digits: 16)
  }

  private static func hex(_ value: UInt64, digits: Int) -> [UInt8] {
    let text = String(value, radix: 16)
    return Array((String(repeating: "0", count: max(0, digits - text.utf8.count)) + text).utf8)
  }
}
