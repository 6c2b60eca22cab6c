import Weblog

/// What the `type` of a text construct or of content says about the words inside.
///
/// Atom 1.0 has three words of its own and otherwise media types; Atom 0.3 has media types only.
enum AtomTextType: Hashable {
  case plain
  /// HTML as text; tags are escaped once more.
  case html
  /// Elements of XHTML, or of another vocabulary in XML.
  case markup
  /// Bytes in base 64, of which nobody says what they are.
  case bytes
  /// Some other media type.
  case foreign

  init(_ written: String?) {
    let type = (written ?? "").prefix { $0 != ";" }.lowercased()[...].trimmed
    switch type {
    case "", "text", "text/plain": self = .plain
    case "html", "text/html": self = .html
    case "xhtml": self = .markup
    case "application/octet-stream": self = .bytes
    case _ where type.hasSuffix("+xml") || type.hasSuffix("/xml"): self = .markup
    case _ where type.hasPrefix("text/"): self = .plain
    default: self = .foreign
    }
  }

  /// Types that a `MarkedText` tells as well as they do.
  static let usual: Set<String> = [
    "", "text", "text/plain", "html", "text/html", "xhtml", "application/xhtml+xml",
  ]

  /// How words of this type are marked once they are text.
  var markup: MarkedText.Markup {
    switch self {
    case .html, .markup, .bytes: .html
    case .plain, .foreign: .plain
    }
  }
}
