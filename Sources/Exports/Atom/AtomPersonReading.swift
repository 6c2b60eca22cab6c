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
    if let url, url.isEmailAddress { entry.withhold(url) } else { author.url = url }
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
    if !address.isEmpty, !Mailbox.isPlaceholder(address) { withheld += 1 }
  }

  /// A person by a name such as `Kim`, `kim@mail.example (Kim)` or `Kim <kim@mail.example>`.
  func person(named written: String) -> Author { Author(name: name(in: Mailbox(written))) }

  /// The name, where addresses beside it are counted.
  func name(in mailbox: Mailbox) -> String? {
    withheld += mailbox.withheld
    return mailbox.name
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }
}
