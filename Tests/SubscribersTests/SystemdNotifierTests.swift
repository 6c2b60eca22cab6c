import Testing

@testable import Subscribers

@Suite struct SystemdNotifierTests {
  let told = Told()
  let start = ContinuousClock.now

  @Test func `ready and stopping carry a status`() {
    var notifier = told.notifier()
    notifier.ready(status: "Watching inbox")
    notifier.stopping(status: "Stopping")
    #expect(told.messages == ["READY=1\nSTATUS=Watching inbox", "STOPPING=1\nSTATUS=Stopping"])
  }

  @Test func `a reload always carries the monotonic time`() throws {
    let before = Clocks.monotonicMicroseconds()
    var notifier = told.notifier()
    notifier.reloading()
    let lines = try #require(told.messages.first).split(separator: "\n")
    #expect(lines.first == "RELOADING=1")
    let stamp = try #require(lines.first { $0.hasPrefix("MONOTONIC_USEC=") })
    let time = try #require(Int64(stamp.dropFirst("MONOTONIC_USEC=".count)))
    #expect((before...Clocks.monotonicMicroseconds()).contains(time))
  }

  @Test func `signs of life go out only where somebody waits for them`() {
    var unwatched = told.notifier()
    unwatched.alive()
    #expect(told.messages.isEmpty)
    var watched = told.notifier(watchdog: .seconds(60))
    watched.alive()
    #expect(told.messages == ["WATCHDOG=1"])
  }

  @Test func `a timeout is extended in microseconds`() {
    var notifier = told.notifier()
    notifier.extendTimeout(by: .milliseconds(1_500))
    notifier.extendTimeout(by: .seconds(-1))
    notifier.extendTimeout(by: .seconds(Int64.max))
    #expect(
      told.messages == [
        "EXTEND_TIMEOUT_USEC=1500000", "EXTEND_TIMEOUT_USEC=0",
        "EXTEND_TIMEOUT_USEC=\(Int64.max)",
      ]
    )
  }

  @Test func `status lines are held to one a second`() {
    var notifier = told.notifier()
    #expect(notifier.status("one", at: start) == nil)
    #expect(notifier.status("two", at: start) == start + .seconds(1))
    #expect(notifier.sendHeld(at: start + .seconds(1)) == nil)
    #expect(told.messages == ["STATUS=one", "STATUS=two"])
  }

  @Test func `a status cannot smuggle in an assignment`() {
    var notifier = told.notifier()
    _ = notifier.status("x\nWATCHDOG=1", at: start)
    notifier.ready(status: "y\nMAINPID=1")
    #expect(told.messages == ["STATUS=x\\nWATCHDOG=1", "READY=1\nSTATUS=y\\nMAINPID=1"])
  }

  @Test func `what a busy manager does not take is offered again, the latest of each kind`() {
    var notifier = told.notifier(watchdog: .seconds(60))
    told.isBusy = true
    notifier.ready(status: "Watching")
    #expect(notifier.status("one", at: start) == start + SystemdNotifier.pause)
    notifier.alive(at: start)
    notifier.alive(at: start)
    #expect(notifier.status("two", at: start + .seconds(1)) != nil)
    #expect(told.messages.isEmpty)
    told.isBusy = false
    #expect(notifier.sendHeld(at: start + .seconds(2)) == nil)
    #expect(told.messages == ["READY=1\nSTATUS=Watching", "WATCHDOG=1", "STATUS=two"])
  }

  @Test func `stopping is what a busy manager hears in the end`() {
    var notifier = told.notifier()
    told.isBusy = true
    notifier.reloading()
    notifier.ready(status: "Watching")
    _ = notifier.status("busy", at: start)
    notifier.stopping(status: "Stopping")
    #expect(notifier.sendHeld(at: start) == start + SystemdNotifier.pause)
    told.isBusy = false
    #expect(notifier.sendHeld(at: start) == nil)
    #expect(told.messages == ["STOPPING=1\nSTATUS=Stopping"])
  }

  @Test func `an old sign of life is not news any more`() {
    var notifier = told.notifier(watchdog: .seconds(60))
    told.isBusy = true
    notifier.alive(at: start)
    told.isBusy = false
    #expect(notifier.sendHeld(at: start + .seconds(20)) == nil)
    #expect(told.messages.isEmpty)
  }

  @Test func `nobody to tell is not waited for`() {
    var notifier = SystemdNotifier(watchdogInterval: nil) { _ in .failed }
    notifier.ready(status: "Watching")
    #expect(notifier.status("one", at: start) == nil)
  }
}
