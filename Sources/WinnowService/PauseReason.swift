/// Why the whole intake stands still: not one file's fault, and over when the cause is.
package enum PauseReason: String, Hashable, Sendable {
  case diskFull = "disk-full"
  case readOnly = "read-only"
  case ioError = "io-error"
  case tooManyOpenFiles = "too-many-open-files"

  /// What a person reads in the status line.
  package var sentence: String {
    switch self {
    case .diskFull: "Disk full"
    case .readOnly: "State directory is read-only"
    case .ioError: "Disk error"
    case .tooManyOpenFiles: "Too many open files"
    }
  }
}
