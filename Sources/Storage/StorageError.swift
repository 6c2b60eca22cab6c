/// Why something could not be kept or shown, in terms of what to do about it.
package struct StorageError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// No room, or the quota is used up. Intake pauses until space returns.
    case diskFull
    /// The file system is mounted, or went, read-only. Intake pauses.
    case readOnly
    /// The device failed. The temporary file is gone; the same descriptor is never tried again.
    case inputOutput
    /// Too many open files. Intake pauses.
    case descriptors
    /// Nothing is there.
    case notFound
    /// Something is already there under that name.
    case exists
    /// The two paths are on different mounts.
    case crossDevice
    case denied
    /// The file changed while it was being copied; it has to settle first.
    case changing
    /// Neither a regular file nor a folder, or a symbolic link.
    case notRegular
    /// Another process writes to this state directory.
    case locked
    /// Another program keeps the catalogue locked, or its locks fail. Intake pauses.
    case busy
    /// The catalogue was written by a newer program.
    case newer
    /// The store there was published from another catalogue, which is gone, or by another program.
    case foreign
    /// A stored record does not decode, or a published file is not what was written.
    case damaged
    /// Not every entry that was read of a document is in the catalogue; it is not committed.
    case incomplete
    /// Words were redacted from the file, so its bytes are no longer there.
    case redacted
    /// SQLite's own complaint, with its extended result code.
    case catalogue(Int32)
    /// Any other `errno`.
    case system(Int32)
  }

  package var reason: Reason
  /// What was being done, as a verb: `rename`.
  package var action: String
  /// The path, with bytes that are not UTF-8 replaced.
  package var path: String

  package init(_ reason: Reason, _ action: String, _ path: String) {
    self.reason = reason
    self.action = action
    self.path = path
  }

  /// Whether waiting can cure it: the whole intake stops, visibly, and tries again by itself.
  package var isPause: Bool {
    switch reason {
    case .diskFull, .readOnly, .inputOutput, .descriptors, .busy: true
    default: false
    }
  }
}

extension StorageError: CustomStringConvertible {
  package var description: String { "\(action) \(path): \(sentence)" }

  private var sentence: String {
    switch reason {
    case .diskFull: "no space left; free some and intake resumes by itself"
    case .readOnly: "the file system is read-only"
    case .inputOutput: "the device reported an input/output error"
    case .descriptors: "too many open files"
    case .notFound: "not found"
    case .exists: "already there"
    case .crossDevice: "on another mount"
    case .denied: "permission denied"
    case .changing: "still changing"
    case .notRegular: "not a regular file"
    case .locked: "another winnow is using this state directory; stop it first"
    case .busy: "another program keeps it locked, or locking fails there; close that program"
    case .newer: "written by a newer winnow; install that version"
    case .foreign:
      "the store there is not of this catalogue; bring the catalogue back, or see `winnow rebuild --to`"
    case .damaged: "damaged; run `winnow verify`, then `winnow rebuild`"
    case .incomplete: "not everything that was read of it could be kept; it is tried again"
    case .redacted: "words were redacted from it, so its bytes are gone and cannot be set aside"
    case .catalogue(let code): "the catalogue failed with SQLite code \(code)"
    case .system(let number): "error \(number)"
    }
  }
}
