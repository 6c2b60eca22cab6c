import Yams

/// The settings that a YAML file makes, as key and text, with every unknown key refused by name.
package enum SettingsFile {
  /// - Throws: `ConfigurationError` for what is not YAML, an unknown key, or a value of the wrong shape.
  package static func settings(
    inYAML yaml: String,
    path: String
  ) throws(ConfigurationError)
    -> [String: String]
  {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch {
      throw ConfigurationError("\(path) is not YAML: \(error)")
    }
    var found: [String: String] = [:]
    guard let root, root != Node("", Tag(.null)) else { return found }
    try collect(root, under: "", from: path, into: &found)
    return found
  }

  private static func collect(
    _ node: Node,
    under prefix: String,
    from path: String,
    into found: inout [String: String]
  ) throws(ConfigurationError) {
    guard case .mapping(let mapping) = node else {
      throw ConfigurationError("\(path): \(prefix.isEmpty ? "the file" : prefix) must hold keys.")
    }
    for (nameNode, value) in mapping {
      let key = prefix + (nameNode.string ?? "")
      if Setting.all.contains(where: { $0.key == key }) {
        found[key] = try text(of: value, key: key, path: path)
      } else if Setting.all.contains(where: { $0.key.hasPrefix(key + ".") }) {
        if value.tag != Tag(.null) || value.string?.isEmpty == false || value.mapping != nil {
          try collect(value, under: key + ".", from: path, into: &found)
        }
      } else {
        throw ConfigurationError("\(path): \(unknown(key))")
      }
    }
  }

  private static func text(
    of node: Node,
    key: String,
    path: String
  ) throws(ConfigurationError) -> String {
    switch node {
    case .scalar(let scalar):
      return ["~", "null"].contains(scalar.string) && scalar.style == .plain ? "" : scalar.string
    case .sequence(let sequence):
      return sequence.compactMap(\.string).joined(separator: "\n")
    default:
      throw ConfigurationError("\(path): \(key) takes a value, not further keys.")
    }
  }

  /// The sentence for a key that does not exist; it names the key that was probably meant.
  static func unknown(_ key: String) -> String {
    let nearest = Setting.all.min { distance($0.key, key) < distance($1.key, key) }
    return "there is no setting \(key); the nearest is \(nearest?.key ?? "none")."
  }

  /// Edits (insert, delete, replace) between two short names.
  static func distance(_ left: String, _ right: String) -> Int {
    var row = Array(0...right.utf8.count)
    for (i, a) in left.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.utf8.enumerated() {
        let replaced = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.utf8.count]
  }
}
