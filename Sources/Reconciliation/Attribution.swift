/// Takes field by field from sightings in their order of trust, and remembers who gave what.
struct Attribution<Record> {
  private let records: [Record]
  /// For each record the first one that says exactly the same.
  private let models: [Int]
  private var fields: [[String]]

  /// - Parameters:
  ///   - records: the most trusted first.
  ///   - content: equal for records that say exactly the same; they share the credit, so that it
  ///     does not matter which of them came first.
  init(_ records: [Record], content: (Record) -> [UInt8]) {
    self.records = records
    fields = Array(repeating: [], count: records.count)
    var first: [[UInt8]: Int] = [:]
    models = records.enumerated().map { index, record in
      let content = content(record)
      let model = first[content] ?? index
      first[content] = model
      return model
    }
  }

  mutating func credit(_ field: String, to index: Int) {
    guard models.indices.contains(index) else { return }
    if !fields[models[index]].contains(field) { fields[models[index]].append(field) }
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
    schema.filter(fields[models[index]].contains)
  }
}
