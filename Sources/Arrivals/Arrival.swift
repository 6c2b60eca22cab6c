/// A file in the inbox that has stopped changing.
package struct Arrival: Sendable, Hashable {
  package enum Settlement: String, Sendable, Hashable {
    /// Renamed into the inbox from outside: whole from the first moment.
    case rename
    /// Its done marker stands beside it.
    case doneMarker = "done-marker"
    /// Equal identities at both ends of the quiet window.
    case quiet
  }

  package let path: InboxPath
  /// As last seen; whoever opens the file compares it with the descriptor's own.
  package let identity: FileIdentity
  package let settlement: Settlement

  package init(path: InboxPath, identity: FileIdentity, settlement: Settlement) {
    self.path = path
    self.identity = identity
    self.settlement = settlement
  }
}

/// An instant of the monotonic clock that counts while the machine sleeps.
package typealias Moment = ContinuousClock.Instant
