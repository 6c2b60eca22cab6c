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
    for attribute in list where attribute.name.canonical == canonical {
      return value(of: attribute)
    }
    return nil
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
    let start = values.count
    guard isNew(name) else { return false }
    values += value
    list.append(Attribute(name: name, value: start..<values.count))
    return true
  }

  /// Takes in a whole tag, parts of which are the values that follow.
  mutating func begin(with tag: ArraySlice<UInt8>) {
    removeAll()
    values += tag
  }

  /// - Returns: whether it was kept: the first of a name wins.
  mutating func add(_ name: XMLName, valueInTag value: Range<Int>) -> Bool {
    guard isNew(name) else { return false }
    list.append(Attribute(name: name, value: value))
    return true
  }

  private func isNew(_ name: XMLName) -> Bool {
    list.count < Self.maximum && !list.contains { $0.name == name }
  }
}
