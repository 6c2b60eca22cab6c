/// How the watching goes, for `winnow status` and the status line.
package struct InboxHealth: Sendable, Hashable {
  package enum Mode: Sendable, Hashable {
    /// Not started, or torn down.
    case stopped
    case inotify
    case polling(PollingReason)
    /// There is no such directory at the moment; it is looked for every few seconds.
    case rootMissing
  }

  package enum PollingReason: Sendable, Hashable {
    case setting
    /// A file system, by name, on which other machines write without an event here.
    case fileSystem(String)
    /// `fs.inotify.max_user_instances` or the process's descriptors are used up.
    case instancesExhausted
    /// The library failed with this errno.
    case library(Int32)
  }

  package var mode: Mode
  /// Why the root cannot be opened, while it cannot.
  package var rootError: Int32?
  package var watches = 0
  /// `fs.inotify.max_user_watches`, nil where it cannot be read.
  package var watchLimit: Int?
  /// Directories without a watch, which live by listings.
  package var unwatched = 0
  package var overflows = 0
  package var rebuilds = 0
  package var lastEvent: Moment?
  /// When the inbox was last listed completely.
  package var lastScan: Moment?
  /// Files among the waiting that need nothing but a quiet window.
  package var settling = 0
  package var handedOver = 0
  package var ignored: [IgnoreReason: Int] = [:]
  /// Files seen, not ignored, and not handed over.
  package var waitingCount = 0
  /// At most ``maximumWaitingListed`` of the waiting, those that need help first.
  package var waiting: [Waiting] = []

  package static let maximumWaitingListed = 100

  package struct Waiting: Sendable, Hashable {
    package let path: InboxPath
    package let reason: WaitingReason
  }

  package var isDegraded: Bool {
    switch mode {
    case .inotify, .polling(.setting), .polling(.fileSystem): unwatched > 0
    case .stopped, .rootMissing, .polling(.instancesExhausted), .polling(.library): true
    }
  }
}

extension InboxHealth {
  /// Creates the health of an inbox of which nothing but the mode is known.
  package init(mode: Mode) {
    self.init(mode: mode, watchLimit: nil)
  }
}
