/// A moment split into the parts that exports write.
struct CivilTime {
  let secondsSinceEpoch: Int

  /// Days counted from 1 March of year 0, so that the leap day comes last.
  private var date: (year: Int, month: Int, day: Int) {
    let shifted = secondsSinceEpoch / 86_400 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let civilMonth = month < 10 ? month + 3 : month - 9
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    return (yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth, day)
  }

  var year: Int { date.year }
  var month: Int { date.month }

  func adding(seconds: Int) -> CivilTime {
    CivilTime(secondsSinceEpoch: secondsSinceEpoch + seconds)
  }

  /// `2014-02-04T10:20:30.123` followed by the zone given.
  func written(zone: String) -> String {
    let (year, month, day) = date
    return "\(year)-\(padded(month, to: 2))-\(padded(day, to: 2))T\(clock).123\(zone)"
  }

  /// `2014-02-04 10:20:30`.
  var asDatabaseText: String {
    let (year, month, day) = date
    return "\(year)-\(padded(month, to: 2))-\(padded(day, to: 2)) \(clock)"
  }

  /// `Tue, 04 Feb 2014 10:20:30 +0000`.
  var asMailDate: String {
    let (year, month, day) = date
    return "\(weekday.prefix(3)), \(padded(day, to: 2)) \(Self.months[month - 1].prefix(3)) "
      + "\(year) \(clock) +0000"
  }

  /// `Tuesday, 4 February 2014`.
  var asPageHeader: String {
    let (year, month, day) = date
    return "\(weekday), \(day) \(Self.months[month - 1]) \(year)"
  }

  private var weekday: String { Self.weekdays[(secondsSinceEpoch / 86_400 + 4) % 7] }

  /// `10:20:30`.
  private var clock: String {
    let second = secondsSinceEpoch % 86_400
    return "\(padded(second / 3_600, to: 2)):\(padded(second / 60 % 60, to: 2))"
      + ":\(padded(second % 60, to: 2))"
  }

  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
