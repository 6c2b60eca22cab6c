import Synchronization

/// Decides whether the program is alive enough to say so to the watchdog.
///
/// A beat is earned by answers and progress, never by a timer alone: since the beat before, the queues
/// that were asked have answered, and either nothing is in hand or something has moved.
package struct Heartbeat: Sendable {
  private var lastProgress = 0
  private var asked = 0
  private var answered = 0

  package init() {}

  /// A question has gone out to the queues.
  package mutating func ask() -> Int {
    asked += 1
    return asked
  }

  /// A question has been answered by every queue it went to.
  package mutating func answer(to question: Int) {
    answered = max(answered, question)
  }

  /// - Parameters:
  ///   - progress: a counter that grows whenever work moves.
  ///   - isIdle: whether nothing is in hand.
  /// - Returns: whether the watchdog may be told that all is well.
  package mutating func isEarned(progress: Int, isIdle: Bool) -> Bool {
    defer { lastProgress = progress }
    return answered == asked && (isIdle || progress != lastProgress)
  }
}
