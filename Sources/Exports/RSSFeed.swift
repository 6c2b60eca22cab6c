import Weblog

struct RSSFeed: EntryReader {
  private(set) var report = ReadingReport()

  init(input: ByteInput, limits: ReadingLimits) {}

  mutating func next() throws -> Entry? { throw ExportError(.unrecognized, at: 0) }
}
