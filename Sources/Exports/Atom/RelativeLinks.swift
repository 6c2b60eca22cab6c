/// Looks for links in a fragment of HTML that need a base address to lead anywhere.
enum RelativeLinks {
  /// Whether a `href` or `src` has a value that is neither absolute nor a mere fragment.
  static func areIn(_ markup: String) -> Bool {
    var rest = markup.utf8[...]
    while let sign = rest.firstIndex(of: UInt8(ascii: "=")) {
      let name = rest[..<sign].suffix(5).map { $0 | 0x20 }
      rest = rest[sign...].dropFirst()
      guard name.suffix(4).elementsEqual("href".utf8) || name.suffix(4).elementsEqual(" src".utf8)
      else { continue }
      if isRelative(value(of: rest)) { return true }
    }
    return false
  }

  private static func value(of rest: Substring.UTF8View) -> Substring.UTF8View {
    let isQuote = { (byte: UInt8) in byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
    let value = rest.prefix(longest).drop { $0.isXMLSpace || isQuote($0) }
    return value.prefix { !$0.isXMLSpace && !isQuote($0) && $0 != UInt8(ascii: ">") }
  }

  private static func isRelative(_ value: Substring.UTF8View) -> Bool {
    guard let first = value.first, first != UInt8(ascii: "#"), !value.starts(with: "//".utf8) else {
      return false
    }
    return !RelativeAddress.isAbsolute(String(Substring(value)))
  }

  /// Bytes looked at of a value: a scheme is shorter.
  private static let longest = 64
}
