/// A path with named places, such as `items[{n}].extensions.{prefix}.{element}[{m}].value`.
///
/// A place stands for one index or one name, and for nothing that holds `.`, `[` or `]`.
struct PathPattern: Decodable, Hashable {
  let text: String
  private let parts: [String]

  init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
    parts = Self.parts(of: text)
  }

  /// What is between the dots and brackets of a path.
  static func parts(of path: String) -> [String] {
    path.split(omittingEmptySubsequences: false) { ".[]".contains($0) }.map(String.init)
  }

  /// Whether a path, cut in parts, has the form of the pattern.
  func matches(_ written: [String]) -> Bool {
    written.count == parts.count && zip(parts, written).allSatisfy { $0 == $1 || Self.isPlace($0) }
  }

  /// The name of a field with what the places stand for in a path that matches.
  func filled(_ field: String, from written: [String]) -> String {
    zip(parts, written).filter { Self.isPlace($0.0) }.reduce(field) { field, place in
      field.replacing(place.0, with: place.1)
    }
  }

  private static func isPlace(_ part: String) -> Bool { part.hasPrefix("{") && part.hasSuffix("}") }
}
