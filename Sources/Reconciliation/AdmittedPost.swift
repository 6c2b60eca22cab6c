import Weblog

/// What stays in memory of a post sighting until its document is settled.
struct AdmittedPost {
  var number: Int64
  /// Where its keys are in the reconciler's list.
  var keys: Range<Int>
  /// Comments kept under it so far.
  var comments = 0
  var publishedAt: Instant?
  var publishedOn: CalendarDay?
  var commentsDeclared: Int?
}
