import Weblog

extension Post {
  /// The day of publication, unless no blog can be that old: 1 January 1970 and its like are what
  /// programs write when they know no date.
  var credibleDay: CalendarDay? {
    guard let day = publishedOn ?? publishedAt?.day(), (1_990...9_998).contains(day.year) else {
      return nil
    }
    return day
  }
}

extension Instant {
  var order: Int64 { millisecondsSinceEpoch }
}
