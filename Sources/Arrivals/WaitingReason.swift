/// Why a file or directory is not taken yet; there is no limit to how long.
package enum WaitingReason: Sendable, Hashable {
  case permission
  /// It is a directory that may not be listed or entered.
  case folderPermission
  /// It lies in such a directory.
  case enclosingPermission
  case doneMarker
  /// The system refused to show it, with this errno.
  case system(Int32)
  /// It changed less than a quiet window ago.
  case settling
  /// It was made here and has not been closed since.
  case open
  /// It was handed over and could not be taken, for this reason.
  case intake(String)
}

extension WaitingReason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .permission, .folderPermission, .enclosingPermission: "permission denied"
    case .doneMarker: "its done marker is not there yet"
    case .system(let code): "the system refused to show it (errno \(code))"
    case .settling: "it changed a moment ago"
    case .open: "whoever made it has not closed it yet"
    case .intake(let reason): reason
    }
  }

  /// What a person has to do; nil when waiting is enough.
  package var cure: String? {
    switch self {
    case .permission: "chmod a+r it"
    case .folderPermission: "chmod a+rx it"
    case .enclosingPermission: "chmod a+rx its folder"
    case .doneMarker, .system, .settling, .open, .intake: nil
    }
  }
}
