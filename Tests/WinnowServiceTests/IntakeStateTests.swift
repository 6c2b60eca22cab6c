import Testing

@testable import WinnowService

@Suite struct IntakeStateTests {
  private func drop(_ name: String) -> Drop {
    let bytes = Array(name.utf8)
    return Drop(path: bytes, relativePath: bytes, isOurs: true)
  }

  @Test func `files start in the order they arrived, as many as there are slots`() {
    var state = IntakeState(slots: 2)
    let started = state.arrived([drop("a"), drop("b"), drop("c")])
    #expect(started.map(\.name) == ["a", "b"])
    #expect(state.waitingCount == 1)
    #expect(state.finished(Array("a".utf8)).map(\.name) == ["c"])
  }

  @Test func `a path is never read twice at a time, and no drop of it is passed over`() {
    var state = IntakeState(slots: 2)
    #expect(state.arrived([drop("a"), drop("a"), drop("a"), drop("b")]).map(\.name) == ["a", "b"])
    #expect(state.waitingCount == 2)
    #expect(state.finished(Array("b".utf8)).isEmpty)
    #expect(state.finished(Array("a".utf8)).map(\.name) == ["a"])
    #expect(state.finished(Array("a".utf8)).map(\.name) == ["a"])
    #expect(state.finished(Array("a".utf8)).isEmpty)
    #expect(state.isIdle)
  }

  @Test func `what waits behind a path in hand holds up no other file`() {
    var state = IntakeState(slots: 2)
    let started = state.arrived([drop("a")] + (0..<100).map { _ in drop("a") } + [drop("b")])
    #expect(started.map(\.name) == ["a", "b"])
  }

  @Test func `a file that comes back after it was finished is taken again`() {
    var state = IntakeState(slots: 1)
    _ = state.arrived([drop("a")])
    _ = state.finished(Array("a".utf8))
    #expect(state.isIdle)
    #expect(state.arrived([drop("a")]).map(\.name) == ["a"])
  }

  @Test func `a paused intake starts nothing and forgets nothing`() {
    var state = IntakeState(slots: 2)
    state.pause(for: .diskFull)
    #expect(state.arrived([drop("a"), drop("b"), drop("c")]).isEmpty)
    #expect(state.waitingCount == 3)
    #expect(state.resume().map(\.name) == ["a", "b"])
  }

  @Test func `a file that is put back is the first to start when the intake resumes`() {
    var state = IntakeState(slots: 1)
    _ = state.arrived([drop("a"), drop("b")])
    state.pause(for: .diskFull)
    state.putBack(drop("a"))
    #expect(state.runningCount == 0)
    #expect(state.resume().map(\.name) == ["a"])
  }

  @Test func `the first reason for a pause stays until the intake resumes`() {
    var state = IntakeState(slots: 1)
    state.pause(for: .readOnly)
    state.pause(for: .diskFull)
    #expect(state.pause == .readOnly)
    _ = state.resume()
    #expect(state.pause == nil)
  }

  @Test func `a stopping intake starts nothing`() {
    var state = IntakeState(slots: 1)
    _ = state.arrived([drop("a"), drop("b")])
    state.stop()
    #expect(state.finished(Array("a".utf8)).isEmpty)
    #expect(state.waitingCount == 1)
  }

  @Test func `a hundred thousand files pass through in order`() {
    var state = IntakeState(slots: 1)
    var started = state.arrived((0..<100_000).map { drop("\($0)") })
    for number in 0..<100_000 {
      #expect(started.first?.name == "\(number)")
      started = state.finished(started[0].path)
      if started.isEmpty { break }
    }
    #expect(state.isIdle)
  }
}
