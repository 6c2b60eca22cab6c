import Weblog

/// The numbers in a written date, before anybody asks whether such a day exists.
///
/// A date that begins with numbers is read by their separators, any other by the month's name; what
/// follows is read word by word: time, half of the day, zone, year. A word that fits nowhere means
/// that this is no date in English or numbers.
struct DateReading {
  struct Time: Hashable {
    var hour = 0
    var minute = 0
    var second = 0
    var millisecond = 0
  }

  private(set) var year = 0
  private(set) var month = 0
  private(set) var day = 0
  private(set) var time: Time?
  /// `nil` when no zone is written, or one whose offset is not agreed upon.
  private(set) var offsetMinutes: Int?

  private let bytes: [UInt8]
  private var position = 0
  private var hasYear = false

  /// - Returns: `nil` when there is no year, month and day to be found.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard readNumericDate() else { return nil }
    while position < bytes.count {
      guard readPart() else { return nil }
    }
    guard hasYear, month > 0, day > 0 else { return nil }
  }

  /// Reads the one form that feeds agree on, `2014-02-04T21:08:00.001+01:00`, without looking around.
  ///
  /// - Returns: `nil` for everything else, which may still be a date.
  init?(rfc3339 text: Span<UInt8>) {
    bytes = []
    guard text.count >= 20, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
      let century = Self.pair(text, 0), let yearOfCentury = Self.pair(text, 2),
      let month = Self.pair(text, 5), let day = Self.pair(text, 8),
      let hour = Self.pair(text, 11), let minute = Self.pair(text, 14),
      let second = Self.pair(text, 17)
    else { return nil }
    (year, self.month, self.day) = (century * 100 + yearOfCentury, month, day)
    hasYear = true
    var time = Time(hour: hour, minute: minute, second: second)
    var zone = 19
    if text[19] == UInt8(ascii: ".") {
      guard text.count >= 24, let tens = Self.pair(text, 20), Self.isDigit(text[22]) else {
        return nil
      }
      time.millisecond = tens * 10 + Int(text[22] - UInt8(ascii: "0"))
      zone = 23
    }
    self.time = time
    guard let offset = Self.offset(text, zone) else { return nil }
    offsetMinutes = offset
  }

  private static func offset(_ text: Span<UInt8>, _ zone: Int) -> Int? {
    if text[zone] == UInt8(ascii: "Z") { return text.count == zone + 1 ? 0 : nil }
    guard text.count == zone + 6, text[zone + 3] == UInt8(ascii: ":"),
      let hours = pair(text, zone + 1), let minutes = pair(text, zone + 4)
    else { return nil }
    switch text[zone] {
    case UInt8(ascii: "+"): return hours * 60 + minutes
    case UInt8(ascii: "-"): return -(hours * 60 + minutes)
    default: return nil
    }
  }

  /// Two digits.
  private static func pair(_ text: Span<UInt8>, _ index: Int) -> Int? {
    guard isDigit(text[index]), isDigit(text[index + 1]) else { return nil }
    return Int(text[index] - UInt8(ascii: "0")) * 10 + Int(text[index + 1] - UInt8(ascii: "0"))
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

// MARK: Numbers

extension DateReading {
  private struct Number {
    var value: Int
    var digits: Int
  }

  /// Reads up to nine digits; more are no part of a date.
  private mutating func readNumber() -> Number? {
    let digits = bytes[position...].prefix(while: Self.isDigit)
    guard !digits.isEmpty, digits.count <= 9 else { return nil }
    position += digits.count
    return Number(value: Self.value(digits), digits: digits.count)
  }

  private static func value(_ digits: some Collection<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// Reads `2014-02-04`, `2014/2/4`, `20140204`, `04.02.2014` or `2/4/2014` at the beginning, and the
  /// days of ISO 8601 that have no month.
  ///
  /// - Returns: `false` for numbers in an order nobody can tell.
  private mutating func readNumericDate() -> Bool {
    skipSpace()
    let start = position
    guard let first = readNumber() else { return true }
    if first.digits == 8 { return readCompactDate(first.value) }
    if first.digits == 7 { return setDay(first.value % 1_000, ofYear: first.value / 1_000) }
    if first.digits == 4, let isRead = readMonthlessDate(year: first.value) { return isRead }
    guard let separator = readDateSeparator(), let second = readNumber(),
      readDateSeparator() == separator, let third = readNumber()
    else {
      position = start
      return true
    }
    hasYear = true
    if first.digits == 4 {
      (year, month, day) = (first.value, second.value, third.value)
      return third.digits <= 2
    }
    guard third.digits == 4 else { return false }
    year = third.value
    return readOrder(first.value, second.value, separator: separator)
  }

  private mutating func readCompactDate(_ value: Int) -> Bool {
    (year, month, day) = (value / 10_000, value / 100 % 100, value % 100)
    hasYear = true
    return true
  }

  /// Reads the rest of `2014-035` or `2014-W06-2`.
  ///
  /// - Returns: `nil`, with nothing read, when it is neither.
  private mutating func readMonthlessDate(year: Int) -> Bool? {
    let rest = bytes[position...].drop { $0 == UInt8(ascii: "-") }.prefix(5)
    guard rest.startIndex - position <= 1, let first = rest.first else { return nil }
    let digits = rest.prefix(while: Self.isDigit)
    if digits.count == 3, rest.startIndex > position {
      position = digits.endIndex
      return setDay(Self.value(digits), ofYear: year)
    }
    let week = rest.dropFirst().prefix(while: Self.isDigit)
    let day = bytes[week.endIndex...].drop { $0 == UInt8(ascii: "-") }.prefix(1)
    guard first | 0x20 == UInt8(ascii: "w") else { return nil }
    if week.count == 3 {
      position = week.endIndex
      return setWeek(Self.value(week) / 10, day: Self.value(week) % 10, year: year)
    }
    guard week.count == 2, day.startIndex == week.endIndex + 1, day.allSatisfy(Self.isDigit) else {
      return false
    }
    position = day.endIndex
    return setWeek(Self.value(week), day: Self.value(day), year: year)
  }

  private mutating func setDay(_ dayOfYear: Int, ofYear year: Int) -> Bool {
    guard let first = CalendarDay(year: year, month: 1, day: 1) else { return false }
    return set(CalendarDay(daysSinceEpoch: first.daysSinceEpoch + dayOfYear - 1), inYear: year)
  }

  /// The first week is the one with 4 January in it; it begins on Monday, its day 1.
  private mutating func setWeek(_ week: Int, day: Int, year: Int) -> Bool {
    guard let fourth = CalendarDay(year: year, month: 1, day: 4)?.daysSinceEpoch,
      (1...53).contains(week), (1...7).contains(day)
    else { return false }
    // 1 January 1970 was a Thursday, three days after a Monday.
    let monday = fourth - ((fourth + 3) % 7 + 7) % 7 + (week - 1) * 7
    let thursday = CalendarDay(daysSinceEpoch: monday + 3)
    let found = CalendarDay(daysSinceEpoch: monday + day - 1)
    return thursday.year == year && set(found, inYear: found.year)
  }

  private mutating func set(_ found: CalendarDay, inYear year: Int) -> Bool {
    hasYear = true
    (self.year, month, day) = found.components
    return self.year == year
  }

  /// Decides between day and month: by a number above 12, by dots, which only stand in dates that
  /// begin with the day, or by the half of the day, which only Americans write.
  private mutating func readOrder(_ first: Int, _ second: Int, separator: UInt8) -> Bool {
    let isEuropean = separator == UInt8(ascii: ".") && second <= 12
    let isAmerican = !isEuropean && (second > 12 || first == second || hasMeridiem)
    guard isAmerican || isEuropean || first > 12 else { return false }
    (month, day) = isAmerican && first <= 12 ? (first, second) : (second, first)
    return true
  }

  private var hasMeridiem: Bool {
    let letters = bytes.filter { $0 > 0x20 && $0 != UInt8(ascii: ".") }.suffix(2).map { $0 | 0x20 }
    return letters == Array("am".utf8) || letters == Array("pm".utf8)
  }

  private mutating func readDateSeparator() -> UInt8? {
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    guard [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")].contains(byte) else {
      return nil
    }
    position += 1
    return byte
  }
}

// MARK: Parts

extension DateReading {
  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }

  /// Reads one word, number or sign; each call consumes something.
  private mutating func readPart() -> Bool {
    switch bytes[position] {
    case 0x00...0x20, UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "_"):
      position += 1
      return true
    case UInt8(ascii: "("):
      // A remark at the end repeats the zone in words.
      position = bytes.count
      return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return readSign()
    case let byte where Self.isDigit(byte): return readNumberPart()
    default: return readWord()
    }
  }

  private mutating func readNumberPart() -> Bool {
    let start = position
    guard let number = readNumber() else { return false }
    if time == nil, position < bytes.count, bytes[position] == UInt8(ascii: ":") {
      return readTime(hour: number)
    }
    if time == nil, hasDate, number.digits == 6 || number.digits == 4 {
      return readCompactTime(bytes[start..<position])
    }
    if day == 0, number.digits <= 2 {
      day = number.value
      return true
    }
    guard !hasYear else { return false }
    hasYear = true
    year = Self.fullYear(number)
    return true
  }

  private var hasDate: Bool { hasYear && month > 0 && day > 0 }

  /// Two digits are a year from 1950 to 2049, as RFC 2822 has it.
  private static func fullYear(_ number: Number) -> Int {
    switch number.digits {
    case ...2: number.value + (number.value < 50 ? 2_000 : 1_900)
    case 3: number.value + 1_900
    default: number.value
    }
  }

  private mutating func readTime(hour: Number) -> Bool {
    position += 1
    guard let minute = readNumber(), minute.digits <= 2 else { return false }
    var time = Time(hour: hour.value, minute: minute.value)
    if position < bytes.count, bytes[position] == UInt8(ascii: ":") {
      position += 1
      guard let second = readNumber(), second.digits <= 2 else { return false }
      time.second = second.value
      time.millisecond = readFraction()
    }
    self.time = time
    return true
  }

  private mutating func readCompactTime(_ digits: ArraySlice<UInt8>) -> Bool {
    let value = Self.value(digits)
    let seconds = digits.count == 6 ? value : value * 100
    time = Time(
      hour: seconds / 10_000,
      minute: seconds / 100 % 100,
      second: seconds % 100,
      millisecond: readFraction()
    )
    return true
  }

  /// Reads a fraction of any length; what is finer than a millisecond is cut off.
  private mutating func readFraction() -> Int {
    guard position + 1 < bytes.count,
      bytes[position] == UInt8(ascii: ".") || bytes[position] == UInt8(ascii: ","),
      Self.isDigit(bytes[position + 1])
    else { return 0 }
    let digits = bytes[(position + 1)...].prefix(while: Self.isDigit)
    position += 1 + digits.count
    return Self.value((digits.prefix(3) + Array(repeating: UInt8(ascii: "0"), count: 2)).prefix(3))
  }

  /// A sign after the time begins an offset; before it, a hyphen is a separator.
  private mutating func readSign() -> Bool {
    let isNegative = bytes[position] == UInt8(ascii: "-")
    position += 1
    guard time != nil else {
      // The offset of a date without a time says nothing about the day.
      if !isNegative { position = bytes.count }
      return isNegative || hasDate
    }
    guard let first = readNumber() else { return false }
    var minutes: Int
    switch first.digits {
    case ...2: minutes = first.value * 60
    case 4: minutes = first.value / 100 * 60 + first.value % 100
    default: return false
    }
    if first.digits <= 2, position < bytes.count, bytes[position] == UInt8(ascii: ":") {
      position += 1
      guard let rest = readNumber(), rest.digits == 2 else { return false }
      minutes += rest.value
    }
    offsetMinutes = isNegative ? -minutes : minutes
    return true
  }

  private mutating func readWord() -> Bool {
    let letters = bytes[position...].prefix { (0x61...0x7A).contains($0 | 0x20) }
    guard !letters.isEmpty else { return false }
    position += letters.count
    let word = String(decoding: letters.map { $0 | 0x20 }, as: UTF8.self)
    if month == 0, let number = DateWords.month(word) {
      month = number
      return true
    }
    if time != nil { return readAfterTime(word) }
    return DateWords.isFiller(word)
  }

  private mutating func readAfterTime(_ word: String) -> Bool {
    switch word {
    case "am", "pm":
      guard let hour = time?.hour, (1...12).contains(hour) else { return word == "pm" }
      time?.hour = hour % 12 + (word == "pm" ? 12 : 0)
    case "a", "p":
      // `10:33 a.m.`; a lone letter is a military zone of unknown meaning.
      guard bytes[position...].starts(with: ".m".utf8) else { return true }
      position += 2
      return readAfterTime(word + "m")
    default:
      if let minutes = DateWords.offsetMinutes(zone: word) { offsetMinutes = minutes }
    }
    return true
  }
}
