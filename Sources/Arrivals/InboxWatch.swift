/// A source of hints that something happened in the inbox; one instance is one disposable generation.
///
/// Events are hints and listings are the truth, so a watch may lose, repeat or invent events.
protocol InboxWatch: AnyObject {
  /// Becomes readable when there is something to drain; nil if this watch only lives by listings.
  var descriptor: Int32? { get }

  /// Watches one directory, whose absolute path has every link resolved.
  ///
  /// - Returns: the number its events will carry, nil if this kind of watch has none.
  func add(_ directory: [UInt8]) throws(SystemError) -> Int32?

  /// Takes the events that wait, at most so many.
  func drain(atMost limit: Int) -> DrainedEvents

  /// Lets go of everything; the descriptor must not be watched by anybody any more.
  func close()
}

/// What one wake-up took from a watch.
struct DrainedEvents {
  var events: [WatchEvent] = []
  /// More may wait although the descriptor is not readable.
  var again = false
  /// The watch failed with this errno and tells nothing any more.
  var failure: SystemError?
}

/// One event, copied from the watch's buffer.
struct WatchEvent: Hashable {
  /// Number of the directory it happened in, or -1.
  var watch: Int32
  /// The kernel's bits, as in inotify(7).
  var mask: UInt32
  /// Joins the two halves of a rename.
  var cookie: UInt32
  /// Bytes of the name in the directory, empty if it happened to the directory itself.
  var name: [UInt8]
}

extension WatchEvent {
  enum Bit {
    static let attributes: UInt32 = 0x4
    static let closedAfterWrite: UInt32 = 0x8
    static let movedFrom: UInt32 = 0x40
    static let movedTo: UInt32 = 0x80
    static let created: UInt32 = 0x100
    static let deleted: UInt32 = 0x200
    static let selfDeleted: UInt32 = 0x400
    static let selfMoved: UInt32 = 0x800
    static let unmounted: UInt32 = 0x2000
    static let overflow: UInt32 = 0x4000
    static let ignored: UInt32 = 0x8000
    static let onlyDirectories: UInt32 = 0x100_0000
    static let noFollow: UInt32 = 0x200_0000
    static let isDirectory: UInt32 = 0x4000_0000
  }

  /// What the inbox wants to hear of.
  static let wanted =
    Bit.attributes | Bit.closedAfterWrite | Bit.movedFrom | Bit.movedTo | Bit.created | Bit.deleted
    | Bit.selfDeleted | Bit.selfMoved | Bit.onlyDirectories | Bit.noFollow

  func has(_ bits: UInt32) -> Bool { mask & bits != 0 }
}
