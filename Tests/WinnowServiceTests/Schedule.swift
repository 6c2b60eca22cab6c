import Dispatch
import WeblogTesting

@testable import WinnowService

/// Runs the blocks of any number of serial queues on one thread, in an order that a seed decides.
///
/// Only the order within a queue is kept, as with real ones. Time stands still: a block that is to run later runs
/// when nothing else can, or, seldom, before that.
final class Schedule {
  final class Queue: SerialQueue {
    fileprivate var blocks: [@Sendable () -> Void] = []
    private unowned let schedule: Schedule

    fileprivate init(_ schedule: Schedule) { self.schedule = schedule }

    func run(_ block: @escaping @Sendable () -> Void) {
      blocks.append(block)
      if blocks.count == 1 { schedule.ready.append(self) }
    }

    func run(after delay: DispatchTimeInterval, _ block: @escaping @Sendable () -> Void) {
      schedule.delayed.append((self, block))
    }

    func wait(for block: () -> Void) { block() }
    func requireCurrent() {}
  }

  private var random: SeededGenerator
  fileprivate var ready: [Queue] = []
  fileprivate var delayed: [(queue: Queue, block: @Sendable () -> Void)] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  func makeQueue() -> Queue { Queue(self) }

  /// - Returns: `false` when the blocks do not come to an end.
  func runToRest() -> Bool {
    for _ in 0..<100_000 {
      if ready.isEmpty || Int.random(in: 0..<50, using: &random) == 0 { wakeOne() }
      guard !ready.isEmpty else { return true }
      let place = Int.random(in: 0..<ready.count, using: &random)
      let queue = ready[place]
      let block = queue.blocks.removeFirst()
      if queue.blocks.isEmpty { ready.remove(at: place) }
      block()
    }
    return false
  }

  private func wakeOne() {
    guard !delayed.isEmpty else { return }
    let (queue, block) = delayed.removeFirst()
    queue.run(block)
  }
}

// Unchecked because a test uses it on one thread only.
extension Schedule: @unchecked Sendable {}
extension Schedule.Queue: @unchecked Sendable {}
