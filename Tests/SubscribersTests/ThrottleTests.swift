import Testing

@testable import Subscribers

@Suite struct ThrottleTests {
  let start = ContinuousClock.now

  @Test func `the first line goes out at once`() {
    var throttle = Throttle<String>()
    #expect(throttle.offer("a", at: start) == .send("a"))
  }

  @Test func `within a second the latest line waits and wins`() {
    var throttle = Throttle<String>()
    _ = throttle.offer("a", at: start)
    let end = start + .seconds(1)
    #expect(throttle.offer("b", at: start + .milliseconds(100)) == .wait(until: end))
    #expect(throttle.offer("c", at: start + .milliseconds(200)) == .wait(until: end))
    #expect(throttle.due(at: end) == .send("c"))
    #expect(throttle.due(at: end + .seconds(5)) == .nothing)
  }

  @Test func `a line that is asked for too early says when to ask again`() {
    var throttle = Throttle<String>()
    _ = throttle.offer("a", at: start)
    _ = throttle.offer("b", at: start)
    #expect(throttle.due(at: start + .milliseconds(999)) == .wait(until: start + .seconds(1)))
  }

  @Test func `the same line is not sent twice`() {
    var throttle = Throttle<String>()
    _ = throttle.offer("a", at: start)
    #expect(throttle.offer("a", at: start + .seconds(9)) == .nothing)
  }

  @Test func `a line that returns to what is shown takes the held one away`() {
    var throttle = Throttle<String>()
    _ = throttle.offer("a", at: start)
    _ = throttle.offer("b", at: start)
    #expect(throttle.offer("a", at: start) == .nothing)
    #expect(throttle.due(at: start + .seconds(2)) == .nothing)
  }

  @Test func `ten thousand lines in ten seconds make eleven`() {
    var throttle = Throttle<String>()
    let sent = (0...10_000).filter {
      if case .send = throttle.offer("\($0)", at: start + .milliseconds($0)) { true } else { false }
    }
    #expect(sent == (0...10).map { $0 * 1_000 })
  }
}
