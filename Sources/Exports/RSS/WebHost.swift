/// The host of a web address, for comparing: without `www.`, port and case.
struct WebHost: Equatable {
  private let bytes: Substring.UTF8View

  /// - Returns: `nil` for anything that does not begin with `http://` or `https://` and a host.
  init?(_ address: String) {
    guard let start = address.endOfWebScheme else { return nil }
    var host = address.utf8[start...].prefix { !"/?#".utf8.contains($0) }
    if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host[host.index(after: at)...] }
    host = host.prefix { $0 != UInt8(ascii: ":") }
    if host.count > 4, host.prefix(4).lazy.map(Self.lowercased).elementsEqual("www.".utf8) {
      host = host.dropFirst(4)
    }
    guard !host.isEmpty else { return nil }
    bytes = host
  }

  var text: String { String(Substring(bytes)).lowercased() }

  static func == (left: Self, right: Self) -> Bool {
    left.bytes.count == right.bytes.count
      && left.bytes.lazy.map(lowercased).elementsEqual(right.bytes.lazy.map(lowercased))
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

extension String {
  /// Whether it begins with `http://` or `https://`.
  var hasWebScheme: Bool { endOfWebScheme != nil }

  /// Where the host begins.
  fileprivate var endOfWebScheme: String.Index? {
    let bytes = utf8.span
    guard bytes.count > 8, bytes[0] | 0x20 == UInt8(ascii: "h"),
      bytes[1] | 0x20 == UInt8(ascii: "t"), bytes[2] | 0x20 == UInt8(ascii: "t"),
      bytes[3] | 0x20 == UInt8(ascii: "p")
    else { return nil }
    let colon = bytes[4] | 0x20 == UInt8(ascii: "s") ? 5 : 4
    guard bytes[colon] == UInt8(ascii: ":"), bytes[colon + 1] == UInt8(ascii: "/"),
      bytes[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    return utf8.index(startIndex, offsetBy: colon + 3)
  }
}
