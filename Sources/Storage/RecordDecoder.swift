import Weblog

/// Reads what `RecordEncoder` wrote, checking every length against what is left.
struct RecordDecoder {
  let version: UInt8
  private let bytes: [UInt8]
  private var index = 1

  init(
    _ bytes: [UInt8],
    newest: UInt8 = RecordEncoder.version
  ) throws(StorageError) {
    guard let version = bytes.first, (1...newest).contains(version) else { throw Self.damage }
    self.version = version
    self.bytes = bytes
  }

  static var damage: StorageError { StorageError(.damaged, "decode", "a record") }

  mutating func byte() throws(StorageError) -> UInt8 {
    guard index < bytes.count else { throw Self.damage }
    defer { index += 1 }
    return bytes[index]
  }

  mutating func unsigned() throws(StorageError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let next = try byte()
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
    }
    throw Self.damage
  }

  mutating func signed() throws(StorageError) -> Int64 {
    let value = try unsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// A number of things that each take at least one byte, so never more than bytes are left.
  mutating func count() throws(StorageError) -> Int {
    let value = try unsigned()
    guard value <= UInt64(bytes.count - index) else { throw Self.damage }
    return Int(value)
  }

  mutating func text() throws(StorageError) -> String { try text(length: count()) }

  mutating func optionalText() throws(StorageError) -> String? {
    let value = try unsigned()
    guard value > 0 else { return nil }
    guard value - 1 <= UInt64(bytes.count - index) else { throw Self.damage }
    return text(length: Int(value - 1))
  }

  private mutating func text(length: Int) -> String {
    defer { index += length }
    return String(decoding: bytes[index..<(index + length)], as: UTF8.self)
  }

  mutating func blob() throws(StorageError) -> [UInt8] {
    let length = try count()
    defer { index += length }
    return [UInt8](bytes[index..<(index + length)])
  }

  mutating func optionalSigned() throws(StorageError) -> Int64? {
    try byte() == 0 ? nil : signed()
  }

  mutating func optionalInt() throws(StorageError) -> Int? {
    try optionalSigned().map { Int($0) }
  }

  mutating func instant() throws(StorageError) -> Instant? {
    try optionalSigned().map { Instant(millisecondsSinceEpoch: $0) }
  }

  mutating func day() throws(StorageError) -> CalendarDay? {
    try optionalSigned().map { CalendarDay(daysSinceEpoch: Int($0)) }
  }

  mutating func list<Element>(
    _ element: (inout Self) throws(StorageError) -> Element
  ) throws(StorageError) -> [Element] {
    var values: [Element] = []
    for _ in 0..<(try count()) { values.append(try element(&self)) }
    return values
  }

  mutating func texts() throws(StorageError) -> [String] {
    try list { (decoder) throws(StorageError) in try decoder.text() }
  }

  mutating func nativeIDs() throws(StorageError) -> [NativeID] {
    try list { (decoder) throws(StorageError) in
      NativeID(space: try decoder.text(), id: try decoder.text())
    }
  }

  mutating func author() throws(StorageError) -> Author {
    Author(name: try optionalText(), url: try optionalText(), nativeID: try optionalText())
  }

  mutating func authors() throws(StorageError) -> [Author] {
    try list { (decoder) throws(StorageError) in try decoder.author() }
  }

  mutating func ext() throws(StorageError) -> [Extra] {
    try list { (decoder) throws(StorageError) in
      Extra(name: try decoder.text(), value: try decoder.text())
    }
  }

  mutating func choice<Choice: CaseIterable>() throws(StorageError) -> Choice {
    let offset = Int(try byte())
    for (place, value) in Choice.allCases.enumerated() where place == offset { return value }
    throw Self.damage
  }
}
