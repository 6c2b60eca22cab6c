/// Where a file lies in the inbox: the name bytes below the root, as the file system keeps them.
///
/// Names need not be UTF-8. The empty path is the root itself.
package struct InboxPath: Sendable, Hashable {
  /// Components joined by one slash, none at either end.
  package let bytes: [UInt8]

  static let root = InboxPath([])

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package init(_ text: String) {
    self.init([UInt8](text.utf8))
  }

  /// The path for people: controls, invisible characters, backslashes and bytes that are not UTF-8 are escaped.
  package var display: String { Self.display(bytes) }

  /// The first-level directory for people, which names the blog its files belong to.
  package var firstDirectory: String? {
    bytes.firstIndex(of: Self.slash).map { Self.display(Array(bytes[..<$0])) }
  }

  package var parent: InboxPath {
    InboxPath(bytes.lastIndex(of: Self.slash).map { Array(bytes[..<$0]) } ?? [])
  }

  package var name: [UInt8] {
    bytes.lastIndex(of: Self.slash).map { Array(bytes[($0 + 1)...]) } ?? bytes
  }

  var components: [ArraySlice<UInt8>] { bytes.split(separator: Self.slash) }

  /// Directories between the root and this name.
  var depth: Int { bytes.count { $0 == Self.slash } }

  func appending(_ name: [UInt8]) -> InboxPath {
    bytes.isEmpty ? InboxPath(name) : InboxPath(bytes + [Self.slash] + name)
  }

  private static let slash = UInt8(ascii: "/")

  private static func display(_ bytes: [UInt8]) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return bytes.map { $0 < 0x80 ? escaped(Unicode.Scalar($0)) : hexadecimal($0) }.joined()
    }
    return text.unicodeScalars.map(escaped).joined()
  }

  /// A name on a terminal or in the journal must not move the cursor, end the line or reverse the text.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    if scalar == "\\" { return "\\\\" }
    if scalar.value < 0x20 || scalar.value == 0x7F { return hexadecimal(UInt8(scalar.value)) }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      return "\\u{\(String(scalar.value, radix: 16))}"
    default:
      return String(Character(scalar))
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return "\\x" + (digits.count < 2 ? "0" : "") + digits
  }
}
