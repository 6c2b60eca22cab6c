/// A moment in time, to the millisecond, independent of any zone.
package struct Instant: Hashable, Comparable, Sendable {
  package var millisecondsSinceEpoch: Int64

  package init(millisecondsSinceEpoch: Int64) {
    self.millisecondsSinceEpoch = millisecondsSinceEpoch
  }

  /// Takes a wall-clock reading and the offset from UTC at which it was read.
  ///
  /// - Returns: `nil` when a part is out of range. A leap second (`60`) reads as the next minute.
  package init?(
    day: CalendarDay,
    hour: Int,
    minute: Int,
    second: Int,
    millisecond: Int = 0,
    offsetMinutes: Int
  ) {
    guard (0...24).contains(hour), (0...59).contains(minute), (0...60).contains(second),
      hour < 24 || (minute == 0 && second == 0), (0...999).contains(millisecond),
      (-24 * 60...24 * 60).contains(offsetMinutes)
    else { return nil }
    let seconds =
      Int64(day.daysSinceEpoch) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
      - Int64(offsetMinutes * 60)
    self.init(millisecondsSinceEpoch: seconds * 1_000 + Int64(millisecond))
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.millisecondsSinceEpoch < right.millisecondsSinceEpoch
  }

  /// The calendar day at an offset from UTC.
  package func day(offsetMinutes: Int = 0) -> CalendarDay {
    let local = millisecondsSinceEpoch + Int64(offsetMinutes) * 60_000
    return CalendarDay(daysSinceEpoch: Int(local.flooredQuotient(by: 86_400_000)))
  }
}

extension Instant: CustomStringConvertible {
  package var description: String {
    var text: [UInt8] = []
    write(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends RFC 3339 in UTC with `Z`; milliseconds are written only when there are any.
  package func write(to text: inout [UInt8]) {
    let day = self.day()
    let millisecond = Int(
      millisecondsSinceEpoch - Int64(day.daysSinceEpoch) * 86_400_000
    )
    let seconds = millisecond / 1_000
    day.write(to: &text)
    text.append(UInt8(ascii: "T"))
    text.append(digits: seconds / 3_600, width: 2)
    text.append(UInt8(ascii: ":"))
    text.append(digits: seconds / 60 % 60, width: 2)
    text.append(UInt8(ascii: ":"))
    text.append(digits: seconds % 60, width: 2)
    if millisecond % 1_000 != 0 {
      text.append(UInt8(ascii: "."))
      text.append(digits: millisecond % 1_000, width: 3)
    }
    text.append(UInt8(ascii: "Z"))
  }
}

extension [UInt8] {
  /// Appends the last digits of a number, zeros in front where it has fewer.
  mutating func append(digits number: Int, width: Int) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }
}

extension BinaryInteger {
  func flooredQuotient(by divisor: Self) -> Self {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
