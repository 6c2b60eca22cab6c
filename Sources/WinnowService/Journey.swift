/// One file on its way through the intake.
final class Journey: Sendable {
  let drop: Drop
  /// Where its bytes are copied, read and normalised.
  ///
  /// A serial queue for each file, as many files at a time as there are slots, and no concurrent queue for
  /// all: once one of those has been used, libdispatch on Linux wakes every second for ever to count its
  /// threads.
  let work: any SerialQueue
  let start = ContinuousClock.now

  init(drop: Drop, work: any SerialQueue) {
    self.drop = drop
    self.work = work
  }

  var milliseconds: Int64 {
    let elapsed = (ContinuousClock.now - start).components
    return elapsed.seconds * 1_000 + elapsed.attoseconds / 1_000_000_000_000_000
  }
}
