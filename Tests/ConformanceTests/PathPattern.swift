/// A path with named places, such as `items[{n}].extensions.{prefix}.{element}[{m}].value`.
///
/// A place stands for one index or one name, and for nothing that holds `.`, `[` or `]`.
struct PathPattern {
  private let parts: [Substring]

  init(_ text: String) { parts = Self.parts(of: text) }

  /// - Returns: what the places stand for in a path, or `nil` if the path is another.
  func places(in path: String) -> [Substring: Substring]? {
    let written = Self.parts(of: path)
    guard written.count == parts.count else { return nil }
    var places: [Substring: Substring] = [:]
    for (part, text) in zip(parts, written) {
      if part.hasPrefix("{"), part.hasSuffix("}") {
        places[part] = text
      } else if part != text {
        return nil
      }
    }
    return places
  }

  private static func parts(of path: String) -> [Substring] {
    path.split(omittingEmptySubsequences: false) { ".[]".contains($0) }
  }
}
