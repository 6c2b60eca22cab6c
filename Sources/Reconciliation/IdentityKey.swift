/// A hash under which sightings of the same post meet.
package struct IdentityKey: Hashable, Sendable {
  package var rule: JoinRule
  /// The first 16 bytes of a SHA-256, as two big-endian halves.
  package var high: UInt64
  package var low: UInt64

  package init(rule: JoinRule, high: UInt64, low: UInt64) {
    self.rule = rule
    self.high = high
    self.low = low
  }
}

extension IdentityKey {
  /// Takes the hash over texts, each with its length so that no two lists look alike.
  package init(rule: JoinRule, parts: [String]) {
    let bytes = parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
    self.init(rule: rule, bytes: bytes)
  }

  package init(rule: JoinRule, bytes: [UInt8]) {
    let halves = Fingerprint.leadingHalves(of: Fingerprint.digest(of: bytes))
    self.init(rule: rule, high: halves.high, low: halves.low)
  }
}

extension IdentityKey: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    (left.rule.rawValue, left.high, left.low) < (right.rule.rawValue, right.high, right.low)
  }
}
