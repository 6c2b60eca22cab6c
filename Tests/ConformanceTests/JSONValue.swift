/// JSON as an expectation has it, cut into its leaves.
enum JSONValue: Decodable {
  case null
  case text(String)
  case list([Self])
  case object([String: Self])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .text(flag ? "true" : "false")
    } else if let number = try? value.decode(Int.self) {
      self = .text(String(number))
    } else if let number = try? value.decode(Double.self) {
      self = .text(String(number))
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([Self].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: Self].self))
    }
  }

  /// Calls with the path and the text of every leaf, in the order of the paths.
  ///
  /// A path reads `entries[0].links[1].href`. The text is `nil` for `null`; a moment written as a list of
  /// nine numbers is one leaf, in RFC 3339.
  func forEachLeaf(at path: String, _ body: (_ path: String, _ text: String?) -> Void) {
    switch self {
    case .null: body(path, nil)
    case .text(let text): body(path, text)
    case .list(let list):
      if path.hasSuffix("_parsed"), let moment = Self.moment(list) { return body(path, moment) }
      for (index, value) in list.enumerated() { value.forEachLeaf(at: "\(path)[\(index)]", body) }
    case .object(let object):
      for (name, value) in object.sorted(by: { $0.key < $1.key }) {
        value.forEachLeaf(at: path.isEmpty ? name : "\(path).\(name)", body)
      }
    }
  }

  private static func moment(_ list: [Self]) -> String? {
    let parts = list.compactMap { part in
      if case .text(let text) = part { text.count == 1 ? "0" + text : text } else { nil }
    }
    guard parts.count == 9 else { return nil }
    return "\(parts[0])-\(parts[1])-\(parts[2])T\(parts[3]):\(parts[4]):\(parts[5])Z"
  }
}
