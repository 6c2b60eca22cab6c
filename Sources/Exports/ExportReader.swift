package import Detection
package import Weblog

/// The one switch from a format to the reader that knows it.
package struct ExportReader {
  private var reader: any EntryReader

  package init(
    format: Format,
    input: ByteInput,
    limits: ReadingLimits = ReadingLimits(),
    choices: ReadingChoices = ReadingChoices()
  ) {
    switch format {
    case .bloggerPageText: reader = BloggerPageText(input: input, limits: limits)
    case .bloggerExport, .bloggerFeed, .bloggerTakeout:
      reader = BloggerAtom(format: format, input: input, limits: limits)
    case .wordPressExport: reader = WordPressExport(input: input, limits: limits)
    case .rssFeed: reader = RSSFeed(input: input, limits: limits)
    case .atomFeed: reader = AtomFeed(input: input, limits: limits)
    case .jsonFeed: reader = JSONFeed(input: input, limits: limits)
    }
  }

  /// - Returns: the next entry, or `nil` at the end of the document.
  /// - Throws: `ExportError`, or whatever the byte input throws.
  package mutating func next() throws -> Entry? { try reader.next() }

  /// What has been found so far besides entries; final once `next` has returned `nil`.
  package var report: ReadingReport { reader.report }
}
