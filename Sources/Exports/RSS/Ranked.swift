/// The best of several elements that say the same thing, by rank; of equals the first.
struct Ranked<Value> {
  private(set) var value: Value?
  private var rank = Int.min
  private var name = ""

  /// Takes in one more.
  ///
  /// - Returns: the one that has no place now, and the element it stands in.
  mutating func offer(_ new: Value, named newName: String, rank newRank: Int) -> Loser? {
    guard let old = value else {
      (value, name, rank) = (new, newName, newRank)
      return nil
    }
    guard newRank > rank else { return Loser(name: newName, value: new) }
    let loser = Loser(name: name, value: old)
    (value, name, rank) = (new, newName, newRank)
    return loser
  }

  struct Loser {
    var name: String
    var value: Value
  }
}
