/// What an element does to the text around it when HTML is read as plain text.
enum HTMLElement: Hashable, Sendable {
  /// Runs on in the line; also every element that HTML does not know.
  case inline
  case lineBreak
  /// Kept apart from its neighbour by a space.
  case cell
  /// Begins and ends a line.
  case block
  /// Has an empty line around it.
  case paragraph
  case preformatted
  /// Has no text up to its own end tag.
  case hidden(String)

  /// Bytes of the longest name that means anything here.
  private static let longestName = 12

  /// Finds an element by its name in any case.
  init(name: ArraySlice<UInt8>) {
    self = Self.key(name).flatMap { Self.named[$0] } ?? .inline
  }

  /// Packs a name into a number: letters and digits to the base 37, unique up to twelve of them.
  private static func key(_ name: some Collection<UInt8>) -> UInt64? {
    guard name.count <= longestName else { return nil }
    var key: UInt64 = 0
    for byte in name {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): key = key * 37 + UInt64(byte - 0x60)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): key = key * 37 + UInt64(byte - 0x40)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): key = key * 37 + UInt64(byte - 0x30) + 27
      default: return nil
      }
    }
    return key
  }

  private static let named: [UInt64: HTMLElement] = {
    var table: [UInt64: HTMLElement] = [:]
    for (names, element) in groups {
      for name in names.split(separator: " ") {
        if let key = key(name.utf8) { table[key] = element }
      }
    }
    for name in ["script", "style", "template", "iframe", "noembed", "noframes", "title"] {
      if let key = key(name.utf8) { table[key] = .hidden(name) }
    }
    return table
  }()

  private static let groups: [(names: String, element: HTMLElement)] = [
    ("br", .lineBreak),
    ("td th", .cell),
    ("pre listing xmp", .preformatted),
    ("p h1 h2 h3 h4 h5 h6 blockquote ul ol dl menu dir table figure hr", .paragraph),
    (
      """
      address article aside body button caption center dd details dialog div dt fieldset figcaption \
      footer form header hgroup html legend li main nav optgroup option section select summary \
      tbody tfoot thead tr
      """,
      .block
    ),
  ]
}
