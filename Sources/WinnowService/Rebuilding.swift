import Containers
import Storage
import Subscribers
import Weblog

/// Takes the originals of one state in once more, in the order in which they came, into a new state.
///
/// Names and times of receipt are those of the old ledger, so the new store has the same bytes. It is a
/// command's work: one file after the other, on the thread that asks for it.
package struct Rebuilding {
  private let old: Configuration
  private let new: Configuration
  private let settings: ReadingSettings

  package init(from old: Configuration, to new: Configuration) {
    self.old = old
    self.new = new
    settings = ReadingSettings(old)
  }

  /// - Parameter complain: is told of each original that cannot be read any more.
  /// - Returns: how many files were taken in.
  /// - Throws: `StorageError`; `.exists` when the new state is not empty.
  package func run(_ complain: (String) -> Void) throws -> Int {
    let receipts = try receipts()
    guard try !PosixDisk().exists(new.layout.catalogue) else {
      throw StorageError(.exists, "rebuild into", new.absoluteStatePath)
    }
    var desk = StoreDesk(store: try Store(new))
    for receipt in receipts {
      do {
        try take(receipt, &desk)
      } catch let refusal as Refusal {
        try desk.abandon()
        complain("\(receipt.hash.hex): \(refusal.sentence)")
      }
    }
    _ = try desk.publish()
    try desk.store.close()
    return receipts.count
  }

  /// The old catalogue's own; where that is lost, what the published ledger says.
  private func receipts() throws(StorageError) -> [Receipt] {
    do {
      let receipts = try StoreReader(old.layout).receiptsInOrder()
      // One that was made in the place of a lost one knows of none.
      if !receipts.isEmpty { return receipts }
    } catch  where error.reason != .denied {
      // Then the ledger speaks.
    }
    return try PublishedLedger(old.layout, PosixDisk()).receipts()
  }

  private func take(_ receipt: Receipt, _ desk: inout StoreDesk) throws {
    if try desk.store.retake(receipt, from: old.layout, parser: Program.name) { return }
    let original = old.layout.original(receipt.hash)
    let claim = try desk.store.claim(original, name: receipt.name)
    let drop = Drop(receipt)
    if try desk.recordDuplicate(claim, drop) { return }
    let bytes = ByteMeter(
      try Document(original: claim.original, on: desk.store.disk, name: drop.name, settings)
    )
    var reader = try DocumentReader(
      bytes: bytes,
      directory: drop.directory,
      settings: settings,
      item: SightedItem.init
    )
    try desk.begin(claim, drop, reader.format, container: reader.container)
    let report = try reader.readToEnd { try desk.admit($0) }
    _ = try desk.commit(report)
  }
}

extension Drop {
  fileprivate init(_ receipt: Receipt) {
    self.init(
      path: [],
      relativePath: receipt.name,
      isOurs: false,
      received: receipt.received
    )
  }
}
