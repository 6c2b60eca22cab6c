import Weblog

/// Writes the catalogue's own record form: what SQLite keeps of a post, a comment, a blog or a source.
///
/// A record is one version byte and then its fields in a fixed order. A number is LEB128, zigzag where
/// it may be negative; a text is its length in bytes and its UTF-8; an optional is 0 for none, and else
/// its length plus one, or a 1 before its number; a list is its count and its elements. An enum is a
/// byte. Fields are only ever added at the end, under the next version of what they are added to.
struct RecordEncoder {
  static let version: UInt8 = 1

  private(set) var bytes: [UInt8]

  init(capacity: Int = 256, version: UInt8 = Self.version) {
    bytes = [version]
    bytes.reserveCapacity(capacity)
  }

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func count(_ value: Int) { unsigned(UInt64(max(0, value))) }

  mutating func unsigned(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func signed(_ value: Int64) {
    unsigned(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  mutating func text(_ value: String) {
    let utf8 = value.utf8
    count(utf8.count)
    bytes.append(contentsOf: utf8)
  }

  mutating func text(_ value: String?) {
    guard let value else { return byte(0) }
    count(value.utf8.count + 1)
    bytes.append(contentsOf: value.utf8)
  }

  mutating func blob(_ value: [UInt8]) {
    count(value.count)
    bytes.append(contentsOf: value)
  }

  mutating func signed(_ value: Int64?) {
    byte(value == nil ? 0 : 1)
    if let value { signed(value) }
  }

  mutating func instant(_ value: Instant?) { signed(value?.millisecondsSinceEpoch) }

  mutating func day(_ value: CalendarDay?) { signed(value.map { Int64($0.daysSinceEpoch) }) }

  mutating func list<Element>(_ values: [Element], _ element: (inout Self, Element) -> Void) {
    count(values.count)
    for value in values { element(&self, value) }
  }

  mutating func texts(_ values: [String]) { list(values) { $0.text($1) } }

  mutating func nativeIDs(_ values: [NativeID]) {
    list(values) {
      $0.text($1.space)
      $0.text($1.id)
    }
  }

  mutating func author(_ value: Author) {
    text(value.name)
    text(value.url)
    text(value.nativeID)
  }

  mutating func ext(_ values: [Extra]) {
    list(values) {
      $0.text($1.name)
      $0.text($1.value)
    }
  }

  /// Stores a case by its place in the order of declaration; new cases go last.
  mutating func choice<Choice: CaseIterable & Equatable>(_ value: Choice) {
    byte(UInt8(clamping: Choice.allCases.enumerated().first { $0.element == value }?.offset ?? 0))
  }
}
