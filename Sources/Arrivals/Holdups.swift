/// Names that are not taken, by what keeps them; kept up to date at each step, so that a report costs no
/// search through all names.
struct Holdups {
  /// What a person or another program has to do something about, with the reason.
  private(set) var held: [InboxPath: WaitingReason] = [:]
  /// What is taken as soon as it has rested long enough.
  private(set) var unsettled: Set<InboxPath> = []
  private(set) var ignored: [IgnoreReason: Int] = [:]

  var count: Int { held.count + unsettled.count }

  mutating func move(_ path: InboxPath, from before: Settling.State?, to after: Settling.State?) {
    if case .ignored(let reason) = before { count(reason, by: -1) }
    if case .ignored(let reason) = after { count(reason, by: 1) }
    held[path] = after.flatMap(Self.reason)
    if after.map(Self.isUnsettled) == true {
      unsettled.insert(path)
    } else {
      unsettled.remove(path)
    }
  }

  private static func reason(of state: Settling.State) -> WaitingReason? {
    switch state {
    case .waiting(let reason): reason
    case .postponed(_, let reason): .intake(reason)
    default: nil
    }
  }

  private static func isUnsettled(_ state: Settling.State) -> Bool {
    switch state {
    case .settling, .ready, .released: true
    case .handedOver, .postponed, .kept, .waiting, .ignored: false
    }
  }

  private mutating func count(_ reason: IgnoreReason, by step: Int) {
    let total = ignored[reason, default: 0] + step
    ignored[reason] = total > 0 ? total : nil
  }
}
