/// Entities that a document declares for itself, and how much of them it may still use.
///
/// External entities are known by name only, so that they are never mistaken for HTML's. Output is
/// counted over the whole document: an entity bomb runs out of budget, whatever its shape.
struct XMLEntities {
  private enum Value {
    case text([UInt8])
    case external
  }

  static let maximumDeclarations = 1_024
  private static let maximumExpansions = 10_000
  private static let maximumOutput = 1 << 20
  /// Entities inside entities inside attribute values.
  static let maximumDepth = 16

  private var values: [String: Value] = [:]
  private var expansions = 0
  private var output = 0

  var isEmpty: Bool { values.isEmpty }

  func isDeclared(_ name: String) -> Bool { values[name] != nil }

  /// Takes in a declaration, unless the name has one already.
  ///
  /// The value is the replacement text, or `nil` for an external entity.
  mutating func declare(_ name: String, as value: [UInt8]?) {
    guard values[name] == nil, values.count < Self.maximumDeclarations else { return }
    values[name] = value.map { .text($0) } ?? .external
  }

  /// Replacement text, and its price paid; `nil` if there is none or the budget is spent.
  mutating func expansion(of name: String) -> [UInt8]? {
    guard XMLReference.predefined[name] == nil, case .text(let value)? = values[name],
      expansions < Self.maximumExpansions, output + value.count <= Self.maximumOutput
    else { return nil }
    expansions += 1
    output += value.count
    return value
  }

  /// The notice for a reference that stays as it is written.
  func codeOfRefusal(of name: String) -> String {
    switch values[name] {
    case .text: "entity-limit"
    case .external: "external-entity"
    case nil: "unknown-entity"
    }
  }
}
