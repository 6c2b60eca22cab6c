/// Which published record a group of sightings carries on, now that the groups are known anew.
struct Succession {
  struct Seat {
    /// Order of receipt of a sighting.
    var number: Int64
    /// The record that it stood for until now.
    var holder: Int64?
  }

  /// The record that lives on; `nil` when the group needs a new one.
  private(set) var survivor: Int64?
  /// Records that end and lead to the survivor.
  private(set) var retired: [Int64] = []

  /// A record goes with its earliest received sighting; of several in a group the one that was
  /// received first lives on.
  static func successions<Groups: Sequence>(of groups: Groups) -> [Self]
  where Groups.Element: Sequence<Seat> {
    var earliest: [Int64: (number: Int64, group: Int)] = [:]
    var count = 0
    for group in groups {
      for seat in group {
        guard let holder = seat.holder, seat.number < earliest[holder]?.number ?? .max else {
          continue
        }
        earliest[holder] = (seat.number, count)
      }
      count += 1
    }
    var successions = Array(repeating: Self(), count: count)
    for (holder, first) in earliest.sorted(by: { $0.value.number < $1.value.number }) {
      if successions[first.group].survivor == nil {
        successions[first.group].survivor = holder
      } else {
        successions[first.group].retired.append(holder)
      }
    }
    return successions
  }
}
