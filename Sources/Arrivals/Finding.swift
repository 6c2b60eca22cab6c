/// What a look at one name in the inbox found.
enum Finding: Hashable {
  case missing
  case directory(InodeIdentity)
  /// A regular, readable file; marked if its done marker stands beside it.
  case file(FileIdentity, marked: Bool)
  case waiting(WaitingReason)
  case ignored(IgnoreReason)
}

/// Why the look was taken.
enum LookCause: Hashable {
  /// A listing came by.
  case scan
  /// Something happened to the file.
  case event
  /// Its attributes changed, which tells nothing of whether anybody still writes to it.
  case touched
  /// It was made here and has not been closed yet: somebody is about to write to it.
  case created
  /// It was renamed into the inbox from outside.
  case movedIn
  /// Its quiet window has ended, or its time to be tried again has come.
  case due
}
