package import Reconciliation
package import Weblog

/// One document's part in a post: for `winnow explain`.
package struct Explanation: Hashable, Sendable {
  /// A source id.
  package var source: String
  package var locator: String
  package var rank: SourceRank
  /// The rules of the keys it shares with the other sightings, strongest first; none for a lone one.
  package var rules: [JoinRule]
  /// What it says itself, where that may differ from what is published.
  package var title: String?
  package var publishedOn: CalendarDay?
  /// Published fields that are its words.
  package var fields: [String]
}
