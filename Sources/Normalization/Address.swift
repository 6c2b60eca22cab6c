import Weblog

/// Addresses as they are published: as written, but absolute and clean.
///
/// What two addresses of one page have in common is `CanonicalAddress`; this is the form for people.
enum Address {
  struct Cleaned: Hashable {
    var text: String
    /// A user name or a password stood in it and was left out.
    var hadCredentials: Bool
  }

  /// Cleans a web address.
  ///
  /// As in a browser, line ends and tabs are dropped wherever they are and spaces inside become `%20`.
  /// Character references that survived the export are decoded, an empty fragment is cut off,
  /// credentials are left out, and an address without a scheme gets `https:`.
  ///
  /// - Returns: `nil` for a relative address and for anything that is not of the web.
  static func cleaned(_ address: String) -> Cleaned? {
    if isClean(address) { return Cleaned(text: address, hadCredentials: false) }
    var bytes = spacesEncoded(in: decoded(address))
    guard CanonicalAddress(String(decoding: bytes, as: UTF8.self)) != nil else { return nil }
    if bytes.first == UInt8(ascii: "/") || bytes.first == UInt8(ascii: "\\") {
      bytes.insert(contentsOf: "https:".utf8, at: 0)
    }
    if bytes.last == UInt8(ascii: "#") { bytes.removeLast() }
    let credentials = rangeOfCredentials(in: bytes)
    if let credentials { bytes.removeSubrange(credentials) }
    return Cleaned(
      text: String(decoding: bytes, as: UTF8.self),
      hadCredentials: credentials != nil
    )
  }

  /// Whether an address needs no cleaning, as most do not; where that is hard to tell, it is `false`.
  private static func isClean(_ address: String) -> Bool {
    let bytes = address.utf8.span
    guard let start = startOfHost(bytes), start < bytes.count, isHostByte(bytes[start]) else {
      return false
    }
    var index = start
    while index < bytes.count, isHostByte(bytes[index]) || bytes[index] == UInt8(ascii: ".") {
      index += 1
    }
    guard index == bytes.count || "/?".utf8.contains(bytes[index]) else { return false }
    while index < bytes.count {
      let byte = bytes[index]
      if byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: ";") { return false }
      index += 1
    }
    return bytes[bytes.count - 1] != UInt8(ascii: "#")
  }

  private static func startOfHost(_ bytes: Span<UInt8>) -> Int? {
    for scheme in ["http://", "https://"] {
      let scheme = scheme.utf8.span
      guard bytes.count > scheme.count else { continue }
      var index = 0
      while index < scheme.count, bytes[index] == scheme[index] { index += 1 }
      if index == scheme.count { return index }
    }
    return nil
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || DateReading.isDigit(byte)
      || byte == UInt8(ascii: "-")
  }

  /// The last segment of the path, decoded, without an extension.
  static func lastSegment(of address: String) -> String? {
    (CanonicalAddress(address)?.path).flatMap(lastSegment(ofPath:))
  }

  static func lastSegment(ofPath path: String) -> String? {
    let bytes = path.utf8.span
    var end = bytes.count
    while end > 0, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
    var start = end
    while start > 0, bytes[start - 1] != UInt8(ascii: "/") { start -= 1 }
    let name = percentDecoded(path.utf8.dropFirst(start).prefix(end - start))
    let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")).flatMap {
      extensions.contains(name[$0...].lowercased()) ? $0 : nil
    }
    return Text.line(String(name[..<(dot ?? name.endIndex)]))
  }

  private static let extensions: Set<String> = [
    ".html", ".htm", ".php", ".asp", ".aspx", ".xhtml", ".shtml",
  ]

  /// `&amp;` in an address is the rest of an escape; a bare `&copy` is the parameter `copy`.
  private static func decoded(_ address: String) -> String {
    let bytes = Array(address.utf8)
    guard bytes.contains(UInt8(ascii: ";")), bytes.contains(UInt8(ascii: "&")) else {
      return address
    }
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "&"),
        let reference = CharacterReference(in: bytes, at: position),
        bytes[reference.end - 1] == UInt8(ascii: ";")
      {
        result.append(contentsOf: reference.text.utf8)
        position = reference.end
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func spacesEncoded(in address: String) -> [UInt8] {
    var bytes = address.utf8.filter { $0 >= 0x20 && $0 != 0x7F }
    while bytes.last == 0x20 { bytes.removeLast() }
    var result: [UInt8] = []
    for byte in bytes.drop(while: { $0 == 0x20 }) {
      if byte == 0x20 { result.append(contentsOf: "%20".utf8) } else { result.append(byte) }
    }
    return result
  }

  private static func rangeOfCredentials(in bytes: [UInt8]) -> Range<Int>? {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let isSlash = { (byte: UInt8) in byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
    let authority = bytes[(colon + 1)...].drop(while: isSlash)
      .prefix { !isSlash($0) && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    return authority.startIndex..<(at + 1)
  }

  private static func percentDecoded(_ text: Substring.UTF8View) -> String {
    guard text.contains(UInt8(ascii: "%")) else { return String(Substring(text)) }
    let bytes = Array(text)
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "%"), position + 2 < bytes.count,
        let byte = UInt8(
          String(decoding: bytes[position + 1...position + 2], as: UTF8.self),
          radix: 16
        )
      {
        result.append(byte)
        position += 3
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
