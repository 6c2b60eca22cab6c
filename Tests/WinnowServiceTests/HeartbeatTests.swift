import Testing

@testable import WinnowService

@Suite struct HeartbeatTests {
  @Test func `an idle program whose queues answer is alive`() {
    var heart = Heartbeat()
    let question = heart.ask()
    heart.answer(to: question)
    let beat1 = heart.isEarned(progress: 0, isIdle: true)
    #expect(beat1)
  }

  @Test func `a queue that does not answer stops the beat`() {
    var heart = Heartbeat()
    _ = heart.ask()
    let beat2 = heart.isEarned(progress: 5, isIdle: true)
    #expect(!beat2)
  }

  @Test func `work in hand that does not move stops the beat`() {
    var heart = Heartbeat()
    heart.answer(to: heart.ask())
    let beat3 = heart.isEarned(progress: 7, isIdle: false)
    #expect(beat3)
    heart.answer(to: heart.ask())
    let beat4 = heart.isEarned(progress: 7, isIdle: false)
    #expect(!beat4)
    heart.answer(to: heart.ask())
    let beat5 = heart.isEarned(progress: 8, isIdle: false)
    #expect(beat5)
  }
}
