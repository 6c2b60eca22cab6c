import Containers
import Reconciliation
package import Storage
import Subscribers
import Weblog

/// Counts the entries of accepted files that no version has counted, and takes in again what of them is missing.
///
/// Versions before 2 of the catalogue could lose entries of a file that was read beside others. Each such file is
/// read again from the originals, once: what comes of it is committed file by file, so that a start that
/// is cut short goes on where it was. It happens before anything else is taken in.
package struct Recounting {
  /// What was found, in numbers.
  package struct Outcome: Hashable, Sendable {
    package var files = 0
    /// Files of which something was missing, and how many entries that was in all.
    package var mended = 0
    package var entries = 0
    /// Files that could not be read again; they are tried at the next start.
    package var failed = 0

    package var sentence: String {
      "Counted \(files) files that an earlier version took in: \(mended) lacked entries, "
        + "\(entries) in all, which are taken in again; \(failed) could not be read."
    }
  }

  private let store: Store
  private let settings: ReadingSettings
  private let complain: (String) -> Void
  private let didRead: () -> Void

  /// - Parameters:
  ///   - store: opened and recovered, with no document in hand.
  ///   - settings: what reading may cost.
  ///   - complain: is told of each file of which something was missing, or that cannot be read.
  ///   - didRead: is told, often, that the reading goes on.
  package init(
    _ store: Store,
    settings: ReadingSettings,
    complain: @escaping (String) -> Void,
    didRead: @escaping () -> Void = {}
  ) {
    self.store = store
    self.settings = settings
    self.complain = complain
    self.didRead = didRead
  }

  /// - Returns: `nil` when every file had been counted.
  /// - Throws: `StorageError`, when the state cannot be used or the disk will not take it now.
  package func run() throws -> Outcome? {
    var outcome = Outcome()
    var last: Int64 = 0
    while let document = try store.nextUncounted(after: last) {
      last = document.number
      outcome.files += 1
      do {
        let missing = try recount(document)
        outcome.mended += missing == 0 ? 0 : 1
        outcome.entries += missing
      } catch let error as StorageError where error.isPause || error.isFatal {
        throw error
      } catch {
        outcome.failed += 1
        complain("\(document.source.name.oneLine) could not be counted: \(Self.sentence(error))")
      }
    }
    if outcome.mended > 0 { try store.publishPending() }
    return outcome.files == 0 ? nil : outcome
  }

  private static func sentence(_ error: any Error) -> String {
    (error as? Refusal)?.sentence ?? "\(error)"
  }

  /// - Returns: how many entries were missing.
  private func recount(_ document: Store.UncountedDocument) throws -> Int {
    let isDuplicate = document.source.outcome == .duplicate
    let read = isDuplicate ? EntryCounts() : try readThrough(document) { _ in }.entries
    let missing = try store.count(document, read: read)
    guard missing > 0 else { return 0 }
    try takeAgain(document)
    complain(
      "\(document.source.name.oneLine): \(missing) entries were missing and are taken in again."
    )
    return missing
  }

  private func takeAgain(_ document: Store.UncountedDocument) throws {
    let session = try store.beginAgain(document)
    do {
      let reconciler = Reconciler(catalogue: session)
      let report = try readThrough(document) { try reconciler.admit($0) }
      let deserted = try session.dropSuperfluousStubs()
      try reconciler.settle()
      try session.retire(deserted)
      try store.commit(session, report, kept: reconciler.kept, completing: nil)
    } catch {
      try store.rollBack(session)
      throw error
    }
  }

  /// Reads a document to its end.
  ///
  /// - Throws: `Refusal`, `StorageError`.
  private func readThrough(
    _ document: Store.UncountedDocument,
    _ body: ([SightedItem]) throws -> Void
  ) throws -> ReadingReport {
    let drop = Drop(path: [], relativePath: document.name, isOurs: false)
    let original = store.layout.original(document.original)
    let bytes = ByteMeter(
      try Document(original: original, on: store.disk, name: drop.name, settings),
      didRead: { _ in didRead() }
    )
    var reader = try DocumentReader(
      bytes: bytes,
      directory: drop.directory,
      settings: settings,
      item: SightedItem.init
    )
    return try reader.readToEnd(body)
  }
}
