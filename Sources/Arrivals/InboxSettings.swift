/// How the inbox is watched; every limit with its unit and default.
package struct InboxSettings: Sendable, Hashable {
  /// A file is taken when nothing about it changed for this long.
  package var quietWindow: Duration = .seconds(2)
  /// The same on a network file system, whose clients cache attributes for some seconds.
  package var networkQuietWindow: Duration = .seconds(10)
  /// Between listings of the whole inbox; clamped to at most an hour, since it cannot be switched off.
  package var reconcileInterval: Duration = .seconds(60)
  /// Between listings where events cannot be had: network file systems, exhausted watches.
  package var pollInterval: Duration = .seconds(5)
  /// Until the first new try of a file that could not be taken; each further one takes twice as long, up
  /// to a minute.
  package var retryInterval: Duration = .seconds(2)
  /// Between looks for a root that is missing.
  package var rootCheckInterval: Duration = .seconds(2)
  /// Lists instead of watching, whatever the file system.
  package var forcesPolling = false
  /// Suffix of the marker that says a file is whole; when set, no file is taken without its marker.
  package var doneMarker: String?
  /// Names to leave alone, besides ``IgnoreList/defaults``.
  package var ignoredNames: [String] = []
  /// Directories below the root that a file may lie under; deeper ones are left and counted.
  package var maximumDepth = 32
  /// Arrivals handed over by one wake-up; the rest follow with the next.
  package var arrivalsPerWake = 4096

  package init() {}

  var effectiveReconcileInterval: Duration {
    min(max(reconcileInterval, .milliseconds(10)), .seconds(3600))
  }
}
