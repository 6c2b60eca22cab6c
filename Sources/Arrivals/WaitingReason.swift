/// Why a file or directory cannot be taken yet; there is no limit to how long.
package enum WaitingReason: Sendable, Hashable {
  case permission
  case doneMarker
  /// The system refused to show it, with this errno.
  case system(Int32)
}

extension WaitingReason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .permission: "no permission to read it yet"
    case .doneMarker: "its done marker is not there yet"
    case .system(let code): "the system refused to show it (errno \(code))"
    }
  }
}
