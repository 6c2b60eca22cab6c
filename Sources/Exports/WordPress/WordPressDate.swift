import Weblog

/// A date of a WordPress export: a clock reading without a zone, `2014-02-05 00:30:00`.
///
/// Each date is told twice, by the blog's own clock and by Greenwich's. Together they give the instant and
/// the day at the blog; drafts have no Greenwich time yet, which reads as zeros.
enum WordPressDate: Hashable {
  /// Nothing, zeros or a year before the calendar.
  case none
  case clock(CalendarDay, second: Int)
  /// As those write it who imitate WordPress.
  case other(String)

  init(_ written: ArraySlice<UInt8>) {
    let bytes = Self.trimmed(written)
    if let (day, second) = Self.clock(bytes) {
      self = day.year > 1 ? .clock(day, second: second) : .none
    } else if bytes.contains(where: Self.isDigit), !Self.isNull(bytes) {
      self = .other(String(decoding: bytes, as: UTF8.self))
    } else {
      self = .none
    }
  }

  /// Whether a date stands for none: it begins with zeros, or the year is −1.
  static func isNull(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.starts(with: "0000".utf8) || bytes.first == UInt8(ascii: "-") { return true }
    return bytes.split(separator: 0x20).contains { $0.elementsEqual("-0001".utf8) }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop(while: \.isXMLSpace)
    while bytes.last?.isXMLSpace == true { bytes.removeLast() }
    return bytes
  }

  private static func clock(_ bytes: ArraySlice<UInt8>) -> (CalendarDay, Int)? {
    guard bytes.count == 19 else { return nil }
    let bytes = bytes.span
    guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == 0x20 || bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let year = number(bytes, 0..<4), let month = number(bytes, 5..<7),
      let dayOfMonth = number(bytes, 8..<10), let hour = number(bytes, 11..<13),
      let minute = number(bytes, 14..<16), let second = number(bytes, 17..<19),
      hour < 24, minute < 60, second < 60,
      let day = CalendarDay(year: year, month: month, day: dayOfMonth)
    else { return nil }
    return (day, (hour * 60 + minute) * 60 + second)
  }

  private static func number(_ bytes: Span<UInt8>, _ places: Range<Int>) -> Int? {
    var number = 0
    for place in places {
      guard isDigit(bytes[place]) else { return nil }
      number = number * 10 + Int(bytes[place] - UInt8(ascii: "0"))
    }
    return number
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension WordPressDate {
  /// A date told by one clock or by two.
  struct Told: Hashable {
    /// The reading that counts, as written.
    var written: String?
    /// The same with the offset from Greenwich, where the clocks tell it.
    var zoned: String?
    /// The reading of the blog's clock where it does not go with the other.
    var lost: String?
  }

  /// Both clocks as one date.
  static func joined(local: Self, gmt: Self) -> Told {
    switch (local, gmt) {
    case (.clock(let day, let second), .clock(let gmtDay, let gmtSecond)):
      let days = day.daysSinceEpoch - gmtDay.daysSinceEpoch
      let offset = days * 86_400 + second - gmtSecond
      guard offset.magnitude <= widestOffset, offset % 60 == 0 else {
        return greenwich(gmtDay, gmtSecond, lost: text(day, second, zone: nil))
      }
      return Told(
        written: text(day, second, zone: nil),
        zoned: text(day, second, zone: offset / 60)
      )
    case (.other(let local), .clock(let day, let second)):
      return greenwich(day, second, lost: local)
    case (.none, .clock(let day, let second)): return greenwich(day, second)
    case (.clock(let day, let second), _): return Told(written: text(day, second, zone: nil))
    case (.other(let local), _): return Told(written: local)
    case (.none, .other(let gmt)): return Told(written: gmt)
    case (.none, .none): return Told()
    }
  }

  private static func greenwich(_ day: CalendarDay, _ second: Int, lost: String? = nil) -> Told {
    Told(
      written: text(day, second, zone: nil),
      zoned: text(day, second, zone: 0),
      lost: lost
    )
  }

  /// Seconds; no place on Earth is farther from Greenwich.
  private static let widestOffset: UInt = 14 * 3_600

  /// The reading with its zone, minutes east of Greenwich; without one, in WordPress's own form.
  private static func text(_ day: CalendarDay, _ second: Int, zone: Int?) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(25)
    day.write(to: &text)
    text.append(zone == nil ? 0x20 : UInt8(ascii: "T"))
    append(second / 3_600, second / 60 % 60, to: &text)
    text.append(UInt8(ascii: ":"))
    append(second % 60, to: &text)
    if zone == 0 {
      text.append(UInt8(ascii: "Z"))
    } else if let zone {
      text.append(UInt8(ascii: zone < 0 ? "-" : "+"))
      append(abs(zone) / 60, abs(zone) % 60, to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func append(_ hours: Int, _ minutes: Int, to text: inout [UInt8]) {
    append(hours, to: &text)
    text.append(UInt8(ascii: ":"))
    append(minutes, to: &text)
  }

  private static func append(_ number: Int, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
    text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}
