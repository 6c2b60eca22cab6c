/// Recognises the e-mail address of a person, which is never kept.
extension String {
  /// Whether the whole text is an address, bare or as a `mailto:` link: one word with an `@`, and behind it a host that
  /// ends in letters.
  ///
  /// `https://example.org/@kim.m` is a page, `@kim@example.org` a public handle, and `logo@2x.png` an image for
  /// fine screens.
  var isEmailAddress: Bool {
    guard utf8.count < 320, let at = utf8.lastIndex(of: UInt8(ascii: "@")) else { return false }
    if prefix(7).lowercased() == "mailto:" { return true }
    let box = utf8[..<at]
    guard !box.isEmpty, !box.contains(where: { $0 <= 0x20 || "@/?;,\"()<>[]".utf8.contains($0) })
    else { return false }
    // A sentence may end behind it.
    let host = utf8[utf8.index(after: at)...].reversed().drop { ".!?".utf8.contains($0) }.reversed()
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isOfLabel) }),
      let top = labels.last,
      top.allSatisfy(Self.isLetter) || top.starts(with: "xn--".utf8)
    else { return false }
    return !Self.fileEndings.contains(String(decoding: top, as: UTF8.self).lowercased())
  }

  private static func isOfLabel(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20)
  }

  private static let fileEndings: Set<String> = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "ico", "css", "js", "htm", "html",
    "php", "xml", "pdf",
  ]
}
