import Arrivals
import Storage

/// Finds the files below the paths that somebody named, in the order of their names; one that is named twice, or lies
/// below a folder that is named too, is found once.
struct DropWalk {
  private(set) var drops: [Drop] = []
  private(set) var bytes: Int64 = 0
  private var found: Set<DiskPath> = []
  private let disk = PosixDisk()

  /// Adds a file, or every regular file below a folder; links are not followed below what was named.
  ///
  /// - Throws: `StorageError` when the path does not exist.
  mutating func add(_ named: String) throws(StorageError) {
    let path = DiskPath(Configuration.absolute(named))
    guard let status = try disk.status(path) else {
      throw StorageError(.notFound, "open", named)
    }
    guard status.kind == .folder else {
      return add(path, relative: path.name, size: status.size)
    }
    var pending = [(folder: path, relative: [UInt8]())]
    while let (folder, relative) = pending.popLast() {
      for name in try disk.list(folder) where IgnoreList().pattern(matching: name) == nil {
        guard let status = try disk.status(folder / name) else { continue }
        let below = relative.isEmpty ? name : relative + [UInt8(ascii: "/")] + name
        switch status.kind {
        case .file: add(folder / name, relative: below, size: status.size)
        case .folder: pending.append((folder / name, below))
        default: continue
        }
      }
    }
  }

  private mutating func add(_ path: DiskPath, relative: [UInt8], size: Int64) {
    guard found.insert(path).inserted else { return }
    bytes += size
    drops.append(Drop(path: path.bytes, relativePath: relative, isOurs: false))
  }
}
