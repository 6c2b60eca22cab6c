import Weblog

/// Reads one document of one format, an entry at a time.
///
/// A reader never fails a document for one bad entry and never traps, whatever the bytes say. When the
/// input ends early it hands over the entries that were finished and marks its report as partial.
protocol EntryReader {
  /// - Returns: the next entry, or `nil` at the end of the document.
  /// - Throws: `ExportError`, or whatever the byte input throws.
  mutating func next() throws -> Entry?

  /// What has been found so far besides entries; final once `next` has returned `nil`.
  var report: ReadingReport { get }
}
