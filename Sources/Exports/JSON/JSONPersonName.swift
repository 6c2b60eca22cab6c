/// A person as feeds write one: a name, an e-mail address or both.
///
/// `ann@example.org (Ann)`, `Ann <ann@example.org>`, `mailto:ann@example.org`.
struct JSONPersonName {
  /// What is left without the address.
  var name: String?
  var hasAddress = false

  init(_ written: String) {
    let text = written.trimmed
    if Self.isAddress(text) {
      hasAddress = true
    } else if let (name, address) = Self.parts(text), Self.isAddress(address) {
      self.name = name.trimmed.nonEmpty
      hasAddress = true
    } else {
      name = text.nonEmpty
    }
  }

  static func isAddress(_ text: String) -> Bool {
    text.prefix(7).lowercased() == "mailto:" || text.isEmailAddress
  }

  /// Splits a short text that ends in a bracket.
  private static func parts(_ text: String) -> (name: String, address: String)? {
    guard text.utf8.count < 640, let last = text.utf8.last else { return nil }
    let isAngle = last == UInt8(ascii: ">")
    let opener = isAngle ? UInt8(ascii: "<") : UInt8(ascii: "(")
    guard isAngle || last == UInt8(ascii: ")"), let open = text.utf8.firstIndex(of: opener) else {
      return nil
    }
    let outside = text[..<open].trimmed
    let inside = text[text.utf8.index(after: open)...].dropLast().trimmed
    return isAngle ? (outside, inside) : (inside, outside)
  }
}
