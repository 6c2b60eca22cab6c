/// Where host and path are in a web address that needs no rewriting, as in most: it is its own
/// canonical form but for the scheme.
///
/// Plain means: `http://` or `https://`, a host in lower case without `www.`, port, user or a
/// country's suffix, and a path of letters, digits, `-`, `.`, `_` and `~` without empty, dotted or
/// index segments; of queries only `?p=12`. Everything else is left to those who rewrite.
struct PlainAddress {
  /// Byte offsets; the host begins behind two slashes.
  let host: Range<Int>
  /// With its leading slash and without a trailing one; empty for a home page.
  let path: Range<Int>
  /// Without the question mark.
  let query: Range<Int>

  init?(_ bytes: Span<UInt8>) {
    guard let start = Self.endOfScheme(bytes) else { return nil }
    var end = start
    while end < bytes.count, Self.isPlainHost(bytes[end]) { end += 1 }
    guard end - start >= 4, bytes[end - 1] != UInt8(ascii: "."),
      bytes[end - 3] != UInt8(ascii: "."), !Self.isWorldWideWeb(bytes, at: start),
      let query = Self.query(bytes, from: end),
      let pathEnd = Self.endOfPath(bytes.extracting(0..<max(end, query.lowerBound - 1)), from: end)
    else { return nil }
    host = start..<end
    path = end..<pathEnd
    self.query = query
  }

  private static func endOfScheme(_ bytes: Span<UInt8>) -> Int? {
    guard bytes.count > 8, bytes[0] == UInt8(ascii: "h"), bytes[1] == UInt8(ascii: "t"),
      bytes[2] == UInt8(ascii: "t"), bytes[3] == UInt8(ascii: "p")
    else { return nil }
    let colon = bytes[4] == UInt8(ascii: "s") ? 5 : 4
    guard bytes[colon] == UInt8(ascii: ":"), bytes[colon + 1] == UInt8(ascii: "/"),
      bytes[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    return colon + 3
  }

  private static func isWorldWideWeb(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    bytes[start] == UInt8(ascii: "w") && bytes[start + 1] == UInt8(ascii: "w")
      && bytes[start + 2] == UInt8(ascii: "w") && bytes[start + 3] == UInt8(ascii: ".")
  }

  /// The number that WordPress gives a post, or nothing behind the end.
  ///
  /// - Returns: `nil` for any other query.
  private static func query(_ bytes: Span<UInt8>, from start: Int) -> Range<Int>? {
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "?") { index += 1 }
    guard index < bytes.count else { return bytes.count + 1..<bytes.count + 1 }
    let query = index + 1..<bytes.count
    guard query.count > 2, bytes[index + 1] == UInt8(ascii: "p"),
      bytes[index + 2] == UInt8(ascii: "=")
    else { return nil }
    for digit in index + 3..<bytes.count
    where !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[digit]) {
      return nil
    }
    return query
  }

  /// - Returns: `nil` for a path that has to be rewritten.
  private static func endOfPath(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    var segment = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "/") {
        segment = index + 1
        if segment < bytes.count, "/.".utf8.contains(bytes[segment]) { return nil }
      } else if index == start || !isPlainPath(byte) {
        return nil
      }
      index += 1
    }
    if segment == bytes.count, segment > start { return segment - 1 }
    return segment > start && mayBeIndex(bytes, at: segment) ? nil : bytes.count
  }

  /// Names such as `index.html` and `default.asp` are dropped from a path.
  private static func mayBeIndex(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    guard start + 1 < bytes.count else { return false }
    let second = bytes[start + 1] | 0x20
    switch bytes[start] | 0x20 {
    case UInt8(ascii: "i"): return second == UInt8(ascii: "n")
    case UInt8(ascii: "d"): return second == UInt8(ascii: "e")
    default: return false
    }
  }

  private static func isPlainHost(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  private static func isPlainPath(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "-")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
