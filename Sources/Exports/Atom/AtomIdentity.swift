import Weblog

/// Ids of entries, in the spaces where other formats file them too.
enum AtomIdentity {
  /// - Parameters:
  ///   - id: as written.
  ///   - home: the home page of the blog that the entry comes from.
  /// - Returns: `nil` for an id that is only unique within a blog nobody names.
  static func nativeID(_ id: String, home: String?) -> NativeID? {
    guard !id.isEmpty else { return nil }
    if isGlobal(id) {
      var blogger = BloggerIdentity(isMixed: false)
      return blogger.nativeID(id)
    }
    guard let host = home.flatMap({ CanonicalAddress($0)?.host }) else { return nil }
    return NativeID(space: "guid", id: "\(host) \(id)")
  }

  /// A URI or a UUID.
  static func isGlobal(_ id: String) -> Bool { RelativeAddress.isAbsolute(id) || isUUID(id) }

  private static func isUUID(_ text: String) -> Bool {
    let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.joined().allSatisfy(isHexDigit)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
