/// A pattern for one name: `*` any bytes, `?` one byte, letters of ASCII in either case.
struct Glob: Sendable, Hashable {
  let text: String
  private let pattern: [UInt8]

  init(_ text: String) {
    self.text = text
    pattern = text.utf8.map(Self.folded)
  }

  /// Walks once with one place to fall back to, so a hostile name costs at most pattern × name steps.
  func matches(_ name: [UInt8]) -> Bool {
    // Nearly every pattern is refuted by the first or the last byte.
    guard accepts(pattern.first, name.first), accepts(pattern.last, name.last) else { return false }
    var at = 0
    var next = 0
    var fallback: (pattern: Int, name: Int)?
    while at < name.count {
      if next < pattern.count, pattern[next] == UInt8(ascii: "*") {
        fallback = (next + 1, at)
        next += 1
      } else if next < pattern.count, accepts(pattern[next], name[at]) {
        next += 1
        at += 1
      } else if let last = fallback {
        fallback = (last.pattern, last.name + 1)
        next = last.pattern
        at = last.name + 1
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  private func accepts(_ wanted: UInt8?, _ byte: UInt8?) -> Bool {
    guard let wanted, wanted != UInt8(ascii: "*") else { return true }
    guard let byte else { return false }
    return accepts(wanted, byte)
  }

  private func accepts(_ wanted: UInt8, _ byte: UInt8) -> Bool {
    wanted == UInt8(ascii: "?") || wanted == Self.folded(byte)
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
