import Glibc

/// What a name in a directory stands for, links not followed.
struct FileStatus {
  enum Kind {
    case regular
    case directory
    case symbolicLink
    case fifo
    case socket
    case device
  }

  let kind: Kind
  let identity: FileIdentity
  /// Owner, group and others may all read it; anything less needs the system's own answer.
  let isReadableByAll: Bool

  /// Names that the file has.
  let links: UInt64

  var inode: InodeIdentity { InodeIdentity(device: identity.device, inode: identity.inode) }

  init(_ status: stat) {
    kind = Kind(mode: status.st_mode)
    links = UInt64(status.st_nlink)
    isReadableByAll = status.st_mode & 0o444 == 0o444
    identity = FileIdentity(
      device: UInt64(status.st_dev),
      inode: UInt64(status.st_ino),
      size: Int64(status.st_size),
      modified: Self.nanoseconds(status.st_mtim),
      changed: Self.nanoseconds(status.st_ctim)
    )
  }

  /// Anybody may set a file's times to any year, so the sum is clamped.
  private static func nanoseconds(_ time: timespec) -> Int64 {
    let (product, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carry) = product.addingReportingOverflow(Int64(time.tv_nsec))
    return overflow || carry ? (time.tv_sec < 0 ? .min : .max) : sum
  }
}

extension FileStatus.Kind {
  init(mode: mode_t) {
    self =
      switch mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      case S_IFIFO: .fifo
      case S_IFSOCK: .socket
      default: .device
      }
  }

  /// - Returns: nil where the file system leaves the kind to be asked for.
  init?(listed type: UInt8) {
    switch Int(type) {
    case Int(DT_REG): self = .regular
    case Int(DT_DIR): self = .directory
    case Int(DT_LNK): self = .symbolicLink
    case Int(DT_FIFO): self = .fifo
    case Int(DT_SOCK): self = .socket
    case Int(DT_CHR), Int(DT_BLK): self = .device
    default: return nil
    }
  }
}
