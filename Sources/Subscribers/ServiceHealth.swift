/// How the daemon is: the one value from which the status line, `status.json` and the metrics are made.
///
/// Names are as dropped and may hold anything; each of the three escapes them for its own readers.
package struct ServiceHealth: Codable, Hashable, Sendable {
  package enum Phase: String, Codable, CaseIterable, Hashable, Sendable {
    case starting, watching, reloading, stopping
  }

  package enum WatchMode: String, Codable, CaseIterable, Hashable, Sendable {
    case inotify, polling
  }

  /// One file in the inbox that is not taken in yet.
  package struct WaitingFile: Codable, Hashable, Sendable {
    package var name: String
    /// Lower case, completing "Cannot read page.txt (…)": `permission denied`.
    package var reason: String
    /// What a person has to do, `chmod a+r it`; `nil` when waiting is enough.
    package var cure: String?
    package var since: Timestamp?

    package init(name: String, reason: String, cure: String? = nil, since: Timestamp? = nil) {
      self.name = name
      self.reason = reason
      self.cure = cure
      self.since = since
    }
  }

  package struct LastFile: Codable, Hashable, Sendable {
    package enum Outcome: String, Codable, CaseIterable, Hashable, Sendable {
      case ingested, partial, duplicate, rejected
    }

    package var name: String
    package var outcome: Outcome
    package var postsAdded = 0
    package var postsUpdated = 0
    package var commentsAdded = 0
    package var durationMicroseconds: Int64 = 0
    package var at: Timestamp?

    package init(name: String, outcome: Outcome) {
      self.name = name
      self.outcome = outcome
    }
  }

  /// Since the daemon started.
  package struct Counters: Codable, Hashable, Sendable {
    package var ingested = 0
    package var partial = 0
    package var duplicates = 0
    package var rejected = 0
    package var bytes: Int64 = 0
    package var overflows = 0

    package init() {}
  }

  package var version: String
  package var pid: Int32
  package var phase: Phase = .starting
  package var inbox: String
  package var state: String
  package var startedAt: Timestamp?
  package var lastEventAt: Timestamp?
  package var lastScanAt: Timestamp?

  /// Files that have come to rest and are not yet taken in, those in hand included.
  package var queued = 0
  /// Names of the files in hand.
  package var running: [String] = []
  /// The first of the files that wait, be it only to come to rest; `waitingCount` has them all.
  package var waiting: [WaitingFile] = []
  package var waitingCount = 0
  /// How many names in the inbox are left alone, by reason.
  package var ignored: [String: Int] = [:]
  /// Files in `rejected/`.
  package var rejectedCount = 0

  package var posts = 0
  package var comments = 0
  package var sources = 0
  package var generation: Int64 = 0
  package var lastFile: LastFile?
  package var counters = Counters()

  package var isDiskFull = false
  package var freeBytes: Int64?
  /// Why the whole intake stands still, completing "Paused (…)": `read-only file system`.
  package var pausedReason: String?
  package var watchMode: WatchMode = .inotify
  package var watches = 0
  package var watchLimit: Int?
  /// What works less well than it should, each completing "Watching …, …".
  package var degraded: [String] = []

  package init(version: String, pid: Int32, inbox: String, state: String) {
    self.version = version
    self.pid = pid
    self.inbox = inbox
    self.state = state
  }
}
