package import Weblog

/// When something happened, as far as a date written in any of the forms exports use tells.
///
/// Read are RFC 3339 and the common forms of ISO 8601 (`2014-02-04T21:08:00.001+01:00`, with a space,
/// without colons, with slashes, without a time, by the day of the year or the week), RFC 822, 1123
/// and 850, C's `asctime` with and without an offset, month names with the parts in any order, numbers
/// with `AM` or `PM`, and seconds or milliseconds since 1970. Weekdays are ignored, right or wrong.
/// Dates without a time are read in all languages of the calendar; those with one where
/// `DateTranslation` finds the words in it.
///
/// The instant is known only where the text names its offset from UTC; the day is always the one
/// written, at the writer's own offset. Dates that mean *none*, such as zeros, year 1, year -1 and the
/// first second of 1970, are neither.
package struct Timestamp: Hashable, Sendable {
  package var instant: Instant?
  package var day: CalendarDay?

  /// No date is longer, in bytes.
  private static let longestText = 128

  private init() {}

  /// Reads a date as written; both parts are `nil` when it is none.
  package init(_ text: String) {
    self.init()
    guard text.utf8.count <= Self.longestText else { return }
    if let reading = DateReading(rfc3339: text.utf8.span) {
      self = Timestamp(reading)
      return
    }
    let bytes = Array(text.utf8)
    if let milliseconds = Self.epochMilliseconds(bytes) {
      self = Timestamp(millisecondsSinceEpoch: milliseconds)
    } else if let reading = DateReading(bytes) {
      self = Timestamp(reading)
    } else if let spelledOut = CalendarDay(spelledOut: text) {
      day = Self.isNull(spelledOut) ? nil : spelledOut
    } else if let english = DateTranslation(text)?.english, let reading = DateReading(english) {
      self = Timestamp(reading)
    }
  }

  /// Takes a count from the start of 1970; 0 means *none*, as does anything beyond year 9999.
  package init(millisecondsSinceEpoch: Int64) {
    guard millisecondsSinceEpoch > 0, millisecondsSinceEpoch < 253_402_300_800_000 else { return }
    let instant = Instant(millisecondsSinceEpoch: millisecondsSinceEpoch)
    self.instant = instant
    day = instant.day()
  }

  private init(_ reading: DateReading) {
    guard let day = CalendarDay(year: reading.year, month: reading.month, day: reading.day),
      !Self.isNull(day)
    else { return }
    self.day = day
    guard let time = reading.time, let offset = reading.offsetMinutes else { return }
    instant = Instant(
      day: day,
      hour: time.hour,
      minute: time.minute,
      second: time.second,
      millisecond: time.millisecond,
      offsetMinutes: offset
    )
    if instant?.millisecondsSinceEpoch == 0 { self = Timestamp() }
  }

  private static func isNull(_ day: CalendarDay) -> Bool {
    day.daysSinceEpoch == 0 || day.year <= 1
  }

  /// Ten digits alone are seconds and thirteen are milliseconds: no calendar date has that length.
  private static func epochMilliseconds(_ bytes: [UInt8]) -> Int64? {
    let text = bytes.drop { $0 == 0x20 }
    let digits = text.prefix(while: DateReading.isDigit)
    guard text.dropFirst(digits.count).allSatisfy({ $0 <= 0x20 }) else { return nil }
    guard digits.count == 10 || digits.count == 13 else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    return digits.count == 10 ? value * 1_000 : value
  }
}
