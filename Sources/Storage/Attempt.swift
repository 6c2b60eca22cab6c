/// What came of earlier attempts to read a file that none of them finished.
package struct Attempt: Hashable, Sendable {
  /// How often the program crashed while it read the file.
  package var crashes: Int
  /// How often it was cut off by something else: a power cut, a kill, a reboot.
  package var interruptions: Int

  /// No outage strikes the same file this often by chance.
  package static let mostInterruptions = 20

  package init(crashes: Int, interruptions: Int) {
    self.crashes = crashes
    self.interruptions = interruptions
  }

  /// Whether the file is not worth another attempt after so many crashes.
  package func isHopeless(after crashes: Int) -> Bool {
    self.crashes >= crashes || interruptions >= Self.mostInterruptions
  }
}
