import Weblog

/// A date with a time in another language, put into the English and the separators that `DateReading` knows.
///
/// Names of months become English ones, weekdays and words that join the parts are left out, the
/// characters that count years, months, days, hours and minutes in East Asia become separators, and
/// the half of the day moves to the end. `mar` is Tuesday where another month follows. Everything
/// else stays as it is, for `DateReading` to accept or refuse.
struct DateTranslation {
  private(set) var english: [UInt8] = []
  private var hasMonth = false
  /// A word that names a weekday here and a month there stands at this place of the text.
  private var doubtful: (month: Int, place: Int)?
  private var hasTime = false
  private var meridiem: String?

  /// - Returns: `nil` for a text with a word that does not belong in a date.
  init?(_ text: String) {
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first {
      if let digit = Self.digit(first) {
        english.append(digit)
        scalars.removeFirst()
      } else if first.properties.isAlphabetic {
        let word = scalars.prefix(while: Self.isOfWord)
        scalars.removeFirst(word.count)
        guard take(String(word), before: &scalars) else { return nil }
      } else {
        guard takeSign(first) else { return nil }
        scalars.removeFirst()
      }
    }
    guard !Self.isListopadInDoubt(text) else { return nil }
    settleDoubt()
    if let meridiem { english += " \(meridiem)".utf8 }
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }

  private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0x30...0x39: UInt8(scalar.value)
    case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10 + 0x30)
    default: nil
    }
  }

  /// With a full stop after the day it is October in Croatian, without one November elsewhere.
  private static func isListopadInDoubt(_ text: String) -> Bool {
    text.contains(".") && ["listopad", "Listopad"].contains { text.contains($0) }
  }

  private mutating func settleDoubt() {
    guard !hasMonth, let (month, place) = doubtful else { return }
    english.insert(contentsOf: Self.englishMonth(month), at: place)
  }

  private static func englishMonth(_ month: Int) -> [UInt8] {
    let names = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    return Array(" \(names[month - 1]) ".utf8)
  }
}

// MARK: Words

extension DateTranslation {
  private mutating func take(
    _ word: String,
    before rest: inout Substring.UnicodeScalarView
  ) -> Bool {
    if takeMonth(word) { return true }
    if english.last.map(DateReading.isDigit) == true, takeHour(word, before: rest) { return true }
    if let first = word.unicodeScalars.first, Self.isEastAsian(first) {
      return takeEastAsian(word, before: &rest)
    }
    let isKept = hasTime || word.utf8.count == 1
    if !isKept, DateFiller.isWeekday(word) || DateFiller.isConnector(word) || Self.isOfTime(word) {
      english.append(0x20)
      return true
    }
    // What is not ASCII by now is a word that no date has.
    guard word.utf8.allSatisfy({ $0 < 0x80 }) else { return hasTime }
    english += word.utf8
    return true
  }

  private mutating func takeMonth(_ word: String) -> Bool {
    guard !hasMonth, let month = MonthName.number(of: word) else { return false }
    if DateFiller.isWeekday(word), doubtful == nil {
      doubtful = (month, english.count)
      return true
    }
    hasMonth = true
    english += Self.englishMonth(month)
    return true
  }

  /// `21h08`, `21 h` stay apart from the words.
  private mutating func takeHour(_ word: String, before rest: Substring.UnicodeScalarView) -> Bool {
    guard word == "h" || word == "H", !hasTime else { return false }
    hasTime = true
    english += rest.first.flatMap(Self.digit) == nil ? ":00 ".utf8 : ":".utf8
    return true
  }

  /// Words before a time, such as `um 21:08 Uhr`.
  private static func isOfTime(_ word: String) -> Bool {
    ["um", "uhr", "kl", "klo", "às", "as", "à", "alle", "ore", "las", "om", "saat", "ve", "godz"]
      .contains(word.lowercased())
  }

  private mutating func takeSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ":", "：":
      hasTime = true
      english.append(UInt8(ascii: ":"))
    case "(", ")":
      // Before the time a weekday is in brackets, after it a remark on the zone.
      english.append(hasTime && scalar == "(" ? UInt8(ascii: "(") : 0x20)
    case "，", "、", "\u{A0}", "\u{202F}", "\u{3000}", "\u{200E}", "\u{200F}": english.append(0x20)
    default:
      guard scalar.isASCII else { return false }
      english.append(UInt8(truncatingIfNeeded: scalar.value))
    }
    return true
  }
}

// MARK: East Asia

extension DateTranslation {
  private static func isEastAsian(_ scalar: Unicode.Scalar) -> Bool {
    (0x3000...0x9FFF).contains(scalar.value) || (0xAC00...0xD7AF).contains(scalar.value)
  }

  /// Reads the counters and halves of the day that a word without spaces is made of.
  private mutating func takeEastAsian(
    _ word: String,
    before rest: inout Substring.UnicodeScalarView
  ) -> Bool {
    var word = word[...]
    while let first = word.first {
      let isAfterDigit = english.last.map(DateReading.isDigit) == true
      if isAfterDigit, let counter = Self.counters[first] {
        word.removeFirst()
        takeCounter(counter, isLast: word.isEmpty, before: &rest)
      } else if let half = Self.halves.first(where: { word.hasPrefix($0.word) }) {
        meridiem = half.english
        word.removeFirst(half.word.count)
        english.append(0x20)
      } else {
        english.append(0x20)
        return DateFiller.isEastAsianWeekday(String(word))
      }
    }
    return true
  }

  private mutating func takeCounter(
    _ counter: UInt8,
    isLast: Bool,
    before rest: inout Substring.UnicodeScalarView
  ) {
    let hasMore = isLast && rest.first { $0 != " " }.flatMap(Self.digit) != nil
    switch counter {
    case UInt8(ascii: ":") where hasTime && !hasMore: english.append(0x20)
    case UInt8(ascii: ":") where !hasMore:
      hasTime = true
      english += ":00 ".utf8
    case 0x20: english.append(0x20)
    default:
      hasTime = hasTime || counter == UInt8(ascii: ":")
      english.append(counter)
      // The parts of a date or time may stand apart: `2014년 02월 04일`.
      while rest.first == " " { rest.removeFirst() }
    }
  }

  private static let counters: [Character: UInt8] = [
    "年": UInt8(ascii: "-"), "년": UInt8(ascii: "-"), "月": UInt8(ascii: "-"),
    "월": UInt8(ascii: "-"), "日": 0x20, "일": 0x20, "号": 0x20, "號": 0x20,
    "时": UInt8(ascii: ":"), "時": UInt8(ascii: ":"), "시": UInt8(ascii: ":"),
    "点": UInt8(ascii: ":"), "點": UInt8(ascii: ":"), "分": UInt8(ascii: ":"),
    "분": UInt8(ascii: ":"), "秒": 0x20, "초": 0x20,
  ]

  private static let halves: [(word: String, english: String)] = [
    ("上午", "am"), ("午前", "am"), ("오전", "am"), ("下午", "pm"), ("午後", "pm"), ("오후", "pm"),
  ]
}
