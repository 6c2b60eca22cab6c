/// The name of an element or attribute with its namespace resolved.
///
/// A document uses few names, and each of them often: the scope makes a name once, and handing it on
/// costs one reference count.
struct XMLName: Hashable {
  private final class Parts {
    let uri: String
    let local: String
    let prefix: String
    let isXML: Bool
    let canonical: String
    let element: AtomElement?
    let rssElement: RSSElement?

    init(uri: String, local: String, prefix: String) {
      self.uri = uri
      self.local = local
      self.prefix = prefix
      isXML = uri == XMLNamespaces.xml
      canonical = XMLName.canonical(uri: uri, local: local, prefix: prefix)
      element = AtomElement(canonical: canonical)
      rssElement = RSSElement(canonical: canonical)
    }
  }

  private let parts: Parts

  /// Bytes of the longest name, prefix included, and of the longest address of a namespace: names are remembered
  /// and repeated, and what is longer is somebody's text.
  static let longest = 1_024

  init(uri: String, local: String, prefix: String) {
    parts = Parts(uri: uri, local: local, prefix: prefix)
  }

  /// The namespace, or nothing.
  var uri: String { parts.uri }
  var local: String { parts.local }
  /// Whether it is one of XML's own attributes, such as `xml:lang`.
  var isXML: Bool { parts.isXML }
  /// The prefix as written.
  var prefix: String { parts.prefix }
  /// One spelling whatever prefix the document chose: `atom:entry`, `thr:in-reply-to`.
  ///
  /// The namespaces
  /// of `XMLNamespaces` have a fixed prefix; a name in no namespace has none, so attributes read
  /// simply `href`.
  var canonical: String { parts.canonical }
  /// What readers of Atom know the canonical name as.
  var element: AtomElement? { parts.element }
  /// What readers of RSS and of WordPress exports know it as.
  var rssElement: RSSElement? { parts.rssElement }

  static func == (left: Self, right: Self) -> Bool {
    left.parts === right.parts
      || (left.local == right.local && left.uri == right.uri && left.prefix == right.prefix)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(uri)
    hasher.combine(local)
    hasher.combine(prefix)
  }

  private static func canonical(uri: String, local: String, prefix: String) -> String {
    if let known = XMLNamespaces.prefix(of: uri) { return "\(known):\(local)" }
    if prefix.isEmpty { return uri.isEmpty ? local : "{\(uri)}\(local)" }
    // A foreign namespace must not pass for a known one by borrowing its prefix.
    return XMLNamespaces.isReserved(prefix) ? "{\(uri)}\(local)" : "\(prefix):\(local)"
  }
}
