import Foundation
import Testing
import WeblogTesting

@testable import Arrivals

/// Every order of events, looks and answers: a file that rests in the inbox is taken, or there is a reason,
/// and nothing is handed over twice unless something happened to it.
///
/// `WINNOW_SCHEDULES` is how many random schedules are tried, `WINNOW_DEPTH` how long the exhaustive ones
/// are.
struct ScheduleTests {
  private static func setting(_ name: String, default value: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? value
  }

  /// Tries random schedules until one breaks a law.
  private func firstViolation<Subject: Handover>(
    of model: InboxModel<Subject>,
    names: Int,
    schedules: Int
  ) -> String? {
    let steps = InboxModel<Subject>.steps(names: names)
    for seed in 0..<schedules {
      var random = SeededGenerator(seed: UInt64(seed))
      var model = model
      var trace: [String] = []
      for _ in 0..<Int.random(in: 4...40, using: &random) {
        guard let step = steps.randomElement(using: &random), model.take(step) else { continue }
        trace.append("\(step)")
      }
      if let violation = model.violationAtRest() {
        return "seed \(seed): \(violation) after \(trace.joined(separator: " "))"
      }
    }
    return nil
  }

  /// Tries every schedule of so many steps, and every beginning of one.
  ///
  /// - Returns: how many were tried, and the first that breaks a law.
  private func explore<Subject: Handover>(
    _ model: InboxModel<Subject>,
    depth: Int,
    after trace: [InboxModel<Subject>.Step] = []
  ) -> (tried: Int, violation: String?) {
    var atRest = model
    if let violation = atRest.violationAtRest() { return (1, "\(violation) after \(trace)") }
    guard depth > 0 else { return (1, nil) }
    var tried = 1
    for step in InboxModel<Subject>.steps(names: 1) {
      var next = model
      guard next.take(step) else { continue }
      let (more, violation) = explore(next, depth: depth - 1, after: trace + [step])
      tried += more
      if violation != nil { return (tried, violation) }
    }
    return (tried, nil)
  }

  /// A file has just been taken in, and removed where that is the mode, and is not answered for yet.
  private func inHand<Subject: Handover>(
    _: Subject.Type,
    _ mode: ModelMode
  ) -> InboxModel<Subject> {
    var model = InboxModel<Subject>(names: 1, mode)
    let steps: [InboxModel<Subject>.Step] = [.moveIn(0), .drain, .look, .goOn(0), .goOn(0)]
    for step in steps where !model.take(step) { Issue.record("\(step) cannot be taken") }
    return model
  }

  @Test(arguments: ModelMode.allCases)
  func `every short schedule of one name keeps the laws`(mode: ModelMode) {
    let depth = Self.setting("WINNOW_DEPTH", default: 4)
    let (tried, violation) = explore(InboxModel<Faithful>(names: 1, mode), depth: depth)
    #expect(violation == nil)
    #expect(tried > depth)
  }

  @Test(arguments: ModelMode.allCases)
  func `every short schedule after a file was taken in keeps the laws`(mode: ModelMode) {
    let depth = Self.setting("WINNOW_DEPTH", default: 4)
    #expect(explore(inHand(Faithful.self, mode), depth: depth).violation == nil)
  }

  @Test(arguments: [1, 2, 3], ModelMode.allCases)
  func `random schedules keep the laws`(names: Int, mode: ModelMode) {
    let schedules = Self.setting("WINNOW_SCHEDULES", default: 1_000)
    let model = InboxModel<Faithful>(names: names, mode)
    #expect(firstViolation(of: model, names: names, schedules: schedules) == nil)
  }

  @Test(arguments: ModelMode.allCases)
  func `the laws find the faults that were there`(mode: ModelMode) {
    #expect(explore(inHand(AsItWas.self, mode), depth: 5).violation != nil)
  }

  @Test func `the laws find each fault that is put in`() {
    let held = inHand(Flawed<ForgetsTheHeldBack>.self, .removing)
    #expect(explore(held, depth: 4).violation != nil)
    let released = inHand(Flawed<ForgetsTheReleased>.self, .removingOnCoarseClock)
    #expect(explore(released, depth: 4).violation != nil)
    let departed = inHand(Flawed<IgnoresDepartures>.self, .keepingOnCoarseClock)
    #expect(explore(departed, depth: 4).violation != nil)
  }
}
