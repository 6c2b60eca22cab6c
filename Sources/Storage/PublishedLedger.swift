import Foundation
import Weblog

/// The accepted files as the published store lists them: the order of receipt when the catalogue is
/// lost and only `store/` and `originals/` are left.
package struct PublishedLedger {
  private let layout: StoreLayout
  private let disk: any Disk

  package init(_ layout: StoreLayout, _ disk: any Disk) {
    self.layout = layout
    self.disk = disk
  }

  /// Every listed source whose original is there, oldest first.
  ///
  /// A source out of a compressed file is listed, since its hash is the file's. One of several in an
  /// archive has no original: the archive's own drop brings it back. Names that were not UTF-8
  /// have lost the bytes that were not.
  /// - Throws: `.damaged` when a line is not what this program writes.
  package func receipts() throws(StorageError) -> [Receipt] {
    let folder = layout.published("sources")
    guard try disk.exists(folder) else { return [] }
    var receipts: [Receipt] = []
    for year in try disk.list(folder) {
      for part in try parts(folder / year) {
        for line in try disk.contents(part).split(separator: UInt8(ascii: "\n")) {
          if let receipt = try receipt(Data(line), in: part) { receipts.append(receipt) }
        }
      }
    }
    // The files of a year are read in order and each is sorted, so equal times keep their order.
    return receipts.enumerated().sorted {
      ($0.element.received, $0.offset) < ($1.element.received, $1.offset)
    }.map(\.element)
  }

  /// `sources.ndjson`, `sources-2.ndjson`, … `sources-10.ndjson`: shorter names first.
  private func parts(_ folder: DiskPath) throws(StorageError) -> [DiskPath] {
    try disk.list(folder).sorted { $0.count < $1.count }.map { folder / $0 }
  }

  private func receipt(_ line: Data, in path: DiskPath) throws(StorageError) -> Receipt? {
    guard let record = try? JSONDecoder().decode(Line.self, from: line),
      let hash = ContentHash(hex: String(record.id.dropFirst(2).prefix(64))),
      let received = Instant(published: record.received)
    else { throw StorageError(.damaged, "read", path.description) }
    let hasOriginal = try disk.exists(layout.original(hash))
    let hasRemnant = try disk.exists(layout.remnant(hash))
    guard hasOriginal || hasRemnant else { return nil }
    return Receipt(
      hash: hash,
      name: [UInt8](record.name.utf8),
      bytes: record.bytes,
      received: received
    )
  }

  private struct Line: Decodable {
    var id: String
    var name: String
    var bytes: Int64
    var received: String
  }
}

extension Instant {
  /// Reads back `description`.
  fileprivate init?(published text: String) {
    let digits = text.split { !$0.isNumber }.map { Int($0) }
    guard digits.count == 6 || digits.count == 7, !digits.contains(nil) else { return nil }
    let numbers = digits.compactMap(\.self)
    guard let day = CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2]) else {
      return nil
    }
    self.init(
      day: day,
      hour: numbers[3],
      minute: numbers[4],
      second: numbers[5],
      millisecond: numbers.count == 7 ? numbers[6] : 0,
      offsetMinutes: 0
    )
  }
}
