package import Weblog

/// The writer of a state directory: catalogue, originals and published store.
///
/// Used on one queue. Accepting is one durable transaction; publishing follows from the outbox and can
/// be repeated. Nothing published is ever read back as truth.
package final class Store {
  package let layout: StoreLayout
  package let disk: any Disk
  let connection: CatalogueConnection
  let settings: StoreSettings
  let clock: () -> Instant
  /// Held until the store is let go of: two writers never run.
  private let lock: AnyObject
  /// A generation may be reserved that nobody can see yet: at the start, and after a publication that
  /// failed, which is repeated before anything else is taken in.
  var mustRepeatPublication = true
  var session: CatalogueSession?
  /// Files that the run before was reading when it ended.
  var unfinished: Set<ContentHash> = []

  /// Opens a state directory, makes what is missing, and finishes what a crash interrupted.
  ///
  /// `previousRunCrashed` says whose doing it was that the run before did not end in order: the
  /// program's, or that of a power cut, a kill or a reboot.
  ///
  /// - Throws: `.locked` when another writer runs, `.newer` when the catalogue is from a later
  ///   program; `isPause` errors when the disk will not take it now.
  package init(
    layout: StoreLayout,
    disk: any Disk,
    settings: StoreSettings = StoreSettings(),
    previousRunCrashed: () -> Bool = { true },
    clock: @escaping () -> Instant
  ) throws(StorageError) {
    self.layout = layout
    self.disk = disk
    self.settings = settings
    self.clock = clock
    try disk.makeFolders(layout.state)
    try disk.makeFolders(layout.hidden, mode: 0o700)
    lock = try disk.lock(layout.lock)
    connection = try CatalogueConnection(path: layout.catalogue.description)
    try settleAttempts(previousRunCrashed: previousRunCrashed())
    try recover()
  }

  /// A spool on the same disk, for use on the same queue.
  package var spool: Spool { Spool(layout, disk) }

  /// Takes a file in; see `Spool.claim`.
  package func claim(_ path: DiskPath, name: [UInt8]) throws(StorageError) -> Claim {
    try spool.claim(path, name: name)
  }

  /// Bytes that may still be written where the state is.
  package func freeBytes() throws(StorageError) -> Int64 { try disk.freeBytes(layout.hidden) }

  /// Gives the ballast back to a full disk.
  package func releaseBallast() throws(StorageError) {
    if try disk.exists(layout.ballast) { try disk.unlink(layout.ballast) }
  }

  /// Sets the ballast aside again; on a disk without room for it there is none.
  package func restoreBallast() throws(StorageError) {
    if let there = try disk.status(layout.ballast), there.size == settings.ballast { return }
    try releaseBallast()
    guard settings.ballast > 0 else { return }
    do {
      try writeBallast()
    } catch  where error.reason == .diskFull {
      try releaseBallast()
    }
  }

  private func writeBallast() throws(StorageError) {
    let file = try disk.create(layout.ballast)
    let block = [UInt8](repeating: 0, count: 1 << 20)
    var rest = settings.ballast
    while rest > 0 {
      let count = min(rest, Int64(block.count))
      try file.append(count == Int64(block.count) ? block : [UInt8](block[..<Int(count)]))
      rest -= count
    }
    try file.close()
  }

  /// Ends the use of the catalogue; an open document is abandoned.
  package func close() throws(StorageError) {
    try connection.rollBack()
    try closeAttempts()
    try connection.close()
  }
}
