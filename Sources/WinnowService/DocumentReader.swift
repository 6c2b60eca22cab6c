import Containers
package import Detection
import Exports
package import Normalization
import Storage
package import Weblog

/// One document on its way from bytes to normal form: looks what it is, reads it, hands over batches.
///
/// `Item` is what the caller makes of each normal form, on the same worker.
package struct DocumentReader<Item: Sendable> {
  /// The other bound of a batch, whichever is reached first.
  private static var bytesPerBatch: Int64 { 1 << 20 }
  /// Enough to see a page's comments after a long post.
  private static var headBytes: Int { 1 << 20 }

  package let format: Format
  /// Outer to inner names of what the document came out of; none for a bare file.
  package let container: [String]
  private var reader: ExportReader
  private var normalizer: Normalizer
  private let bytes: ByteMeter
  private let settings: ReadingSettings
  private let item: (NormalForm) -> Item
  private var counts = EntryCounts()
  private var nextNumber = 0
  private var hasEnded = false

  /// Looks at the head of the document and prepares to read it.
  ///
  /// - Parameters:
  ///   - bytes: the document, metered.
  ///   - format: read as this format, whatever the head says.
  ///   - directory: display name of the inbox directory it was dropped in.
  ///   - settings: what reading may cost.
  ///   - item: what is to become of each normal form.
  /// - Throws: `Refusal` when it is nothing that can be read, or `ContainerError`.
  package init(
    bytes: ByteMeter,
    format: Format? = nil,
    directory: String?,
    settings: ReadingSettings,
    item: @escaping (NormalForm) -> Item
  ) throws {
    let head = try Self.head(of: bytes, settings)
    guard !head.isEmpty else { throw Refusal.emptyFile }
    container = bytes.container
    self.format = try format ?? Self.recognized(head)
    reader = ExportReader(
      format: self.format,
      input: ByteInput { try bytes.next() },
      limits: settings.limits,
      choices: settings.choices
    )
    normalizer = Normalizer(rank: self.format.rank, directory: directory)
    self.bytes = bytes
    self.settings = settings
    self.item = item
  }

  private static func head(of bytes: ByteMeter, _ settings: ReadingSettings) throws -> [UInt8] {
    do {
      return try bytes.head(headBytes)
    } catch {
      throw Refusal(error, settings: settings, offset: 0) ?? error
    }
  }

  private static func recognized(_ head: [UInt8]) throws(Refusal) -> Format {
    switch Detector.verdict(head: head, name: nil) {
    case .readable(let format): return format
    case .unreadable(let looks): throw .unknownFormat(looksLike: looks)
    }
  }

  /// The next batch in normal form, as the items that the caller makes of it.
  ///
  /// - Returns: `nil` once a batch with an end has been handed over.
  package mutating func nextBatch() -> Batch<Item>? {
    guard let entries = nextEntries() else { return nil }
    var batch = Batch<Item>()
    batch.number = entries.number
    batch.items.reserveCapacity(entries.items.count)
    for entry in entries.items { batch.items.append(item(normalizer.normalize(entry))) }
    batch.end = entries.end.map(addingWithheld)
    return batch
  }

  private func addingWithheld(_ end: Batch<Entry>.End) -> Batch<Item>.End {
    switch end {
    case .finished(var report):
      report.withheld += normalizer.withheld
      return .finished(report)
    case .refused(let refusal): return .refused(refusal)
    case .failed(let reason): return .failed(reason)
    case .abandoned: return .abandoned
    }
  }

  /// Reads the document to its end, for a caller that does everything on one thread.
  ///
  /// - Parameter body: takes the items of each batch.
  /// - Returns: what was found.
  /// - Throws: `Refusal`, `StorageError` when the bytes cannot be had, or what the body throws.
  package mutating func readToEnd(_ body: ([Item]) throws -> Void) throws -> ReadingReport {
    while let batch = nextBatch() {
      try body(batch.items)
      switch batch.end {
      case .finished(let report): return report
      case .refused(let refusal): throw refusal
      case .failed(let reason): throw StorageError(.damaged, "read", reason)
      case .abandoned, nil: continue
      }
    }
    throw Abandonment()
  }

  /// The next batch as the document has it, for a caller that normalises on another queue.
  ///
  /// - Returns: `nil` once a batch with an end has been handed over.
  package mutating func nextEntries() -> Batch<Entry>? {
    guard !hasEnded else { return nil }
    var batch = Batch<Entry>()
    batch.number = nextNumber
    nextNumber += 1
    do {
      try fill(&batch)
    } catch {
      batch.end = end(after: error)
    }
    hasEnded = batch.end != nil
    return batch
  }

  private mutating func fill(_ batch: inout Batch<Entry>) throws {
    let start = bytes.handedOver
    while batch.items.count < settings.batchEntries, bytes.handedOver - start < Self.bytesPerBatch {
      guard let entry = try reader.next() else {
        batch.end = .finished(reportOfAll)
        return
      }
      counts.add(entry)
      batch.items.append(entry)
    }
  }

  /// The reader's account with that of the containers.
  private var reportOfAll: ReadingReport {
    var report = reader.report
    report.entries = counts
    for flaw in bytes.flaws {
      if flaw.isEndMissing { report.isPartial = true }
      // A reader that missed the end of its document has said so.
      let isKnown = flaw.kind == .truncated && report.notices.contains { $0.code == "truncated" }
      if !isKnown { report.note(flaw.kind.rawValue, at: flaw.offset, count: flaw.count) }
    }
    return report
  }

  private func end(after error: any Error) -> Batch<Entry>.End {
    switch error {
    case let error as ExportError: .refused(.unread(error, as: format))
    case is Abandonment: .abandoned
    case let error as ContainerError:
      Refusal(error, settings: settings, offset: bytes.handedOver).map { .refused($0) }
        ?? .failed("\(error)")
    default: .failed("\(error)")
    }
  }
}

extension Format {
  /// How far a field of this format can be trusted against another's.
  package var rank: SourceRank {
    switch self {
    case .bloggerPageText: .text
    case .bloggerFeed, .rssFeed, .atomFeed, .jsonFeed: .feed
    case .bloggerExport, .bloggerTakeout, .wordPressExport: .export
    }
  }
}
