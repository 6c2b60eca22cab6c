/// Decides when a status line may be sent: at most once a second, the latest line wins, no line twice.
struct StatusThrottle {
  enum Action: Equatable {
    case nothing
    case send(String)
    /// The line is held back; ask `due(at:)` at this time.
    case wait(until: ContinuousClock.Instant)
  }

  static let interval = Duration.seconds(1)

  private var sent: (line: String, at: ContinuousClock.Instant)?
  private var held: String?

  mutating func offer(_ line: String, at now: ContinuousClock.Instant) -> Action {
    held = line == sent?.line ? nil : line
    return due(at: now)
  }

  mutating func due(at now: ContinuousClock.Instant) -> Action {
    guard let line = held else { return .nothing }
    if let sent, now < sent.at + Self.interval {
      return .wait(until: sent.at + Self.interval)
    }
    held = nil
    sent = (line, now)
    return .send(line)
  }
}
