/// The English words of written dates: months, weekdays and names of zones.
enum DateWords {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// The number of the month that a word in lower case names or begins to name, with at least three
  /// letters.
  static func month(_ word: String) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    return months.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
  }

  /// Words that a date may hold and that say nothing.
  static func isFiller(_ word: String) -> Bool {
    ["t", "st", "nd", "rd", "th", "of", "at", "on", "the", "z", "utc", "gmt"].contains(word)
      || (word.utf8.count >= 2 && weekdays.contains { $0.hasPrefix(word) })
      || ["thur", "thurs", "tues", "weds"].contains(word)
  }

  /// - Returns: `nil` for a name with several meanings. RFC 822 got the signs of its one-letter zones
  ///   wrong, so that only `z` is known.
  static func offsetMinutes(zone: String) -> Int? { zones[zone] }

  private static let zones: [String: Int] = [
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "cest": 120,
    "met": 60, "mest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "msk": 180,
    "msd": 240, "sast": 120, "wat": 60, "eat": 180,
    "nst": -210, "ndt": -150, "ast": -240, "adt": -180, "est": -300, "edt": -240, "cst": -360,
    "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480,
    "hst": -600, "hast": -600, "hadt": -540, "brt": -180, "brst": -120,
    "pkt": 300, "npt": 345, "wib": 420, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "awst": 480,
    "acst": 570, "acdt": 630,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
  ]
}
