package import Dispatch

/// A value together with the serial queue that alone may touch it.
///
/// Both closures it takes are `@Sendable` and what they return is `Sendable`, so that the value cannot
/// leak to another queue: trying to is a compile error.
package final class Confined<Value: ~Copyable> {
  private let queue: any SerialQueue
  private var value: Value  // on `queue` only

  /// - Parameters:
  ///   - value: what the queue is to own.
  ///   - queue: which nothing else reaches the value by.
  package init(_ value: consuming sending Value, on queue: any SerialQueue) {
    self.value = value
    self.queue = queue
  }

  /// - Parameters:
  ///   - value: what the queue is to own.
  ///   - label: the queue's name in debuggers and crash reports.
  package convenience init(_ value: consuming sending Value, label: String) {
    self.init(value, on: DispatchQueue(label: label))
  }

  /// Runs the body later, after everything enqueued before it.
  package func enqueue(_ body: @escaping @Sendable (inout Value) -> Void) {
    queue.run { body(&self.value) }
  }

  /// Runs the body later, not before the delay is over.
  package func enqueue(
    after delay: DispatchTimeInterval,
    _ body: @escaping @Sendable (inout Value) -> Void
  ) {
    queue.run(after: delay) { body(&self.value) }
  }

  /// Runs the body and waits for it: for tests, commands and shutdown, never from another queue's work.
  ///
  /// - Precondition: The caller is not on the queue, where it would wait for itself.
  package func wait<Result: Sendable, Failure>(
    for body: @Sendable (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // A `Result` carries the typed error out of the block.
    var outcome: Swift.Result<Result, Failure>?
    queue.wait {
      do throws(Failure) {
        outcome = .success(try body(&value))
      } catch {
        outcome = .failure(error)
      }
    }
    guard let outcome else { preconditionFailure("a queue runs what it is given") }
    return try outcome.get()
  }

  /// Makes a dispatch source's handler run on the queue that owns the value.
  package func makeReadSource(fileDescriptor: Int32) -> any DispatchSourceRead {
    DispatchSource.makeReadSource(
      fileDescriptor: fileDescriptor,
      queue: queue as? DispatchQueue
    )
  }

  package func makeTimer() -> any DispatchSourceTimer {
    DispatchSource.makeTimerSource(queue: queue as? DispatchQueue)
  }

  /// Gives the value to a closure that already runs on the queue, such as a source's handler.
  package func onQueue(_ body: (inout Value) -> Void) {
    queue.requireCurrent()
    body(&value)
  }
}

// Unchecked because `value` is only ever reached inside blocks of the serial `queue`, which orders all
// access to it.
extension Confined: @unchecked Sendable where Value: ~Copyable {}
