/// Resolving addresses as RFC 3986, section 5, has it.
///
/// Nothing is decoded, encoded or checked: an address that makes no sense is joined like any other.
enum RelativeAddress {
  /// Bytes of the longest address that others are resolved against: each of them becomes as long.
  static let longestBase = 2_048

  /// The absolute form of an address.
  ///
  /// - Parameters:
  ///   - reference: an address as written, absolute or not; white space around it does not count.
  ///   - base: an absolute address. Without one, or with one that is too long or has no hierarchy such as
  ///     `mailto:`, the reference stays as it is; so does an absolute reference.
  /// - Returns: an address that is absolute wherever the base is.
  static func resolved(_ reference: String, against base: String?) -> String {
    let written = reference.trimmed
    guard let base, base.utf8.count <= longestBase, !isAbsolute(written) else { return written }
    let outer = Parts(base.trimmed)
    guard let scheme = outer.scheme, outer.authority != nil || outer.path.first == slash else {
      return written
    }
    let inner = Parts(written)
    var result = Array(scheme) + [UInt8(ascii: ":")]
    if let authority = inner.authority ?? outer.authority { result += [slash, slash] + authority }
    result += path(inner, in: outer)
    let keepsQuery = inner.authority == nil && inner.path.isEmpty && inner.query == nil
    if let query = keepsQuery ? outer.query : inner.query { result += query }
    if let fragment = inner.fragment { result += fragment }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether an address begins with a scheme, whatever follows.
  static func isAbsolute(_ address: String) -> Bool { Parts.scheme(of: address.utf8[...]) != nil }

  private static let slash = UInt8(ascii: "/")
}

extension RelativeAddress {
  /// An address cut at its delimiters.
  private struct Parts {
    typealias Bytes = Substring.UTF8View

    var scheme: Bytes?
    var authority: Bytes?
    var path: Bytes
    /// With its `?`.
    var query: Bytes?
    /// With its `#`.
    var fragment: Bytes?

    init(_ address: String) {
      var rest = address.utf8[...]
      scheme = Self.scheme(of: rest)
      if let scheme { rest = rest[scheme.endIndex...].dropFirst() }
      if rest.starts(with: "//".utf8) {
        let written = rest.dropFirst(2).prefix { $0 != slash && !Self.endsPath($0) }
        authority = written
        rest = rest[written.endIndex...]
      }
      path = rest.prefix { !Self.endsPath($0) }
      rest = rest[path.endIndex...]
      let asked = rest.prefix { $0 != UInt8(ascii: "#") }
      query = asked.isEmpty ? nil : asked
      rest = rest[asked.endIndex...]
      fragment = rest.isEmpty ? nil : rest
    }

    static func scheme(of address: Bytes) -> Bytes? {
      let word = address.prefix(while: isOfScheme)
      guard let first = word.first, first | 0x20 >= UInt8(ascii: "a"),
        word.endIndex < address.endIndex,
        address[word.endIndex] == UInt8(ascii: ":")
      else { return nil }
      return word
    }

    private static func endsPath(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }

    private static func isOfScheme(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
  }

  private static func path(_ inner: Parts, in outer: Parts) -> [UInt8] {
    if inner.authority != nil { return withoutDots(Array(inner.path)) }
    guard let first = inner.path.first else { return Array(outer.path) }
    if first == slash { return withoutDots(Array(inner.path)) }
    let folder = outer.path.lastIndex(of: slash).map { Array(outer.path[...$0]) } ?? [slash]
    return withoutDots(folder + inner.path)
  }

  /// A path that is empty or begins with a slash, without its `.` and `..` segments.
  private static func withoutDots(_ path: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = path[...]
    while !rest.isEmpty {
      let segment = rest.dropFirst().prefix { $0 != slash }
      rest = rest[segment.endIndex...]
      let isParent = segment.elementsEqual("..".utf8)
      if isParent { while let last = result.popLast(), last != slash {} }
      if !isParent, !segment.elementsEqual(".".utf8) {
        result.append(slash)
        result += segment
      } else if rest.isEmpty {
        result.append(slash)
      }
    }
    return result
  }
}

extension String {
  /// Whether it begins with `http://` or `https://`, in whatever case, and goes on.
  var hasWebScheme: Bool {
    ["http://", "https://"].contains { scheme in
      utf8.count > scheme.utf8.count
        && zip(utf8, scheme.utf8).allSatisfy { ($0 < 0x40 ? $0 : $0 | 0x20) == $1 }
    }
  }
}
