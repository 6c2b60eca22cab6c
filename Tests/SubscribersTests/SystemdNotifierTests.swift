import Testing

@testable import Subscribers

@Suite struct SystemdNotifierTests {
  let told = Told()
  let start = ContinuousClock.now

  @Test func `ready and stopping carry a status`() {
    let notifier = told.notifier()
    notifier.ready(status: "Watching inbox")
    notifier.stopping(status: "Stopping")
    #expect(told.messages == ["READY=1\nSTATUS=Watching inbox", "STOPPING=1\nSTATUS=Stopping"])
  }

  @Test func `a reload always carries the monotonic time`() throws {
    let before = Clocks.monotonicMicroseconds()
    told.notifier().reloading()
    let lines = try #require(told.messages.first).split(separator: "\n")
    #expect(lines.first == "RELOADING=1")
    let stamp = try #require(lines.first { $0.hasPrefix("MONOTONIC_USEC=") })
    let time = try #require(Int64(stamp.dropFirst("MONOTONIC_USEC=".count)))
    #expect((before...Clocks.monotonicMicroseconds()).contains(time))
  }

  @Test func `signs of life go out only where somebody waits for them`() {
    told.notifier().alive()
    #expect(told.messages.isEmpty)
    told.notifier(watchdog: .seconds(60)).alive()
    #expect(told.messages == ["WATCHDOG=1"])
  }

  @Test func `a timeout is extended in microseconds`() {
    told.notifier().extendTimeout(by: .milliseconds(1_500))
    told.notifier().extendTimeout(by: .seconds(-1))
    told.notifier().extendTimeout(by: .seconds(Int64.max))
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
    #expect(notifier.sendHeldStatus(at: start + .seconds(1)) == nil)
    #expect(told.messages == ["STATUS=one", "STATUS=two"])
  }

  @Test func `a status cannot smuggle in an assignment`() {
    var notifier = told.notifier()
    _ = notifier.status("x\nWATCHDOG=1", at: start)
    notifier.ready(status: "y\nMAINPID=1")
    #expect(told.messages == ["STATUS=x\\nWATCHDOG=1", "READY=1\nSTATUS=y\\nMAINPID=1"])
  }
}
