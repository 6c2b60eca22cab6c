import Weblog

/// One custom field of a post, a comment or a term: a key and a value of somebody's making.
///
/// Values that PHP serialised stay as they are. Three kinds of field are not kept: WordPress's and
/// Akismet's own bookkeeping, caches of other sites' pages, and secrets, which are counted.
struct WordPressMeta {
  var key: String
  var value: String

  /// Whether a field says nothing about what was written.
  static func isPlumbing(_ key: String) -> Bool {
    // A few of the many keys begin like one of these.
    guard key.utf8.first == UInt8(ascii: "_") || key.hasPrefix("akismet_") else { return false }
    return plumbing.contains(key) || key.hasPrefix("_oembed_") || key.hasPrefix("akismet_")
  }

  private static let plumbing: Set<String> = ["_edit_last", "_edit_lock", "_encloseme", "_pingme"]

  /// Whether a field holds a password, a key, a token, or an address of a person or a machine.
  var isSecret: Bool {
    let value = value.utf8
    guard value.count > 1 else { return false }
    if isMachineAddress || self.value.isEmailAddress { return true }
    let words = WordPressMetaKey(key)
    if words.holdsSecret { return true }
    guard value.contains(UInt8(ascii: "@")) else { return false }
    return words.holdsAddress || (isSerialized && holdsQuotedAddress)
  }

  private static let longestAddress = 320

  /// Numbers and dots, or groups of hexadecimal digits and colons.
  private var isMachineAddress: Bool {
    guard (7...45).contains(value.utf8.count), value.utf8.allSatisfy(Self.isOfMachineAddress) else {
      return false
    }
    let parts = value.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 4 { return parts.allSatisfy { $0.utf8.count <= 3 && UInt8($0) != nil } }
    let groups = value.split(separator: ":", omittingEmptySubsequences: false)
    // Three groups are a time of day.
    return parts.count == 1 && (4...8).contains(groups.count)
      && groups.allSatisfy { $0.utf8.count <= 4 }
  }

  private static func isOfMachineAddress(_ byte: UInt8) -> Bool {
    (0x30...0x3A).contains(byte) || (0x61...0x66).contains(byte | 0x20)
      || byte == UInt8(ascii: ".")
  }

  /// `a:2:{…}`, `O:8:"…`, `s:5:"…"`.
  private var isSerialized: Bool {
    let start = Array(value.utf8.prefix(3))
    return start.count == 3 && "aOs".utf8.contains(start[0]) && start[1] == UInt8(ascii: ":")
      && (0x30...0x39).contains(start[2])
  }

  private var holdsQuotedAddress: Bool {
    value.utf8.split(separator: UInt8(ascii: "\"")).contains { part in
      part.count < Self.longestAddress && String(Substring(part)).isEmailAddress
    }
  }
}
