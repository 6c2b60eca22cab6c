/// The one line that `systemctl status` shows, worst news first.
package enum StatusLine {
  /// In characters; longer names lose their middle.
  static let nameLimit = 60
  /// In characters: reasons come from other layers and are not trusted to be short.
  static let reasonLimit = 80

  package static func line(for health: ServiceHealth) -> String {
    switch health.phase {
    case .starting: return "Starting: \(count(health.queued, "file")) found in \(inbox(health))"
    case .reloading: return "Reading settings"
    case .stopping: return "Stopping: finishing \(inHand(health))"
    case .watching: break
    }
    return standstill(health) ?? unreadable(health) ?? watching(health)
  }

  private static func standstill(_ health: ServiceHealth) -> String? {
    let held = count(health.queued + health.waitingCount, "file")
    if health.isDiskFull { return "Disk full: \(held) waiting" }
    guard let reason = health.pausedReason else { return nil }
    return "Paused (\(reason.oneLine(limit: reasonLimit))): \(held) waiting"
  }

  private static func unreadable(_ health: ServiceHealth) -> String? {
    guard let file = health.waiting.first(where: { $0.cure != nil }), let cure = file.cure else {
      return nil
    }
    let others = health.waiting.filter { $0.cure != nil }.count - 1
    let more = others > 0 ? " and \(grouped(others)) more" : ""
    return "Cannot read \(name(file.name)) (\(file.reason.oneLine(limit: reasonLimit)))\(more): "
      + "\(cure.oneLine(limit: reasonLimit)); \(tally(health))"
  }

  private static func watching(_ health: ServiceHealth) -> String {
    var line = "Watching \(inbox(health))"
    if health.watchMode == .polling { line += " by polling" }
    if let reason = health.degraded.first { line += " (\(reason.oneLine(limit: reasonLimit)))" }
    line += "; \(tally(health))"
    if health.rejectedCount > 0 { line += ", \(grouped(health.rejectedCount)) rejected" }
    if let last = health.lastFile { line += ", last \(name(last.name)): \(outcome(of: last))" }
    return line
  }

  private static func tally(_ health: ServiceHealth) -> String {
    let waiting = health.waitingCount > 0 ? ", \(grouped(health.waitingCount)) waiting" : ""
    return "\(grouped(health.queued)) queued\(waiting), \(count(health.posts, "post"))"
  }

  private static func outcome(of file: ServiceHealth.LastFile) -> String {
    switch file.outcome {
    case .rejected: "rejected"
    case .duplicate: "duplicate"
    case .partial: "cut short, \(news(of: file))"
    case .ingested: news(of: file)
    }
  }

  private static func news(of file: ServiceHealth.LastFile) -> String {
    if file.postsAdded > 0 { return "\(grouped(file.postsAdded)) new" }
    if file.commentsAdded > 0 { return count(file.commentsAdded, "new comment") }
    if file.postsUpdated > 0 { return "\(grouped(file.postsUpdated)) updated" }
    return "nothing new"
  }

  private static func inHand(_ health: ServiceHealth) -> String {
    health.running.first.map(name) ?? "what is in hand"
  }

  private static func inbox(_ health: ServiceHealth) -> String {
    health.inbox.oneLine(limit: reasonLimit)
  }

  private static func name(_ text: String) -> String {
    text.oneLine(limit: nameLimit)
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `18 204`: thousands apart by a space, which no reader takes for a decimal sign.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += " " }
      text.append(digit)
    }
    return text
  }
}
