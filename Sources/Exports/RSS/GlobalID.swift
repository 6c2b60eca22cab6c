import Weblog

/// Tells ids that are unique in the world from those that are only so within their blog.
enum GlobalID {
  /// The native id of an item by the id that its feed gives it.
  ///
  /// - Parameters:
  ///   - id: as written; a URI or a UUID stands for itself.
  ///   - home: the blog's home page, whose host a short id is told apart by.
  /// - Returns: `nil` for a short id of an unknown blog.
  static func nativeID(_ id: String, home: String?) -> NativeID? {
    if isGlobal(id) { return NativeID(space: "guid", id: id) }
    guard let host = home.flatMap(WebHost.init) else { return nil }
    return NativeID(space: "guid", id: "\(host.text) \(id)")
  }

  /// Whether it begins with a scheme that is known or followed by `//`, or is a UUID.
  static func isGlobal(_ id: String) -> Bool {
    guard !id.utf8.contains(where: \.isXMLSpace) else { return false }
    guard let colon = id.utf8.firstIndex(of: UInt8(ascii: ":")), colon > id.startIndex else {
      return isUUID(id)
    }
    let scheme = id[..<colon]
    guard scheme.utf8.allSatisfy(isSchemeByte) else { return false }
    return id[colon...].utf8.dropFirst().starts(with: "//".utf8)
      || schemes.contains(scheme.lowercased())
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    case let byte: (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
  }

  private static func isUUID(_ id: String) -> Bool {
    guard id.utf8.count == 36 else { return false }
    return id.utf8.enumerated().allSatisfy { index, byte in
      [8, 13, 18, 23].contains(index)
        ? byte == UInt8(ascii: "-") : Character(Unicode.Scalar(byte)).isHexDigit
    }
  }

  private static let schemes: Set<String> = [
    "http", "https", "tag", "urn", "uuid", "cid", "mid", "doi", "info", "acct", "at", "magnet",
  ]
}
