/// The exit codes that scripts may rely on.
enum ExitStatus: Int32 {
  case done = 0
  /// Something was refused or found wrong, and said.
  case refused = 1
  case usage = 2
  /// The store or the state directory cannot be used.
  case unusable = 3
  /// Not now; the same command may succeed later.
  case tryLater = 75
  case configuration = 78
}
