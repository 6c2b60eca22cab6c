/// Puts a value together from its tokens, up to a number of values inside it.
struct JSONValueBuilder {
  private let maximumNodes: Int
  private var nodes: [JSONValue.Node] = []
  private var open: [Int] = []
  private var name = ""
  /// Containers open that are left out.
  private var droppedDepth = 0
  /// Values left out because there were too many.
  private(set) var dropped = 0

  init(maximumNodes: Int) { self.maximumNodes = maximumNodes }

  var isFull: Bool { nodes.count >= maximumNodes }

  /// The value, once its last token has been taken.
  var value: JSONValue? { open.isEmpty && !nodes.isEmpty ? JSONValue(nodes) : nil }

  mutating func take(_ token: JSONToken, _ text: [UInt8]) {
    switch token {
    case .name: name = isFull ? "" : String(decoding: text, as: UTF8.self)
    case .beginObject: begin(.object)
    case .beginArray: begin(.array)
    case .endObject, .endArray: end()
    case .string: append(.string, text)
    case .number: append(.number, text)
    case .boolean: append(.boolean, text)
    case .null: append(.null, [])
    }
  }

  private mutating func begin(_ kind: JSONValue.Kind) {
    guard !isFull, droppedDepth == 0 else {
      droppedDepth += 1
      dropped += 1
      return
    }
    open.append(nodes.count)
    append(kind, [])
  }

  private mutating func append(_ kind: JSONValue.Kind, _ text: [UInt8]) {
    guard !isFull, droppedDepth == 0 else {
      dropped += 1
      return
    }
    let text = String(decoding: text, as: UTF8.self)
    nodes.append(JSONValue.Node(kind: kind, name: name, text: text, end: nodes.count + 1))
    name = ""
  }

  private mutating func end() {
    if droppedDepth > 0 {
      droppedDepth -= 1
    } else if let index = open.popLast() {
      nodes[index].end = nodes.count
    }
  }
}
