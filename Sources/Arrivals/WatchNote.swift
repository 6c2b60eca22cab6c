import Glibc

/// Something about the watching worth a line in the journal.
package enum WatchNote: Sendable, Hashable {
  /// The inbox is armed and has been listed completely.
  case watching(root: String, InboxHealth.Mode, directories: Int)
  /// The root cannot be opened, for the errno given; it is tried every few seconds.
  case rootMissing(root: String, errno: Int32)
  /// The root was deleted, moved, unmounted or covered by a mount; everything is armed anew.
  case rootLost(root: String)
  /// The kernel dropped events, so the whole inbox was listed.
  case overflow
  /// The user's watches are used up from this directory on; it is listed instead.
  case watchesExhausted(directory: String)
  /// This directory cannot be watched, for the errno given, and is listed instead.
  case unwatched(directory: String, errno: Int32)
  case watchFailed(errno: Int32)
  /// Dead watches have piled up; a new generation replaces this one.
  case worn
  case ignored(InboxPath, IgnoreReason)
  case waiting(InboxPath, WaitingReason)
  /// So many more notes about single files were left out of this outcome.
  case notesLeftOut(Int)
}

extension WatchNote: CustomStringConvertible {
  package var description: String {
    switch self {
    case .watching(let root, .inotify, let directories):
      "Watching \(root): \(directories) directories."
    case .watching(let root, let mode, _): "Listing \(root) from time to time: \(Self.why(mode))."
    case .rootMissing(let root, ENOENT):
      "There is no directory \(root): create it; it is looked for."
    case .rootMissing(let root, let code):
      "\(root) cannot be opened (errno \(code)): mend it; it is tried again."
    case .rootLost(let root): "\(root) was removed, moved, unmounted or covered: watching anew."
    case .overflow: "Events were lost, so the whole inbox was listed; nothing is missing."
    case .watchesExhausted(let directory):
      "No watch left for \(directory): it is listed instead; raise fs.inotify.max_user_watches."
    case .unwatched(let directory, let code):
      "\(directory) cannot be watched (errno \(code)): it is listed instead."
    case .watchFailed(let code): "The watch failed (errno \(code)): watching anew."
    case .worn: "Many watched directories are gone: watching anew."
    case .ignored(let path, let reason): "\(path.display) is ignored: \(reason)."
    case .waiting(let path, let reason): "\(path.display) waits: \(reason)."
    case .notesLeftOut(let count): "\(count) more notes about single files."
    }
  }

  private static func why(_ mode: InboxHealth.Mode) -> String {
    switch mode {
    case .polling(.setting): "the settings ask for it"
    case .polling(.fileSystem(let name)): "\(name) does not tell of changes made elsewhere"
    case .polling(.instancesExhausted):
      "no inotify instance is left; raise fs.inotify.max_user_instances"
    case .polling(.library(let code)): "inotify failed (errno \(code))"
    case .stopped, .inotify, .rootMissing: "it is not watched"
    }
  }
}
