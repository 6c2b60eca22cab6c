import Foundation
import Glibc

/// How work grows with its input, by the processor time of the thread that does it: what else the machine does
/// makes no difference to the kind of growth.
package enum Growth {
  /// Milliseconds that the smaller input takes at least; more of them see finer, and take longer:
  /// `WINNOW_GROWTH=100` is for a thorough look.
  private static let floor =
    ProcessInfo.processInfo.environment["WINNOW_GROWTH"].flatMap(Double.init) ?? 2

  /// How many times more the larger input is.
  package static let factor = 16
  /// What takes 16 times the work for 16 times the input is linear, what takes 256 times is quadratic; the limit
  /// leaves room for caches and a busy machine.
  private static let most = 48.0
  private static let mostRuns = 3

  /// Whether work on an input of a size is linear in the size.
  ///
  /// Work that never takes long, because of a bound, counts as linear.
  ///
  /// - Parameters:
  ///   - largest: The size beyond which nothing is learned.
  ///   - prepare: Makes what the work is done on; not measured.
  ///   - work: What is measured.
  /// - Returns: `false` only if it is not so at every try.
  package static func isLinear<Input>(
    upTo largest: Int = 1 << 20,
    _ prepare: (Int) -> Input,
    _ work: (Input) -> Void
  ) -> Bool {
    var size = 16
    while milliseconds(prepare(size), work) < floor {
      guard size * factor < largest else { return true }
      size *= 2
    }
    let (small, large) = (prepare(size), prepare(size * factor))
    return (0..<mostRuns).contains { _ in
      let least = (0..<3).map { _ in milliseconds(small, work) }.min() ?? 0
      return milliseconds(large, work) <= least * most
    }
  }

  private static func milliseconds<Input>(_ input: Input, _ work: (Input) -> Void) -> Double {
    let start = now()
    work(input)
    return now() - start
  }

  /// The C function is `clock_gettime`.
  private static func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }
}
