/// Why two sightings are the same post, strongest first.
///
/// Stored with each key and shown by `explain`.
package enum JoinRule: UInt8, CaseIterable, Comparable, Hashable, Sendable {
  /// The same number in the same platform's numbering.
  case nativeID = 1
  /// A platform number given away by a permanent address, such as a `?p=12` guid.
  case aliasID = 2
  /// The same canonical address.
  case url = 3
  /// The path of a known address, where the document does not name its host.
  case path = 4
  /// The same title within a day, and a body that agrees.
  case titleAndDay = 5
  /// The same body, long enough to be no coincidence.
  case body = 6
  /// The same title at the same second, and a body that agrees: a blog that moved to another host.
  case titleAndMoment = 7

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Strong rules need no second look at the words; weak ones do.
  package var isStrong: Bool { self <= .url }
}
