/// One file on its way through the intake.
final class Journey: Sendable {
  let drop: Drop
  let start = ContinuousClock.now

  init(drop: Drop) {
    self.drop = drop
  }

  var milliseconds: Int64 {
    let elapsed = (ContinuousClock.now - start).components
    return elapsed.seconds * 1_000 + elapsed.attoseconds / 1_000_000_000_000_000
  }
}
