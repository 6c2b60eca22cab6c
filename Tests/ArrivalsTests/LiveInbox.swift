import Glibc

@testable import Arrivals

/// An inbox in a temporary folder, driven as its owner would drive it: by its descriptor and deadline.
final class LiveInbox {
  let folder: Folder
  let inbox: Inbox
  private(set) var notes: [WatchNote] = []
  private var pending: [Arrival] = []

  /// The inbox is the folder `inbox` inside the temporary one, so that there is an outside.
  init(
    rootExists: Bool = true,
    _ change: (inout InboxSettings) -> Void = { _ in }
  ) throws {
    folder = try Folder()
    if rootExists { try folder.make("inbox") }
    var settings = InboxSettings()
    settings.quietWindow = .milliseconds(60)
    settings.rootCheckInterval = .milliseconds(50)
    settings.pollInterval = .milliseconds(50)
    settings.retryInterval = .milliseconds(100)
    change(&settings)
    inbox = Inbox(root: folder.at("inbox"), settings: settings)
  }

  deinit { inbox.tearDown() }

  func start() throws { take(try inbox.start(now: .now)) }

  /// Drives the inbox until so many files have arrived, and a little longer to catch one too many.
  func arrivals(_ count: Int, within limit: Duration = .seconds(10)) -> [String] {
    drive(for: limit) { self.pending.count >= count }
    if pending.count <= count { drive(for: .milliseconds(150)) { false } }
    defer { pending = [] }
    return pending.map(\.path.display).sorted()
  }

  func arrived(_ count: Int) -> [Arrival] {
    drive(for: .seconds(10)) { self.pending.count >= count }
    defer { pending = [] }
    return pending
  }

  func drive(for limit: Duration, until isDone: () -> Bool) {
    let end = Moment.now + limit
    while !isDone(), Moment.now < end {
      wait(until: min(end, inbox.nextDeadline ?? end))
      wakeOnce()
    }
  }

  /// One wake-up, with what the owner does after it.
  func wakeOnce() {
    var outcome = inbox.wake(now: .now)
    take(outcome)
    while outcome.again, !outcome.needsRebuild {
      outcome = inbox.wake(now: .now)
      take(outcome)
    }
  }

  private func take(_ outcome: Outcome) {
    notes += outcome.notes
    pending += outcome.arrivals
    guard outcome.needsRebuild else { return }
    inbox.tearDown()
    take(inbox.rebuild(now: .now))
  }

  private func wait(until end: Moment) {
    let left = (end - .now).components
    let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
    var entry = pollfd(fd: inbox.descriptor ?? -1, events: Int16(POLLIN), revents: 0)
    _ = unsafe poll(&entry, 1, Int32(clamping: max(0, milliseconds) + 1))
  }
}
