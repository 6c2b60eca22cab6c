/// What two addresses of the same page have in common: the part of a web address that identifies.
///
/// Scheme, user, port, `www.`, fragment, tracking parameters, index names and trailing slashes are
/// dropped; host names are lower case, national Blogger hosts become `blogspot.com`, percent-encoding
/// has one form, parameters are sorted. The text form is `//host/path?query`, which is an address
/// itself and its own canonical form. It is for comparing: it need not lead anywhere.
package struct CanonicalAddress: Hashable, Sendable {
  package let host: String
  /// Empty for a home page, otherwise with its leading slash.
  package let path: String
  /// Without the question mark; empty when nothing that identifies is left.
  package let query: String

  /// - Returns: `nil` for anything that does not begin with `http:`, `https:` or `//` and a host.
  package init?(_ address: String) {
    if let plain = PlainAddress(address.utf8.span) {
      host = String(address.utf8, plain.host)
      path = String(address.utf8, plain.path)
      query = plain.query.isEmpty ? "" : String(address.utf8, plain.query)
      return
    }
    let parts = Parts(address)
    guard let parts, let host = Self.host(parts.authority) else { return nil }
    self.host = host
    path = Self.path(parts.path)
    query = Self.query(parts.query)
  }

  /// The canonical text of an address, or `nil` when it is not one of the web.
  package static func canonical(_ address: String) -> String? {
    guard let plain = PlainAddress(address.utf8.span) else { return Self(address)?.description }
    let place = String(address.utf8, plain.host.lowerBound - 2..<plain.path.upperBound)
    guard !plain.query.isEmpty else { return place }
    return place + String(address.utf8, plain.query.lowerBound - 1..<plain.query.upperBound)
  }

  /// The canonical host of an address alone, or `nil` when the address is not one of the web.
  package static func host(of address: String) -> String? {
    Parts(address).flatMap { host($0.authority) }
  }

  /// The canonical form of a path at an unknown host; empty for the home page.
  package static func path(_ path: String) -> String {
    let bytes = path.utf8.filter { !isDropped($0) }
    let end = bytes.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    return self.path(bytes[..<(end ?? bytes.endIndex)])
  }
}

extension CanonicalAddress: CustomStringConvertible {
  package var description: String {
    "//" + host + path + (query.isEmpty ? "" : "?" + query)
  }
}

extension CanonicalAddress {
  /// An address cut at its delimiters, nothing decoded.
  private struct Parts {
    var authority: ArraySlice<UInt8>
    var path: ArraySlice<UInt8>
    var query: ArraySlice<UInt8>

    init?(_ address: String) {
      var bytes = address.utf8.filter { !CanonicalAddress.isDropped($0) }[...]
      bytes = bytes.drop { $0 == UInt8(ascii: " ") }
      while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
      for scheme in ["https:", "http:"] where Self.begins(bytes, with: scheme) {
        bytes = bytes.dropFirst(scheme.utf8.count)
        break
      }
      guard bytes.prefix(2).allSatisfy(Self.isSlash), bytes.count > 2 else { return nil }
      bytes = bytes.drop(while: Self.isSlash)
      bytes = bytes.prefix { $0 != UInt8(ascii: "#") }
      let authorityEnd = bytes.firstIndex { Self.isSlash($0) || $0 == UInt8(ascii: "?") }
      authority = bytes[..<(authorityEnd ?? bytes.endIndex)]
      bytes = bytes[authority.endIndex...]
      path = bytes.prefix { $0 != UInt8(ascii: "?") }
      query = bytes[path.endIndex...].dropFirst()
    }

    static func isSlash(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
    }

    static func begins(_ bytes: ArraySlice<UInt8>, with scheme: String) -> Bool {
      bytes.prefix(scheme.utf8.count).lazy.map(lowercased).elementsEqual(scheme.utf8)
    }
  }

