import Foundation
import Testing
import WeblogTesting

@testable import WinnowService

/// Every order in which things can happen to the documents of a few files, and a great many of those of more.
@Suite struct StoreTurnsTests {
  @Test(arguments: 1...4, 1...4)
  func `two files are taken in whole in every order of events`(first: Int, second: Int) {
    for same in [false, true] {
      let world = TurnWorld<RealTurns>(
        documents([first, second], sameBytes: same),
        failures: 1,
        redeliveries: first + second < 6 ? 1 : 0,
        mayBeCancelled: first + second < 5
      )
      #expect(explore(world).complaints == [])
    }
  }

  @Test(arguments: [[1, 1, 1], [2, 1, 1], [2, 2, 1], [2, 2, 2], [3, 2, 1]])
  func `three files are taken in whole in every order of events`(batches: [Int]) {
    #expect(explore(TurnWorld<RealTurns>(documents(batches))).complaints == [])
    #expect(explore(TurnWorld<RealTurns>(documents(batches, sameBytes: true))).complaints == [])
  }

  @Test(arguments: ModelDocument.Ending.allCases)
  func `a file that ends badly holds up no other, in every order of events`(
    ending: ModelDocument.Ending
  ) {
    var files = documents([2, 2, 1])
    files[0] = ModelDocument(key: 0, batches: 2, ending: ending)
    let world = TurnWorld<RealTurns>(files, failures: 1, mayBeCancelled: true)
    #expect(explore(world).complaints == [])
  }

  /// `WINNOW_SCHEDULES=1000000` for a night.
  @Test func `any number of files are taken in whole in random orders of events`() {
    let count =
      ProcessInfo.processInfo.environment["WINNOW_SCHEDULES"].flatMap(UInt64.init) ?? 10_000
    for seed in 1...count {
      let complaints = play(seed, RealTurns.self)
      #expect(complaints == [], "seed \(seed)")
      if !complaints.isEmpty { break }
    }
  }

  // MARK: Controls

  @Test func `the exploration catches the taking of turns that lost entries`() {
    let found = explore(TurnWorld<FirstComeTurns>(documents([2, 2]))).complaints
    #expect(found.contains { $0.hasPrefix("concluded with") })
  }

  @Test func `random orders catch the taking of turns that lost entries`() {
    #expect((1...200).contains { !play($0, FirstComeTurns.self).isEmpty })
  }

  // MARK: How

  private func documents(_ batches: [Int], sameBytes: Bool = false) -> [ModelDocument] {
    batches.enumerated().map { index, count in
      ModelDocument(key: sameBytes ? 0 : index, batches: count, ending: .finished)
    }
  }

  /// Visits every state that can be reached, each once.
  private func explore<Turns>(
    _ start: TurnWorld<Turns>
  ) -> (states: Int, complaints: Set<String>) {
    var seen: Set<TurnWorld<Turns>> = [start]
    var pending = [start]
    var complaints: Set<String> = []
    while let world = pending.popLast(), complaints.count < 8 {
      let moves = world.moves
      if moves.isEmpty || !world.violations.isEmpty {
        complaints.formUnion(world.complaintsAtRest)
        continue
      }
      for move in moves {
        for outcome in outcomes(of: move, in: world) where seen.insert(outcome).inserted {
          pending.append(outcome)
        }
      }
    }
    return (seen.count, complaints)
  }

  /// The worlds after a move: the one in which nothing fails, and those in which its first, second … chance to
  /// fail is taken.
  private func outcomes<Turns>(
    of move: TurnWorld<Turns>.Move,
    in world: TurnWorld<Turns>
  ) -> [TurnWorld<Turns>] {
    var outcomes: [TurnWorld<Turns>] = []
    var failing = -1
    while true {
      var next = world
      var chances = 0
      next.make(move) {
        chances += 1
        return chances - 1 == failing
      }
      outcomes.append(next)
      failing += 1
      if failing >= chances { return outcomes }
    }
  }

  private func play<Turns: TurnTaking>(_ seed: UInt64, _: Turns.Type) -> [String] {
    var random = SeededGenerator(seed: seed)
    let documents = (0..<Int.random(in: 2...6, using: &random)).map { _ in
      ModelDocument(
        key: Int.random(in: 0..<4, using: &random),
        batches: Int.random(in: 1...5, using: &random),
        ending: Int.random(in: 0..<4, using: &random) > 0
          ? .finished : ModelDocument.Ending.allCases.randomElement(using: &random) ?? .finished
      )
    }
    var world = TurnWorld<Turns>(
      documents,
      failures: Int.random(in: 0...2, using: &random),
      redeliveries: Int.random(in: 0...2, using: &random),
      mayBeCancelled: Int.random(in: 0..<20, using: &random) == 0
    )
    while let move = world.moves.randomElement(using: &random) {
      let fails = Int.random(in: 0..<8, using: &random) == 0
      world.make(move) { fails }
      if !world.violations.isEmpty { break }
    }
    return world.complaintsAtRest
  }
}
