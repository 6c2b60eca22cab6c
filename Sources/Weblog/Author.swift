/// Who wrote a post or a comment, as far as the source says.
///
/// Never an e-mail or IP address.
package struct Author: Hashable, Sendable {
  package var name: String?
  package var url: String?
  /// The platform's own id for the person, without a space: `05846037023231137436`.
  package var nativeID: String?

  package init(name: String? = nil, url: String? = nil, nativeID: String? = nil) {
    self.name = name
    self.url = url
    self.nativeID = nativeID
  }
}

extension Author {
  /// Bytes of the longest name, address or id that readers repeat with everything the person wrote.
  package static let longest = 1_024

  /// Whether it may be repeated so.
  package var isShort: Bool {
    [name, url, nativeID].allSatisfy { $0?.utf8.count ?? 0 <= Self.longest }
  }
}
