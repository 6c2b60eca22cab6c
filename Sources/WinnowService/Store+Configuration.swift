package import Storage
import Subscribers

extension Store {
  /// Opens the state directory that the settings name, and recovers it.
  ///
  /// - Throws: `StorageError`; `.locked` when another program writes to it.
  package convenience init(_ configuration: Configuration) throws(StorageError) {
    try self.init(
      layout: configuration.layout,
      disk: PosixDisk(),
      settings: configuration.storeSettings,
      previousRunCrashed: { CrashMarker.arm(at: configuration.layout.hidden / "crashed") },
      clock: Clocks.now
    )
  }
}
