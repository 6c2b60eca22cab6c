/// The attributes of the start tag in hand.
///
/// Values become strings only when asked for.
struct XMLAttributes {
  struct Attribute {
    var name: XMLName
    fileprivate var value: Range<Int>
  }

  /// More attributes on one tag are ignored: each is compared with those before it.
  static let maximum = 256

  private(set) var list: [Attribute] = []
  private var values: [UInt8] = []

  var names: [XMLName] { list.map(\.name) }
  var isEmpty: Bool { list.isEmpty }

  /// The value of the attribute with a canonical name: `href`, `xml:lang`.
  subscript(canonical: String) -> String? {
    list.first { $0.name.canonical == canonical }.map(value)
  }

  func value(of attribute: Attribute) -> String {
    String(decoding: values[attribute.value], as: UTF8.self)
  }

  mutating func removeAll() {
    list.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }

  /// - Returns: whether it was kept: the first of a name wins.
  mutating func add(_ name: XMLName, value: ArraySlice<UInt8>) -> Bool {
    guard list.count < Self.maximum,
      !list.contains(where: {
        $0.name.local == name.local && $0.name.uri == name.uri && $0.name.prefix == name.prefix
      })
    else { return false }
    let start = values.count
    values += value
    list.append(Attribute(name: name, value: start..<values.count))
    return true
  }
}
