/// What the names in one document mean: RSS is written without a namespace, with that of its version, or with one
/// that somebody made up.
struct RSSVocabulary {
  /// The namespace that the root or the channel stands in, where it is none of those known.
  private var uri = ""

  /// Learns the namespace from an element that frames the document.
  ///
  /// - Returns: what the element is, or `nil` for one that frames nothing.
  mutating func frame(_ name: XMLName) -> RSSElement? {
    if let element = element(name) { return Self.isFrame(element) ? element : nil }
    guard let element = RSSElement(rawValue: name.local.lowercased()), Self.isFrame(element),
      !name.uri.isEmpty
    else { return nil }
    uri = name.uri
    return element
  }

  private static func isFrame(_ element: RSSElement) -> Bool {
    switch element {
    case .rss, .rdf, .channel, .item: true
    default: false
    }
  }

  func element(_ name: XMLName) -> RSSElement? {
    guard !uri.isEmpty, name.uri == uri else { return name.rssElement }
    return RSSElement(rawValue: name.local.lowercased())
  }

  /// The name to keep an element under that no field is there for.
  func extraName(_ name: XMLName) -> String {
    guard uri.isEmpty || name.uri != uri else { return name.local }
    return String(RSSElement.withoutVersion(name.canonical))
  }
}
