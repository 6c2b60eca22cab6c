package import Logging

/// The kinds of event that the journal tells apart.
///
/// Each has a message id for life and an entry in `systemd/winnow.catalog` that says what happened, why,
/// and what to do. The raw value is what `WINNOW_EVENT` holds.
package enum EventKind: String, CaseIterable, Hashable, Sendable {
  case started
  case ready
  case accepted
  case partial
  case duplicate
  case rejected
  case waiting
  case crashed
  case diskFull = "disk-full"
  case ioError = "io-error"
  case paused
  case resumed
  case overflow
  case watchLost = "watch-lost"
  case polling
  case recovered
  case reloaded
  case configError = "config-error"
  case stopping
  case stopped

  /// 128 bits in hex, made once and never reused.
  package var messageID: String {
    switch self {
    case .started: "eef288e858314226ac38cfc374472936"
    case .ready: "42280330d33f4616bcb66887239fee13"
    case .accepted: "76f31d1773e6424ca563b166b280a697"
    case .partial: "c17448a6efd04756a763f225dafa1512"
    case .duplicate: "05da3ceeb8cd40539c3ef423012e69cb"
    case .rejected: "664394a17caa47c5a06e0b44e9d0e476"
    case .waiting: "60b041ee9d954a5bb5f15430a8cefa5a"
    case .crashed: "da56181328484d9584adab6c5b38e891"
    case .diskFull: "4e00d39b4a294716b63863d96392c555"
    case .ioError: "cb72656717e74eb2b460a61255373954"
    case .paused: "3acdf855870e4ef9905f475dcac61d25"
    case .resumed: "2c82678191624117ac1b3daf8e79a218"
    case .overflow: "8b3cc522a6f3436ba418f1fdc68d813c"
    case .watchLost: "738c843642144b969f79c3cb4b2b2f8c"
    case .polling: "d0a3fa93bed34c5db75bab188daab515"
    case .recovered: "8a8f55da83ef4e87a5241eaa62aebd8d"
    case .reloaded: "2881c1936314444eb57e18974b88f6e1"
    case .configError: "b0de8fdf370647b294cc97b4531273ac"
    case .stopping: "3845da3b98ec49b8a2e5dcae9463a603"
    case .stopped: "265d6478f98e44449ee9e3dd95de5ad8"
    }
  }

  /// How much it matters.
  ///
  /// Critical: the daemon stops. Error: a file is set aside or the work stands still. Warning: read, but
  /// somebody should look. Notice: the ordinary day.
  package var level: Logger.Level {
    switch self {
    case .configError: .critical
    case .rejected, .diskFull, .ioError, .paused: .error
    case .partial, .waiting, .crashed, .overflow, .watchLost, .polling: .warning
    case .started, .ready, .accepted, .duplicate, .resumed, .recovered, .reloaded, .stopping,
      .stopped:
      .notice
    }
  }
}
