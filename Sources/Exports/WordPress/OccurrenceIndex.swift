/// Which item of a document an id or an address was first seen with.
///
/// What several items share identifies none of them, and only the first may keep it. Memory is bounded: beyond
/// the bound, what has not been seen before is trusted.
struct OccurrenceIndex {
  private var owners: [UInt64: UInt64] = [:]

  private static let maximum = 600_000

  /// - Returns: Whether the key is the owner's own.
  mutating func claim(_ key: UInt64, for owner: UInt64) -> Bool {
    if let first = owners[key] { return first == owner }
    guard owners.count < Self.maximum else { return true }
    owners[key] = owner
    return true
  }

  /// A hash that is the same in every run (FNV-1a).
  static func hash(_ kind: UInt8, _ text: String) -> UInt64 {
    var hash = (0xCBF2_9CE4_8422_2325 ^ UInt64(kind)) &* 0x0100_0000_01B3
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
    return hash
  }
}
