import Testing

@testable import WinnowService

@Suite struct HeartbeatTests {
  @Test func `an idle program whose queues answer is alive`() {
    var heart = Heartbeat()
    let question = heart.ask()
    heart.answer(to: question)
    #expect(heart.isEarned(progress: 0, isIdle: true))
  }

  @Test func `a queue that does not answer stops the beat`() {
    var heart = Heartbeat()
    _ = heart.ask()
    #expect(!heart.isEarned(progress: 5, isIdle: true))
  }

  @Test func `work in hand that does not move stops the beat`() {
    var heart = Heartbeat()
    heart.answer(to: heart.ask())
    #expect(heart.isEarned(progress: 7, isIdle: false))
    heart.answer(to: heart.ask())
    #expect(!heart.isEarned(progress: 7, isIdle: false))
    heart.answer(to: heart.ask())
    #expect(heart.isEarned(progress: 8, isIdle: false))
  }
}
