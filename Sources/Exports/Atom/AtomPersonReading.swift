import Weblog

/// Reads people: name and address on the web are kept, e-mail addresses are counted and left out.
extension XMLScanner {
  /// - Returns: `nil` for a person of whom nothing is said.
  mutating func atomPerson(_ name: XMLName, of entry: AtomEntry) throws -> Author? {
    var named: String?
    var url: String?
    var loose = ""
    let outside = depth - 1
    while let token = try next() {
      if case .end = token, depth <= outside { break }
      if case .text = token, loose.isEmpty { loose = text.string.trimmed }
      guard case .start(let part) = token else { continue }
      switch part.element {
      case .name: named = try textOfElement().trimmed.nonEmpty
      case .uri:
        let base = inheritance.base
        let written = try textOfElement().trimmed
        url = written.nonEmpty.map { RelativeAddress.resolved($0, against: base) }
      case .email: entry.withhold(try textOfElement())
      default: try readExtra(named: "\(name.canonical)/\(part.canonical)", into: entry)
      }
    }
    // Some write the name where its element should stand.
    var author = entry.person(named: named ?? loose)
    if let url, url.isMailAddress { entry.withhold(url) } else { author.url = url }
    author.nativeID = author.url.flatMap(BloggerIdentity.profile)
    return author == Author() ? nil : author
  }
}

extension AtomEntry {
  /// Counts an address that is left out.
  ///
  /// The placeholder that stands in for every author is none.
  func withhold(_ address: String) {
    let address = address.trimmed
    if !address.isEmpty, address.lowercased() != "noreply@blogger.com" { withheld += 1 }
  }

  /// A person by a name such as `Kim`, `kim@mail.example (Kim)` or `Kim <kim@mail.example>`.
  func person(named written: String) -> Author {
    guard written.utf8.contains(UInt8(ascii: "@")) else {
      return Author(name: written.trimmed.nonEmpty)
    }
    var words: [Substring] = []
    for word in written.split(whereSeparator: \.isWhitespace) {
      let bare = word.trimmingBrackets
      if bare.isMailAddress { withhold(bare) } else { words.append(word) }
    }
    guard words.count == 1 || words.first?.first == "(" else {
      return Author(name: words.joined(separator: " ").nonEmpty)
    }
    return Author(name: words.joined(separator: " ")[...].trimmingBrackets.nonEmpty)
  }
}

extension Substring {
  /// Without the brackets and quotation marks around it.
  fileprivate var trimmingBrackets: String {
    let isBracket = { (byte: UInt8) in "()<>[]\"".utf8.contains(byte) }
    let front = utf8.drop(while: isBracket)
    let back = front.reversed().prefix(while: isBracket).count
    return String(decoding: front.dropLast(back), as: UTF8.self)
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }

  /// An e-mail address, bare or as a `mailto:` link.
  fileprivate var isMailAddress: Bool {
    let scheme = "mailto:"
    guard lowercased().hasPrefix(scheme) else { return isEmailAddress }
    return utf8.count > scheme.utf8.count
  }

  /// One word with an `@` and a dot behind it.
  var isEmailAddress: Bool {
    guard utf8.count < 320, let at = utf8.lastIndex(of: UInt8(ascii: "@")), at > startIndex,
      !utf8.contains(where: { $0.isXMLSpace })
    else { return false }
    // `https://example.org/@kim.m` is a page.
    return utf8[at...].dropFirst(2).contains(UInt8(ascii: "."))
      && !utf8[..<at].contains(UInt8(ascii: "/"))
  }
}