  /// Browsers ignore tabs and line ends anywhere in an address.
  private static func isDropped(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

// MARK: Host

extension CanonicalAddress {
  private static func host(_ authority: ArraySlice<UInt8>) -> String? {
    var host = authority
    if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host[(at + 1)...] }
    if let colon = host.lastIndex(of: UInt8(ascii: ":")),
      host[(colon + 1)...].allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
    {
      host = host[..<colon]
    }
    while host.last == UInt8(ascii: ".") { host.removeLast() }
    guard !host.isEmpty, host.allSatisfy(isHostByte) else { return nil }
    return folded(host: String(decoding: host.map(lowercased), as: UTF8.self))
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  /// Drops `www.` and turns a national Blogger host into the one it stands for.
  ///
  /// `x.blogspot.co.uk` becomes `x.blogspot.com`. The host is given in lower case.
  package static func folded(host: String) -> String {
    let bytes = host.utf8
    if !bytes.starts(with: "www.".utf8), bytes.suffix(3).first != UInt8(ascii: ".") { return host }
    var labels = host.split(separator: ".", omittingEmptySubsequences: false)[...]
    while labels.count > 2, labels.first == "www" { labels.removeFirst() }
    if let blogspot = labels.lastIndex(of: "blogspot"), blogspot > labels.startIndex,
      isNational(labels[(blogspot + 1)...])
    {
      labels = labels[...blogspot] + ["com"]
    }
    return labels.joined(separator: ".")
  }

  private static func isNational(_ suffix: ArraySlice<Substring>) -> Bool {
    guard let country = suffix.last, country.utf8.count == 2 else { return false }
    return suffix.count == 1 || (suffix.count == 2 && ["co", "com"].contains(suffix.first))
  }
}

// MARK: Path and query

extension CanonicalAddress {
  private static let indexNames: Set<String> = [
    "index.html", "index.htm", "index.php", "index.asp", "index.aspx", "index.jsp", "index.shtml",
    "default.html", "default.htm", "default.asp", "default.aspx",
  ]

  private static func path(_ raw: ArraySlice<UInt8>) -> String {
    var segments: [String] = []
    for segment in raw.split(whereSeparator: Parts.isSlash) {
      switch encoded(segment) {
      case ".": break
      case "..": _ = segments.popLast()
      case let name: segments.append(name)
      }
    }
    while let last = segments.last, indexNames.contains(last.lowercased()) { segments.removeLast() }
    return segments.map { "/" + $0 }.joined()
  }

  private static func query(_ raw: ArraySlice<UInt8>) -> String {
    raw.split(separator: UInt8(ascii: "&"))
      .map { withoutEscapeRemnant(encoded($0)) }
      .filter { !$0.isEmpty && !isTracking($0) }
      .sorted()
      .joined(separator: "&")
  }

  /// An address that was escaped once too often separates its parameters by `&amp;`.
  private static func withoutEscapeRemnant(_ parameter: String) -> String {
    var rest = parameter[...]
    while rest.hasPrefix("amp;") { rest = rest.dropFirst(4) }
    return String(rest)
  }

  private static let trackingNames: Set<Substring> = [
    "showComment", "replytocom", "spref", "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid",
    "yclid", "igshid", "twclid", "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi",
  ]

  /// `m` tells Blogger's mobile pages from the others.
  private static func isTracking(_ parameter: String) -> Bool {
    let name = parameter.prefix { $0 != "=" }
    return name.hasPrefix("utm_") || trackingNames.contains(name)
      || parameter == "m=1" || parameter == "m=0"
  }

  /// Percent-encoding in its one form: nothing that may stand for itself is encoded, everything
  /// else is, with upper-case digits.
  private static func encoded(_ raw: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var position = raw.startIndex
    while position < raw.endIndex {
      var byte = raw[position]
      let escaped = byte == UInt8(ascii: "%") ? escapedByte(in: raw, at: position) : nil
      position += escaped == nil ? 1 : 3
      byte = escaped ?? byte
      if standsForItself(byte, wasEscaped: escaped != nil) {
        result.append(byte)
      } else {
        result.append(UInt8(ascii: "%"))
        result.append(upperHexDigit(byte >> 4))
        result.append(upperHexDigit(byte & 15))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func escapedByte(in raw: ArraySlice<UInt8>, at position: Int) -> UInt8? {
    guard position + 2 < raw.endIndex, let high = hexValue(raw[position + 1]),
      let low = hexValue(raw[position + 2])
    else { return nil }
    return high << 4 | low
  }

  /// Delimiters keep the form they have, because escaped they mean something else.
  private static func standsForItself(_ byte: UInt8, wasEscaped: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"),
      UInt8(ascii: "!"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "*"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "@"):
      true
    case UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "$"),
      UInt8(ascii: "&"), UInt8(ascii: "/"), UInt8(ascii: "?"):
      !wasEscaped
    default: false
    }
  }

  private static func upperHexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension String {
  /// Makes a text of whole characters out of another's bytes.
  fileprivate init(_ bytes: String.UTF8View, _ range: Range<Int>) {
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    self.init(Substring(bytes[start..<bytes.index(start, offsetBy: range.count)]))
  }
}
