/// Which namespace each prefix means at the scanner's place, and the names resolved so far.
///
/// Resolving a name costs a look into a small table; the table is keyed by the scope, a number that
/// stands for one set of declarations, and is emptied when hostile input fills it.
struct XMLScope {
  private struct Binding {
    var prefix: String
    var uri: String
    var depth: Int
    var outerScope: Int
  }

  private struct Resolved {
    /// Where it stands in `written`.
    var place: Range<Int>
    var key: Int
    var name: XMLName
    var isUndeclared: Bool
  }

  /// More declarations in force at once are ignored: no document needs them, and each is searched.
  static let maximumBindings = 256
  private static let slots = 512

  private var bindings: [Binding] = [
    Binding(prefix: "xml", uri: XMLNamespaces.xml, depth: 0, outerScope: 0)
  ]
  /// The namespace whose elements are read as those of another one.
  private var adopted: (uri: String, meant: String)?
  private var scope = 0
  private var lastScope = 0
  private var resolved: [Resolved] = []
  /// The names as written, one after the other.
  private var written: [UInt8] = []
  /// Position in `resolved` plus one, found by hash and then one slot after the other; 0 is free.
  private var table = [UInt16](repeating: 0, count: slots)
}

extension XMLScope {
  /// Takes in a declaration of an element about to be opened; the first of a prefix wins.
  ///
  /// - Returns: whether the declaration counts.
  mutating func declare(prefix: String, uri: String, depth: Int) -> Bool {
    guard bindings.count < Self.maximumBindings, uri.utf8.count <= XMLName.longest,
      prefix.utf8.count < XMLName.longest, prefix != "xml", prefix != "xmlns",
      !bindings.reversed().prefix(while: { $0.depth == depth }).contains(where: {
        $0.prefix == prefix
      })
    else { return false }
    bindings.append(Binding(prefix: prefix, uri: uri, depth: depth, outerScope: scope))
    lastScope += 1
    scope = lastScope
    return true
  }

  /// Forgets what elements deeper than `depth` declared.
  mutating func close(to depth: Int) {
    while let last = bindings.last, last.depth > depth {
      scope = last.outerScope
      bindings.removeLast()
    }
  }

  /// Reads elements of one namespace as those of another, for a document that names its own wrongly.
  mutating func adopt(_ uri: String, as meant: String) {
    adopted = (uri, meant)
    forgetNames()
  }

  /// - Returns: the name, and whether its prefix was declared nowhere.
  mutating func resolve(
    _ bytes: Span<UInt8>,
    isAttribute: Bool
  ) -> (name: XMLName, isUndeclared: Bool) {
    let key = scope << 1 | (isAttribute ? 1 : 0)
    var slot = slot(of: bytes)
    while table[slot] != 0 {
      let index = Int(table[slot]) - 1
      if resolved[index].key == key,
        written.span.extracting(resolved[index].place).isEqual(to: bytes)
      {
        return (resolved[index].name, resolved[index].isUndeclared)
      }
      slot = (slot + 1) & (Self.slots - 1)
    }
    if resolved.count >= Self.slots / 2 { forgetNames() }
    let start = written.count
    for index in bytes.indices { written.append(bytes[index]) }
    let (name, isUndeclared) = lookUp(written[start...], isAttribute: isAttribute)
    resolved.append(
      Resolved(place: start..<written.count, key: key, name: name, isUndeclared: isUndeclared)
    )
    remember(resolved.count, at: self.slot(of: bytes))
    return (name, isUndeclared)
  }

  private mutating func remember(_ entry: Int, at start: Int) {
    var slot = start
    while table[slot] != 0 { slot = (slot + 1) & (Self.slots - 1) }
    table[slot] = UInt16(truncatingIfNeeded: entry)
  }

  private mutating func forgetNames() {
    resolved.removeAll(keepingCapacity: true)
    written.removeAll()
    for slot in table.indices { table[slot] = 0 }
  }

  private func slot(of bytes: Span<UInt8>) -> Int {
    var hash = UInt64(truncatingIfNeeded: bytes.count)
    var index = 0
    while bytes.count - index >= EightBytes.width {
      hash = (hash ^ EightBytes(bytes, at: index).word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      index += EightBytes.width
    }
    var rest: UInt64 = 0
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index += 1
    }
    hash = (hash ^ rest) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash >> 40) & (Self.slots - 1)
  }

  private func lookUp(
    _ bytes: ArraySlice<UInt8>,
    isAttribute: Bool
  ) -> (name: XMLName, isUndeclared: Bool) {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex,
      colon + 1 < bytes.endIndex
    else {
      let local = String(decoding: bytes, as: UTF8.self)
      let uri = isAttribute ? "" : meant(uri(of: "") ?? "")
      return (XMLName(uri: uri, local: local, prefix: ""), false)
    }
    let prefix = String(decoding: bytes[..<colon], as: UTF8.self)
    let local = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
    if let uri = uri(of: prefix) {
      let name = XMLName(uri: isAttribute ? uri : meant(uri), local: local, prefix: prefix)
      return (name, false)
    }
    let fallback = XMLNamespaces.uri(ofUndeclared: prefix) ?? ""
    return (XMLName(uri: fallback, local: local, prefix: prefix), true)
  }

  private func meant(_ uri: String) -> String {
    if let adopted, adopted.uri == uri { adopted.meant } else { uri }
  }

  private func uri(of prefix: String) -> String? {
    bindings.last { $0.prefix == prefix }?.uri
  }
}

extension Span<UInt8> {
  func isEqual(to other: Self) -> Bool {
    guard count == other.count else { return false }
    var index = 0
    while count - index >= EightBytes.width {
      guard EightBytes(self, at: index).word == EightBytes(other, at: index).word else {
        return false
      }
      index += EightBytes.width
    }
    while index < count {
      guard self[index] == other[index] else { return false }
      index += 1
    }
    return true
  }
}
