package import Dispatch

/// A value together with the serial queue that alone may touch it.
///
/// Both closures it takes are `@Sendable` and what they return is `Sendable`, so that the value cannot
/// leak to another queue: trying to is a compile error.
package final class Confined<Value: ~Copyable> {
  private let queue: DispatchQueue
  private var value: Value  // on `queue` only

  /// - Parameters:
  ///   - value: what the queue is to own.
  ///   - label: the queue's name in debuggers and crash reports.
  ///   - target: the queue whose threads do the work; `nil` for the system's own.
  package init(_ value: consuming sending Value, label: String, target: DispatchQueue? = nil) {
    self.value = value
    queue = DispatchQueue(label: label, target: target)
  }

  /// Runs the body later, after everything enqueued before it.
  package func enqueue(_ body: @escaping @Sendable (inout Value) -> Void) {
    queue.async { body(&self.value) }
  }

  /// Runs the body later, not before the delay is over.
  package func enqueue(
    after delay: DispatchTimeInterval,
    _ body: @escaping @Sendable (inout Value) -> Void
  ) {
    queue.asyncAfter(deadline: .now() + delay) { body(&self.value) }
  }

  /// Runs the body and waits for it: for tests, commands and shutdown, never from another queue's work.
  ///
  /// - Precondition: The caller is not on the queue, where it would wait for itself.
  package func wait<Result: Sendable, Failure>(
    for body: @Sendable (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    dispatchPrecondition(condition: .notOnQueue(queue))
    // A `Result` carries the typed error across `sync`, which would erase it.
    let outcome: Swift.Result<Result, Failure> = queue.sync {
      do throws(Failure) {
        return .success(try body(&value))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// Makes a dispatch source's handler run on the queue that owns the value.
  package func makeReadSource(fileDescriptor: Int32) -> any DispatchSourceRead {
    DispatchSource.makeReadSource(fileDescriptor: fileDescriptor, queue: queue)
  }

  package func makeTimer() -> any DispatchSourceTimer {
    DispatchSource.makeTimerSource(queue: queue)
  }

  /// Gives the value to a closure that already runs on the queue, such as a source's handler.
  package func onQueue(_ body: (inout Value) -> Void) {
    dispatchPrecondition(condition: .onQueue(queue))
    body(&value)
  }
}

// Unchecked because `value` is only ever reached inside blocks of the serial `queue`, which orders all
// access to it.
extension Confined: @unchecked Sendable where Value: ~Copyable {}
