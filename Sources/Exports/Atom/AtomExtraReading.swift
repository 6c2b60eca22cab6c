import Weblog

/// Reads elements nobody has a field for.
extension XMLScanner {
  /// Keeps an element nobody has a field for: its attributes, its text, and the elements inside it.
  mutating func readExtra(named name: String, into entry: AtomEntry) throws {
    let outside = depth - 1
    var path = [keepAttributes(named: name, into: entry)]
    while let token = try next() {
      switch token {
      case .start(let inner):
        path.append(keepAttributes(named: "\(path.last ?? name)/\(inner.canonical)", into: entry))
      case .text:
        entry.keepPublic(path.last ?? name, text.string.trimmed)
      case .end:
        path.removeLast()
        if depth <= outside { return }
      default: break
      }
      // Names grow with the nesting; beyond this they say nothing to anybody.
      if path.count > Self.maximumExtraDepth {
        try skipElement()
        path.removeLast()
      }
    }
  }

  private static let maximumExtraDepth = 16

  /// - Returns: the name for the element's text, which a `name` attribute makes more exact.
  private func keepAttributes(named name: String, into entry: AtomEntry) -> String {
    // `<gd:extendedProperty name="blogger.itemClass" value="pid-1"/>` is one named value.
    if name == "gd:extendedProperty", let key = attributes["name"] {
      if let value = attributes["value"] { entry.keep("\(name)/\(key)", value) }
      return "\(name)/\(key)"
    }
    for attribute in attributes.list {
      entry.keepPublic("\(name)@\(attribute.name.canonical)", attributes.value(of: attribute))
    }
    return name
  }
}

extension AtomEntry {
  /// Keeps a value without the e-mail address that it may be, alone or beside a name.
  fileprivate func keepPublic(_ name: String, _ value: String) {
    keep(name, self.name(in: Mailbox(extra: value)) ?? "")
  }
}
