/// Words that dates in many languages hold and that say nothing: weekdays, articles, ordinals.
package enum DateFiller {
  /// Whether a word in any case is a weekday, in full or cut to two letters or more.
  package static func isWeekday(_ word: String) -> Bool { weekdays.contains(word.foldedForDates) }

  /// Whether a word joins the parts of a date, such as `de` or `of`.
  package static func isConnector(_ word: String) -> Bool {
    DateWords.connectors.contains(word.foldedForDates)
  }

  /// Whether a word written after a day is its weekday in Chinese, Japanese or Korean.
  package static func isEastAsianWeekday(_ word: String) -> Bool {
    DateWords.isEastAsianWeekday(word)
  }

  /// Full names with their first two to four letters, and the short forms that are none of these.
  private static let weekdays: Set<String> = {
    var names = DateWords.weekdays.union(shortNames)
    for name in DateWords.weekdays {
      for length in 2...4 { names.insert(String(name.prefix(length))) }
    }
    return names
  }()

  private static let shortNames: Set<String> = Set(
    """
    pn czw pt ndz nd sze szo pzt cmt пн вт ср чт пт сб вс нд δευ τρι τετ πεμ παρ σαβ κυρ τρ σα
    """
    .split(whereSeparator: \.isWhitespace).map(String.init)
  )
}
