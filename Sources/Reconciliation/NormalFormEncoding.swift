import Weblog

/// The bytes that a content hash is taken over.
///
/// Every field is written in a fixed order: text as a presence byte, eight bytes of length, most
/// significant first, and its UTF-8; numbers as a presence byte and eight bytes; a list as its count
/// and its elements. No two different records have the same bytes.
struct NormalFormEncoding {
  private(set) var bytes: [UInt8]

  init(capacity: Int, domain: String) {
    bytes = []
    bytes.reserveCapacity(capacity)
    append(domain)
  }

  mutating func append(_ text: String?) {
    guard let text else { return bytes.append(0) }
    bytes.append(1)
    append(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ number: Int64?) {
    guard let number else { return bytes.append(0) }
    bytes.append(1)
    append(UInt64(bitPattern: number))
  }

  mutating func append<Element>(
    _ list: [Element],
    each: (inout Self, Element) -> Void
  ) {
    append(UInt64(list.count))
    for element in list { each(&self, element) }
  }

  mutating func append(_ time: Instant?) { append(time?.millisecondsSinceEpoch) }

  mutating func append(_ day: CalendarDay?) { append(day.map { Int64($0.daysSinceEpoch) }) }

  mutating func append(_ id: NativeID) {
    append(id.space)
    append(id.id)
  }

  mutating func append(_ author: Author) {
    append(author.name)
    append(author.url)
    append(author.nativeID)
  }

  mutating func append(_ extra: Extra) {
    append(extra.name)
    append(extra.value)
  }

  mutating func append(_ medium: Medium) {
    append(medium.url)
    append(medium.role)
    append(medium.type)
    append(medium.bytes.map { Int64($0) })
    append(medium.title)
  }

  private mutating func append(_ number: UInt64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }
}
