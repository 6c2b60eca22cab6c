import ArgumentParser
import Weblog

/// A day as people type it: `2014-02-04`, or `2014-02`, or `2014` for the first day of it.
struct Day: ExpressibleByArgument {
  let day: CalendarDay

  init?(argument: String) {
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...3).contains(parts.count), let year = parts[0],
      let month = parts.count > 1 ? parts[1] : 1, let date = parts.count > 2 ? parts[2] : 1,
      let day = CalendarDay(year: year, month: month, day: date)
    else { return nil }
    self.day = day
  }
}
