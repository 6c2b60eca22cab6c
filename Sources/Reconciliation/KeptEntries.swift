package import Weblog

/// What of a document the catalogue was given to keep.
package struct KeptEntries: Hashable, Sendable {
  package var entries = EntryCounts()
  /// Posts that only their comments name, kept beside the entries so that no comment is without one.
  package var stubs = 0

  package init() {}
}
