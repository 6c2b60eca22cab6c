/// Which file systems tell of every change: on the others only a listing shows what another machine wrote.
enum FileSystemKind {
  /// - Returns: the name of a file system that inotify cannot be trusted on, nil for a local one.
  static func withoutEvents(magic: UInt64) -> String? {
    remote[UInt32(truncatingIfNeeded: magic)]
  }

  /// By the magic number `statfs` gives.
  private static let remote: [UInt32: String] = [
    0x6969: "nfs",
    0x517B: "smb",
    0xFF53_4D42: "cifs",
    0xFE53_4D42: "smb2",
    0x564C: "ncp",
    0x6573_5546: "fuse",
    0x0102_1997: "9p",
    0x5346_414F: "afs",
    0x6B41_4653: "kafs",
    0x00C3_6400: "ceph",
    0x7375_7245: "coda",
    0x7461_636F: "ocfs2",
    0x0116_1970: "gfs2",
    0x0BD0_0BD0: "lustre",
    0x4750_4653: "gpfs",
    0x786F_4256: "vboxsf",
    0xBACB_ACBC: "vmhgfs",
    0xAAD7_AAEA: "panfs",
  ]
}
