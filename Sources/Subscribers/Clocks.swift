import Glibc
package import Weblog

/// Reads the system's clocks.
package enum Clocks {
  /// The time of day.
  package static func now() -> Instant {
    let time = read(CLOCK_REALTIME)
    return Instant(
      millisecondsSinceEpoch: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    )
  }

  /// Microseconds on the clock that the service manager compares reloads by.
  static func monotonicMicroseconds() -> Int64 {
    let time = read(CLOCK_MONOTONIC)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
  }

  private static func read(_ clock: clockid_t) -> timespec {
    var time = timespec()
    // Fails only for a clock that does not exist; both of ours always do.
    unsafe clock_gettime(clock, &time)
    return time
  }
}
