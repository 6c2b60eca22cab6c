/// Bounds on what one document may make a reader do.
///
/// Reaching one is a refusal that names it.
package struct ReadingLimits: Hashable, Sendable {
  /// Bytes of one text node, attribute value or tag.
  package var nodeBytes: Int = 64 << 20
  /// Elements open at once.
  package var nesting: Int = 1_000
  /// Entries in one document.
  package var entries: Int = 20_000_000
  /// Bytes of a document that can only be read as a whole, such as a page's text.
  package var wholeDocumentBytes: Int = 64 << 20

  package init() {}
}
