/// Decides when news may go out: at most once a second, the latest wins, nothing twice.
struct Throttle<News: Equatable & Sendable>: Sendable {
  enum Action: Equatable, Sendable {
    case nothing
    case send(News)
    /// The news is held back; ask `due(at:)` at this time.
    case wait(until: ContinuousClock.Instant)
  }

  static var interval: Duration { .seconds(1) }

  private var sent: (news: News, at: ContinuousClock.Instant)?
  private var held: News?

  mutating func offer(_ news: News, at now: ContinuousClock.Instant) -> Action {
    held = news == sent?.news ? nil : news
    return due(at: now)
  }

  mutating func due(at now: ContinuousClock.Instant) -> Action {
    guard let news = held else { return .nothing }
    if let sent, now < sent.at + Self.interval {
      return .wait(until: sent.at + Self.interval)
    }
    held = nil
    sent = (news, now)
    return .send(news)
  }
}
