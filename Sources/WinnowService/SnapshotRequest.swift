import Glibc
import Storage
import Subscribers

/// Asks for a snapshot: of the running daemon, or of the store itself when none runs.
package struct SnapshotRequest {
  private let configuration: Configuration
  private let disk = PosixDisk()

  /// How long the daemon may take; it may be in the middle of a large file.
  private static let patience = Duration.seconds(120)

  package init(_ configuration: Configuration) {
    self.configuration = configuration
  }

  /// - Returns: the snapshot's folder.
  /// - Throws: `StorageError`; `.locked` when a daemon runs that cannot be asked or does not answer.
  package func make() throws -> String {
    do throws(StorageError) {
      let store = try Store(configuration)
      let folder = try store.snapshot()
      try store.close()
      return folder.description
    } catch  where error.reason == .locked {
      return try ask(error)
    }
  }

  /// Signals the daemon and waits for a snapshot of the generation at hand, or a later one.
  private func ask(_ locked: StorageError) throws -> String {
    let generation = try PublishedManifest(layout: configuration.layout).generation
    let status = StatusFile.forReader(
      state: configuration.absoluteStatePath,
      surroundings: .current()
    )
    guard let health = try? status.read(), kill(health.pid, SIGUSR1) == 0 else { throw locked }
    let end = ContinuousClock.now + Self.patience
    while ContinuousClock.now < end {
      if let folder = try newest(from: generation) { return folder.description }
      usleep(50_000)
    }
    throw locked
  }

  private func newest(from generation: Int64) throws(StorageError) -> DiskPath? {
    let layout = configuration.layout
    guard try disk.exists(layout.snapshots) else { return nil }
    let found = try disk.list(layout.snapshots)
      .compactMap { Int64(String(decoding: $0, as: UTF8.self)) }
      .filter { $0 >= generation }
      .max()
    guard let found else { return nil }
    let folder = layout.snapshot(found)
    return try disk.exists(folder / "manifest.json") ? folder : nil
  }
}
