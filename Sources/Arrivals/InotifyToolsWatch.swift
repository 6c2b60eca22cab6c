import CInotifyTools
import Glibc
import Synchronization

/// One generation of libinotifytools, from initialise to cleanup: the only file that calls it.
///
/// The library is one instance for the whole process without a lock, so no two calls may overlap, in this
/// instance or another. What it does wrong is avoided rather than mended:
/// - only `next_events(0, 1)` is called, until it gives nothing, because one call empties the kernel's
///   queue into a hidden buffer and the descriptor then stays silent;
/// - it never says which number a new watch got and finds a dead one for a path it has seen before, so
///   each watch is spelled in a way of its own (more slashes at the end) and looked up once, at once;
/// - a watch the kernel dropped can never be removed; it is forgotten here, and `isWorn` asks for the
///   next generation before such records pile up.
final class InotifyToolsWatch: InboxWatch {
  /// More re-creations of one path than this and the generation is worn.
  private static let maximumSpellings = 64
  /// Absolute paths end up in fixed buffers of 4096 bytes with a name of at most 255 behind them.
  static let maximumPathLength = 3800
  /// The library waits with `select`, which aborts the process on a higher descriptor.
  private static let descriptorLimit: Int32 = 1024

  private static let isLive = Mutex(false)

  private var spellings: [[UInt8]: Int] = [:]
  private let ownDescriptor: Int32
  private var isOpen = true

  var descriptor: Int32? { isOpen ? ownDescriptor : nil }

  /// - Throws: `EBUSY` while another generation lives, `EMFILE` when the instances are used up,
  ///   `EBADF` when the library's descriptor cannot be found or used.
  init() throws(SystemError) {
    guard Self.isLive.withLock({ $0.claim() }) else { throw SystemError(code: EBUSY) }
    do throws(SystemError) {
      ownDescriptor = try Self.initialize()
    } catch {
      Self.isLive.withLock { $0 = false }
      throw error
    }
  }

  deinit {
    close()
  }

  private static func initialize() throws(SystemError) -> Int32 {
    let before = inotifyDescriptors()
    guard inotifytools_initialize() != 0 else { throw SystemError(code: inotifytools_error()) }
    let new = inotifyDescriptors().subtracting(before)
    guard let descriptor = new.first, new.count == 1, descriptor < descriptorLimit,
      fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
    else {
      inotifytools_cleanup()
      throw SystemError(code: EBADF)
    }
    return descriptor
  }

  /// The library does not give out its descriptor, so it is the one that initialising adds to these.
  private static func inotifyDescriptors() -> Set<Int32> {
    var found: Set<Int32> = []
    let listing = try? Directory(path: [UInt8]("/proc/self/fd".utf8))
    try? listing?.forEachEntry { entry in
      let number = String(decoding: entry.name, as: UTF8.self)
      let target = Directory.linkTarget("/proc/self/fd/\(number)")
      guard target == [UInt8]("anon_inode:inotify".utf8) else { return }
      if let descriptor = Int32(number) { found.insert(descriptor) }
    }
    return found
  }

  /// The C function is `inotifytools_watch_file`.
  ///
  /// - Throws: `ENOSPC` when the user's watches are used up, `ENAMETOOLONG` for paths the library's
  ///   buffers have no room for, `ESTALE` when the generation is worn.
  func add(_ directory: [UInt8]) throws(SystemError) -> Int32? {
    guard isOpen else { throw SystemError(code: EBADF) }
    guard directory.count <= Self.maximumPathLength else { throw SystemError(code: ENAMETOOLONG) }
    let nth = spellings[directory, default: 0] + 1
    guard nth <= Self.maximumSpellings else { throw SystemError(code: ESTALE) }
    let slashes = [UInt8](repeating: UInt8(ascii: "/"), count: nth)
    let spelled = (directory + slashes + [0]).map { CChar(bitPattern: $0) }
    let added = unsafe inotifytools_watch_file(spelled, Int32(bitPattern: WatchEvent.wanted))
    guard added != 0 else { throw SystemError(code: inotifytools_error()) }
    spellings[directory] = nth
    let number = unsafe inotifytools_wd_from_filename(spelled)
    guard number > 0 else { throw SystemError(code: EBADF) }
    return number
  }

  /// The C function is `inotifytools_next_events`.
  func drain(atMost limit: Int) -> DrainedEvents {
    var drained = DrainedEvents()
    guard isOpen else { return drained }
    while drained.events.count < limit {
      guard let event = unsafe inotifytools_next_events(0, 1) else {
        let code = inotifytools_error()
        if code == EINTR { continue }
        if code != 0 { drained.failure = SystemError(code: code) }
        return drained
      }
      unsafe drained.events.append(WatchEvent(copying: event))
    }
    drained.again = true
    return drained
  }

  /// Drains what is left and lets go of the library.
  ///
  /// The C function is `inotifytools_cleanup`. Cleaning up keeps the unread part of the buffer, and the next generation would replay it under its
  /// own numbers.
  func close() {
    guard isOpen else { return }
    for _ in 0..<256 where drain(atMost: 4096).again == false { break }
    inotifytools_cleanup()
    isOpen = false
    Self.isLive.withLock { $0 = false }
  }
}

extension WatchEvent {
  /// The pointer is into the library's one buffer and lasts until its next call; the name follows the
  /// header, padded with zeros.
  fileprivate init(copying event: UnsafeMutablePointer<inotify_event>) {
    let header = unsafe event.pointee
    watch = header.wd
    mask = header.mask
    cookie = header.cookie
    let start = unsafe UnsafeRawPointer(event) + MemoryLayout<inotify_event>.size
    let padded = unsafe UnsafeRawBufferPointer(start: start, count: Int(header.len))
    name = unsafe Array(padded.prefix { $0 != 0 })
  }
}

extension Bool {
  /// - Returns: whether it was free.
  fileprivate mutating func claim() -> Bool {
    defer { self = true }
    return !self
  }
}
