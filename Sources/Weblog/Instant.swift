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
  /// RFC 3339 in UTC with `Z`; milliseconds are written only when there are any.
  package var description: String {
    let day = self.day()
    let millisecond = Int(
      millisecondsSinceEpoch - Int64(day.daysSinceEpoch) * 86_400_000
    )
    let seconds = millisecond / 1_000
    var text = "\(day)T"
    text.appendPadded(seconds / 3_600, to: 2)
    text += ":"
    text.appendPadded(seconds / 60 % 60, to: 2)
    text += ":"
    text.appendPadded(seconds % 60, to: 2)
    if millisecond % 1_000 != 0 {
      text += "."
      text.appendPadded(millisecond % 1_000, to: 3)
    }
    return text + "Z"
  }
}

extension String {
  mutating func appendPadded(_ number: Int, to width: Int) {
    let digits = String(number)
    self += String(repeating: "0", count: max(0, width - digits.utf8.count))
    self += digits
  }
}

extension BinaryInteger {
  func flooredQuotient(by divisor: Self) -> Self {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
