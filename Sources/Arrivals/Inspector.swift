import Glibc

/// Judges one name in a directory: ignored by its name or kind, waiting, or a file to settle.
struct Inspector {
  private let ignoreList: IgnoreList
  private let doneMarker: [UInt8]?

  init(settings: InboxSettings) {
    ignoreList = IgnoreList(adding: settings.ignoredNames)
    doneMarker = settings.doneMarker.map { [UInt8]($0.utf8) }
  }

  /// Looks at a name; the kind, where a listing told it, saves asking for names that are ignored anyway.
  func finding(
    _ name: [UInt8],
    listedAs kind: FileStatus.Kind? = nil,
    in directory: Directory
  ) -> Finding {
    let pattern = ignoreList.pattern(matching: name)
    if kind != nil, let pattern { return .ignored(.name(pattern)) }
    if let kind, let reason = reason(toIgnore: kind) { return .ignored(reason) }
    do throws(SystemError) {
      let status = try directory.status(of: name)
      if let pattern { return .ignored(.name(pattern)) }
      if status.kind == .directory { return .directory(status.inode) }
      if let reason = reason(toIgnore: status.kind) { return .ignored(reason) }
      return file(name, status, in: directory)
    } catch {
      return Self.finding(for: error, denied: .enclosingPermission)
    }
  }

  private func file(_ name: [UInt8], _ status: FileStatus, in directory: Directory) -> Finding {
    if isMarker(name) { return .ignored(.doneMarker) }
    guard status.isReadableByAll || directory.isReadable(name) else {
      return .waiting(.permission)
    }
    guard let doneMarker else { return .file(status.identity, marked: false) }
    guard (try? directory.status(of: name + doneMarker))?.kind == .regular else {
      return .waiting(.doneMarker)
    }
    return .file(status.identity, marked: true)
  }

  private func isMarker(_ name: [UInt8]) -> Bool {
    guard let doneMarker else { return false }
    return name.count > doneMarker.count && name.ends(with: doneMarker)
  }

  private func reason(toIgnore kind: FileStatus.Kind) -> IgnoreReason? {
    switch kind {
    case .regular, .directory: nil
    case .symbolicLink: .symbolicLink
    case .fifo: .fifo
    case .socket: .socket
    case .device: .device
    }
  }

  /// What a failed look or opening means; a name replaced by a link meanwhile counts as gone.
  static func finding(for error: SystemError, denied: WaitingReason) -> Finding {
    switch error.code {
    case ENOENT, ENOTDIR, ELOOP, ESTALE: .missing
    case EACCES, EPERM: .waiting(denied)
    default: .waiting(.system(error.code))
    }
  }
}
