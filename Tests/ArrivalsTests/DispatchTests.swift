import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Arrivals

extension LiveInotify {
  /// The inbox hosted on a serial queue, with a read source, a timer and rebuilds in the cancel handler.
  struct DispatchTests {
    @Test func `a read source and a timer bring every file, across a lost root`() throws {
      let folder = try Folder()
      try folder.make("inbox")
      var settings = InboxSettings()
      settings.quietWindow = .milliseconds(60)
      settings.rootCheckInterval = .milliseconds(50)
      let host = Host(root: folder.at("inbox"), settings: settings)
      host.start()
      for index in 0..<50 { try folder.write("x", to: "inbox/first\(index)") }
      #expect(host.waits { $0.count == 50 })
      try folder.remove("inbox")
      try folder.make("inbox")
      for index in 0..<50 { try folder.write("x", to: "inbox/second\(index)") }
      #expect(host.waits { $0.count == 100 })
      host.stop()
    }
  }
}

/// The least owner an inbox can have.
private final class Host {
  private let queue = DispatchQueue(label: "arrivals")
  private let inbox: Inbox
  private var source: (any DispatchSourceRead)?
  private var isStopped = false
  private let names = Mutex<Set<String>>([])

  init(root: String, settings: InboxSettings) {
    inbox = Inbox(root: root, settings: settings)
  }

  func start() {
    queue.async { [self] in
      do { take(try inbox.start(now: .now)) } catch { Issue.record(error) }
    }
  }

  func stop() {
    queue.sync {
      isStopped = true
      letGo {}
    }
    while queue.sync(execute: { inbox.descriptor }) != nil { usleep(1000) }
  }

  func waits(until holds: (Set<String>) -> Bool) -> Bool {
    let end = Moment.now + .seconds(10)
    while Moment.now < end {
      if names.withLock({ holds($0) }) { return true }
      usleep(1000)
    }
    return false
  }

  private func wake() {
    if !isStopped { take(inbox.wake(now: .now)) }
  }

  private func take(_ outcome: Outcome) {
    for arrival in outcome.arrivals {
      _ = names.withLock { $0.insert(arrival.path.display) }
    }
    if outcome.needsRebuild {
      letGo { [self] in take(inbox.rebuild(now: .now)) }
    } else {
      watch()
      if outcome.again { queue.async { [self] in wake() } }
      setTimer()
    }
  }

  private func watch() {
    guard source == nil, let descriptor = inbox.descriptor else { return }
    let new = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    new.setEventHandler { [self] in wake() }
    source = new
    new.activate()
  }

  /// Cancels first; only the cancel handler may close the descriptor.
  private func letGo(then next: @escaping () -> Void) {
    guard let old = source else {
      inbox.tearDown()
      return next()
    }
    source = nil
    old.setCancelHandler { [self] in
      inbox.tearDown()
      next()
    }
    old.cancel()
  }

  private func setTimer() {
    guard let deadline = inbox.nextDeadline else { return }
    let left = (deadline - .now).components
    let nanoseconds = left.seconds * 1_000_000_000 + left.attoseconds / 1_000_000_000
    queue.asyncAfter(deadline: .now() + .nanoseconds(Int(max(0, nanoseconds)))) { [self] in wake() }
  }
}

// Unchecked because everything but the mutex is touched on the serial queue only.
extension Host: @unchecked Sendable {}
