import Weblog

/// What is known of the numberings of platforms: which are exact, and which addresses give one away.
package enum NativeSpace {
  /// Ids that feeds invent; unlike a platform's numbers they may differ for one post.
  package static let guid = "guid"

  /// The platform number inside a permanent address: `https://example.org/?p=12`, or
  /// `tag:blogger.com,1999:blog-1.post-2`.
  static func alias(inAddress address: String) -> NativeID? {
    wordPressID(in: address) ?? bloggerID(in: address)
  }

  private static func wordPressID(in address: String) -> NativeID? {
    let parts = address.split(separator: "?", maxSplits: 1)
    guard parts.count == 2, let query = parts.last, query.hasPrefix("p=") else { return nil }
    let number = query.dropFirst(2).prefix { $0.isASCII && $0.isNumber }
    guard !number.isEmpty, number.endIndex == query.endIndex,
      let scheme = address.range(of: "://")
    else { return nil }
    var base = address[scheme.upperBound..<parts[0].endIndex].lowercased()
    while base.hasSuffix("/") { base.removeLast() }
    if base.hasPrefix("www.") { base.removeFirst(4) }
    return NativeID(space: "wordpress", id: "\(base)?p=\(number)")
  }

  private static func bloggerID(in address: String) -> NativeID? {
    guard let blog = address.range(of: "blog-"), let post = address.range(of: ".post-"),
      blog.upperBound < post.lowerBound
    else { return nil }
    let number = address[blog.upperBound..<post.lowerBound]
    let digits = address[post.upperBound...]
    guard number.utf8.allSatisfy(isDigit), !digits.isEmpty, digits.utf8.allSatisfy(isDigit)
    else { return nil }
    return NativeID(space: "blogger", id: "\(number).post-\(digits)")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension String {
  /// The first place of a short ASCII text, without Foundation.
  fileprivate func range(of text: StaticString) -> Range<String.Index>? {
    let sought = Array("\(text)".utf8)
    var start = utf8.startIndex
    while let first = utf8[start...].firstIndex(of: sought[0]) {
      let rest = utf8[first...]
      if rest.starts(with: sought) { return first..<utf8.index(first, offsetBy: sought.count) }
      start = utf8.index(after: first)
    }
    return nil
  }
}
