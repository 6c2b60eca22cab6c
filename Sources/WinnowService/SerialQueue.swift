package import Dispatch

/// A queue that runs blocks one after the other, in the order in which they came.
///
/// It is Dispatch's own, but for tests that choose which of several queues moves next.
package protocol SerialQueue: AnyObject, Sendable {
  func run(_ block: @escaping @Sendable () -> Void)

  /// Not before the delay is over.
  func run(after delay: DispatchTimeInterval, _ block: @escaping @Sendable () -> Void)

  /// Runs the block, which does not outlive the call, and waits for it; the caller is not on the queue.
  func wait(for block: () -> Void)

  /// - Precondition: The caller is on the queue.
  func requireCurrent()
}

/// Makes queues, under the names that debuggers and crash reports show.
package typealias QueueMaking = @Sendable (_ label: String) -> any SerialQueue

extension DispatchQueue: SerialQueue {
  package func run(_ block: @escaping @Sendable () -> Void) { async(execute: block) }

  package func run(after delay: DispatchTimeInterval, _ block: @escaping @Sendable () -> Void) {
    asyncAfter(deadline: .now() + delay, execute: block)
  }

  package func wait(for block: () -> Void) {
    dispatchPrecondition(condition: .notOnQueue(self))
    sync(execute: block)
  }

  package func requireCurrent() { dispatchPrecondition(condition: .onQueue(self)) }
}
