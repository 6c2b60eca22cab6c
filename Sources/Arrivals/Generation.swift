import Glibc

/// One generation of watching: the root it was armed on, its watch, and which number is which directory.
final class Generation {
  /// Records of dead watches that the C library may hold before it is worth starting anew.
  private static let maximumDeadRecords = 1024

  enum Arming {
    case armed
    /// This directory lives by listings until a watch can be had.
    case unwatched(SystemError)
    /// The library cannot tell a new watch from old ones any more; only a new generation can.
    case worn
  }

  /// Absolute, every link resolved.
  let root: [UInt8]
  let rootIdentity: InodeIdentity
  let mode: InboxHealth.Mode
  let watch: any InboxWatch

  private var paths: [Int32: InboxPath] = [:]
  private var numbers: [InodeIdentity: Int32] = [:]
  private var identities: [Int32: InodeIdentity] = [:]
  private var added = 0
  private var unseen: Set<Int32> = []
  private var unseenBefore: Set<Int32> = []
  private(set) var unwatched: Set<InboxPath> = []
  private var isExhausted = false

  init(
    root: [UInt8],
    identity: InodeIdentity,
    mode: InboxHealth.Mode,
    watch: any InboxWatch
  ) {
    self.root = root
    rootIdentity = identity
    self.mode = mode
    self.watch = watch
  }

  var watches: Int { paths.count }

  /// Whether some or all of the inbox tells nothing by itself and must be listed often.
  var needsPolling: Bool { mode != .inotify || !unwatched.isEmpty }

  /// Watches a directory, or learns the new name of one that is watched already.
  ///
  /// The same inode is never added twice: the library would leak a record and keep the old name.
  func arm(_ path: InboxPath, _ identity: InodeIdentity) -> Arming {
    if let number = numbers[identity] {
      paths[number] = path
      unseen.remove(number)
      return .armed
    }
    // After the first refusal the others of this listing would be refused as well.
    if isExhausted { return leave(path, SystemError(code: ENOSPC)) }
    do throws(SystemError) {
      if let number = try watch.add(absolute(path)) { record(number, path, identity) }
      unwatched.remove(path)
      return .armed
    } catch {
      if error.code == ESTALE || path == .root && Self.isGone(error) { return .worn }
      // The listing that follows meets the same refusal and says what it means.
      if error.code == EACCES || Self.isGone(error) { return .armed }
      isExhausted = error.code == ENOSPC
      return leave(path, error)
    }
  }

  private func leave(_ path: InboxPath, _ error: SystemError) -> Arming {
    unwatched.insert(path)
    return .unwatched(error)
  }

  private static func isGone(_ error: SystemError) -> Bool {
    error.code == ENOENT || error.code == ENOTDIR
  }

  private func record(_ number: Int32, _ path: InboxPath, _ identity: InodeIdentity) {
    added += 1
    if let former = identities[number] { numbers[former] = nil }
    paths[number] = path
    numbers[identity] = number
    identities[number] = identity
  }

  /// Absolute path of a directory or file in the inbox.
  func absolute(_ path: InboxPath) -> [UInt8] {
    path == .root ? root : root + [UInt8(ascii: "/")] + path.bytes
  }

  func directory(of number: Int32) -> InboxPath? { paths[number] }

  /// Forgets a watch the kernel has dropped.
  func forget(_ number: Int32) {
    paths[number] = nil
    unseen.remove(number)
    guard let identity = identities.removeValue(forKey: number) else { return }
    if numbers[identity] == number { numbers[identity] = nil }
  }

  func beginSweep() {
    unseenBefore = unseen
    unseen = Set(paths.keys)
    unwatched = []
    isExhausted = false
  }

  /// Whether the records of dead or departed directories are worth a new generation.
  ///
  /// A directory moved out of the inbox keeps its watch, and only a new generation lets go of it safely.
  /// It takes two listings to tell it from one that was removed a moment ago.
  var isWorn: Bool {
    !unseen.isDisjoint(with: unseenBefore)
      || added - paths.count > max(Self.maximumDeadRecords, paths.count)
  }
}
