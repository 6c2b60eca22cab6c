/// A whole JSON value, looked at one member or element at a time.
///
/// The values inside it lie in one list in the order of the document, each knowing where it ends, so
/// that nothing is nested in memory however deep the document is.
struct JSONValue {
  enum Kind {
    case object, array, string, number, boolean, null
  }

  struct Node {
    var kind: Kind
    /// Empty in an array.
    var name: String
    /// Numbers are as written.
    var text: String
    /// Where the list goes on after the value and all inside it.
    var end: Int
  }

  private let nodes: [Node]
  private let index: Int

  /// - Precondition: The list is not empty, and each node ends behind itself and within the list.
  init(_ nodes: [Node]) { self.init(nodes, 0) }

  private init(_ nodes: [Node], _ index: Int) {
    self.nodes = nodes
    self.index = index
  }

  /// Bytes of memory that the list takes beside the words, roughly.
  var weight: Int64 { 64 * Int64(nodes.count) }

  var kind: Kind { nodes[index].kind }
  var name: String { nodes[index].name }

  /// The words of a string, number or truth value.
  var text: String? {
    switch kind {
    case .string, .number, .boolean: nodes[index].text
    case .object, .array, .null: nil
    }
  }

  /// Members of an object, or elements of an array.
  var children: [JSONValue] {
    guard kind == .object || kind == .array else { return [] }
    var children: [JSONValue] = []
    var next = index + 1
    while next < nodes[index].end {
      children.append(JSONValue(nodes, next))
      next = nodes[next].end
    }
    return children
  }

  /// The children, but of members with one name the last only: so have it all readers of JSON.
  var members: [JSONValue] {
    let children = children
    guard kind == .object, children.count > 1 else { return children }
    var last: [String: Int] = [:]
    for (place, child) in children.enumerated() { last[child.name] = place }
    return last.count == children.count ? children : last.values.sorted().map { children[$0] }
  }

  /// The first of `list`.
  var first: JSONValue? {
    switch kind {
    case .array: index + 1 < nodes[index].end ? JSONValue(nodes, index + 1) : nil
    case .null: nil
    default: self
    }
  }

  /// The elements of an array; anything else but `null` stands for a list of itself.
  var list: [JSONValue] {
    switch kind {
    case .array: children
    case .null: []
    default: [self]
    }
  }
}
