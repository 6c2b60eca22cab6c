import Synchronization
import WinnowService

/// One line on the terminal that is written over again while files are read.
final class ProgressBar: Sendable {
  private let isShown: Bool
  private let lastShown = Mutex<ContinuousClock.Instant?>(nil)

  private static let width = 24

  init(isShown: Bool) {
    self.isShown = isShown
  }

  /// Redraws the line, at most ten times a second.
  func show(_ progress: Ingestion.Progress) {
    guard isShown, isDue() else { return }
    let share =
      progress.totalBytes > 0
      ? min(1, Double(progress.bytes) / Double(progress.totalBytes)) : 1
    let filled = Int(share * Double(Self.width))
    let bar =
      String(repeating: "#", count: filled)
      + String(repeating: ".", count: Self.width - filled)
    Console.draw(
      "\r[\(bar)] \(Int(share * 100)) %  \(progress.files) of \(progress.totalFiles) files\u{1B}[K"
    )
  }

  /// Clears the line while something else is written.
  func interrupt(_ body: () -> Void) {
    clear()
    body()
  }

  func clear() {
    if isShown { Console.draw("\r\u{1B}[K") }
  }

  private func isDue() -> Bool {
    lastShown.withLock { last in
      if let last, ContinuousClock.now - last < .milliseconds(100) { return false }
      last = .now
      return true
    }
  }
}
