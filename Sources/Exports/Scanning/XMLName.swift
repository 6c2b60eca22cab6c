/// The name of an element or attribute with its namespace resolved.
struct XMLName: Hashable {
  /// The namespace, or nothing.
  var uri: String
  var local: String
  /// The prefix as written.
  var prefix: String
  /// One spelling whatever prefix the document chose: `atom:entry`, `thr:in-reply-to`.
  ///
  /// The namespaces
  /// of `XMLNamespaces` have a fixed prefix; a name in no namespace has none, so attributes read
  /// simply `href`. Readers compare this.
  var canonical: String

  init(uri: String, local: String, prefix: String) {
    self.uri = uri
    self.local = local
    self.prefix = prefix
    canonical = Self.canonical(uri: uri, local: local, prefix: prefix)
  }

  private static func canonical(uri: String, local: String, prefix: String) -> String {
    if let known = XMLNamespaces.prefix(of: uri) { return "\(known):\(local)" }
    if prefix.isEmpty { return uri.isEmpty ? local : "{\(uri)}\(local)" }
    // A foreign namespace must not pass for a known one by borrowing its prefix.
    return XMLNamespaces.isReserved(prefix) ? "{\(uri)}\(local)" : "\(prefix):\(local)"
  }
}
