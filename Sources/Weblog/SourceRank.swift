/// How much a kind of source can be trusted to have a field right: the richest wins, field by field.
package enum SourceRank: Int, CaseIterable, Comparable, Hashable, Sendable {
  /// Only known because something else referred to it: a post that nothing but its comments named.
  case stub = 0
  /// Plain text that an extractor made of a page.
  case text = 1
  /// A feed: often shortened, never with drafts.
  case feed = 2
  /// A saved page with its markup.
  case page = 3
  /// The platform's own export.
  case export = 4

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
