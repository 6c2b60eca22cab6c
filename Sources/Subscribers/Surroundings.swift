import Glibc

/// What the process finds around itself: the environment and where its standard error leads.
package struct Surroundings: Hashable, Sendable {
  /// `device:inode` of the stream that the service manager connected to the journal.
  package var journalStream: String?
  /// `device:inode` of standard error.
  package var standardError: String?
  package var standardErrorIsTerminal = false
  package var journalIsReachable = false
  package var wantsNoColour = false
  /// Made by the service manager and gone with the service; a colon list when there are several.
  package var runtimeDirectory: String?

  package init() {}

  package static func current() -> Self {
    var found = Self()
    found.journalStream = variable("JOURNAL_STREAM")
    found.runtimeDirectory = variable("RUNTIME_DIRECTORY")
    // Set to anything but nothing, as no-color.org asks.
    found.wantsNoColour = variable("NO_COLOR")?.isEmpty == false || variable("TERM") == "dumb"
    found.standardErrorIsTerminal = isatty(STDERR_FILENO) == 1
    found.journalIsReachable = unsafe access(Systemd.journalSocket, W_OK) == 0
    var status = stat()
    if unsafe fstat(STDERR_FILENO, &status) == 0 {
      found.standardError = "\(status.st_dev):\(status.st_ino)"
    }
    return found
  }

  private static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}
