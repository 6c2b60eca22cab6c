package import Weblog

/// What became of one file, for everybody who is told: journal, status line, progress bar.
package struct FileReport: Sendable {
  package enum Outcome: Sendable {
    /// Read and stored, wholly or in part; or the same bytes as an earlier file.
    case accepted(Source)
    case refused(Refusal)
    /// Not now: it is gone, still changing, or may not be read yet. It will be considered again.
    case waiting(String)
    /// Given up because the program stops; the file is where it was.
    case abandoned
  }

  package let drop: Drop
  package let outcome: Outcome
  package let milliseconds: Int64

  package init(drop: Drop, outcome: Outcome, milliseconds: Int64) {
    self.drop = drop
    self.outcome = outcome
    self.milliseconds = milliseconds
  }
}
