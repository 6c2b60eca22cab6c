/// What became of an arrival; whoever takes arrivals says it once for each.
package enum Answer: Sendable, Hashable {
  /// Taken in or set aside, and its name is free again.
  case released
  /// Taken in and left where it is; only a change makes it an arrival again.
  case kept
  /// Not now, for a reason that completes "Waiting page.txt (…)".
  case postponed(String)
}
