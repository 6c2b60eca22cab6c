/// Takes field by field from records in their order of trust, and remembers who gave what.
struct Attribution<Record> {
  private let records: [Record]
  private var fields: [[String]]

  /// - Parameter records: the most trusted first, no two alike.
  init(_ records: [Record]) {
    self.records = records
    fields = Array(repeating: [], count: records.count)
  }

  mutating func credit(_ field: String, to index: Int) {
    guard records.indices.contains(index) else { return }
    if !fields[index].contains(field) { fields[index].append(field) }
  }

  /// The first value that is there.
  mutating func first<Value>(_ field: String, _ value: (Record) -> Value?) -> Value? {
    for (index, record) in records.enumerated() {
      guard let found = value(record) else { continue }
      credit(field, to: index)
      return found
    }
    return nil
  }

  /// Every different value, those of the most trusted first.
  mutating func union<Value: Hashable>(_ field: String, _ values: (Record) -> [Value]) -> [Value] {
    var seen: Set<Value> = []
    var union: [Value] = []
    for (index, record) in records.enumerated() {
      let fresh = values(record).filter { seen.insert($0).inserted }
      guard !fresh.isEmpty else { continue }
      credit(field, to: index)
      union += fresh
    }
    return union
  }

  /// The names given to each record, in the order of the schema.
  func fields(of index: Int, inOrder schema: [String]) -> [String] {
    schema.filter(fields[index].contains)
  }
}
