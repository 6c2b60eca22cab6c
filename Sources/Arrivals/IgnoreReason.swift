/// Why something in the inbox is left alone.
package enum IgnoreReason: Sendable, Hashable {
  /// Its name is on the ignore list, by this pattern.
  case name(String)
  /// Links are never followed, neither to files nor to directories.
  case symbolicLink
  case fifo
  case socket
  case device
  /// It is the marker of another file.
  case doneMarker
  /// More directories deep than the setting allows.
  case tooDeep
  /// Its path would not fit the system's limit.
  case pathTooLong
}

extension IgnoreReason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .name(let pattern): "its name matches \(pattern)"
    case .symbolicLink: "it is a symbolic link"
    case .fifo: "it is a FIFO"
    case .socket: "it is a socket"
    case .device: "it is a device"
    case .doneMarker: "it is a done marker"
    case .tooDeep: "it lies too many directories deep"
    case .pathTooLong: "its path is too long"
    }
  }

  /// Whether a person may wonder why it is not taken; names on the list and markers explain themselves.
  var isSurprising: Bool {
    switch self {
    case .name, .doneMarker: false
    case .symbolicLink, .fifo, .socket, .device, .tooDeep, .pathTooLong: true
    }
  }
}
