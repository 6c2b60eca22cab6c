import Glibc

/// How the inbox looks: at single names after events, at subtrees that appeared, at everything in a sweep.
extension Inbox {
  /// Looks at everything that events, deadlines or a sweep ask for, through one opening of the root.
  func lookAround(
    _ generation: Generation,
    sweeping: Bool,
    now: Moment,
    _ outcome: inout Outcome
  ) {
    guard let directory = openRoot(of: generation, now: now, &outcome) else { return }
    if sweeping {
      sweep(directory, now: now, &outcome)
    } else {
      for tree in digest.outermostTrees { walk(from: tree, directory, now: now, &outcome) }
    }
    for (path, names) in digest.files { look(at: names, in: path, directory, now: now, &outcome) }
    let due = settling.takeDue(at: now)
    for (path, names) in Dictionary(grouping: due, by: \.parent) {
      let looks = names.map { ($0.name, LookCause.due) }
      look(at: Dictionary(looks) { first, _ in first }, in: path, directory, now: now, &outcome)
    }
  }

  /// Lists the whole inbox, then looks for what was on record and did not show.
  func sweep(_ root: Directory, now: Moment, _ outcome: inout Outcome) {
    guard let generation else { return }
    settling.beginSweep()
    generation.beginSweep()
    walk(from: .root, root, now: now, &outcome)
    for (path, gone) in Dictionary(grouping: settling.unseenSinceSweep(), by: \.parent) {
      let looks = gone.map { ($0.name, LookCause.scan) }
      look(at: Dictionary(looks) { first, _ in first }, in: path, root, now: now, &outcome)
    }
    lastScan = now
    watchLimit = Directory.number(at: "/proc/sys/fs/inotify/max_user_watches")
    if generation.isWorn { wearOut(&outcome) }
    if isTimeForAnotherTry(generation, now: now) { outcome.needsRebuild = true }
  }

  private func wearOut(_ outcome: inout Outcome) {
    if !outcome.needsRebuild { outcome.notes.append(.worn) }
    outcome.needsRebuild = true
  }

  // MARK: - Single names

  private func look(
    at names: [[UInt8]: LookCause],
    in path: InboxPath,
    _ root: Directory,
    now: Moment,
    _ outcome: inout Outcome
  ) {
    do throws(SystemError) {
      let directory = try root.descend(to: path)
      for (name, cause) in names {
        let place = path.appending(name)
        let finding = inspector.finding(name, in: directory)
        // A second name of a file that exists is made, too, and nobody will ever close it.
        let isLink = cause == .created && directory.hasOtherNames(name)
        observe(finding, at: place, because: isLink ? .event : cause, now: now, &outcome)
        if case .directory = finding { walk(from: place, root, now: now, &outcome) }
      }
    } catch {
      for (name, cause) in names {
        let finding = Inspector.finding(for: error, denied: .enclosingPermission)
        observe(finding, at: path.appending(name), because: cause, now: now, &outcome)
      }
    }
  }

  private func observe(
    _ finding: Finding,
    at path: InboxPath,
    because cause: LookCause,
    now: Moment,
    _ outcome: inout Outcome
  ) {
    let isNews = settling.observe(finding, at: path, because: cause, now: now)
    if isNews { outcome.note(file: finding, at: path) }
  }

  // MARK: - Trees

  private struct Visit {
    let path: InboxPath
    /// Kept open until its last child is visited; at most one per level is.
    let parent: Directory
    let identity: InodeIdentity
  }

  /// Watches, lists and descends, in that order at every directory, so that whatever is made meanwhile
  /// either shows in the listing or has an event waiting.
  private func walk(
    from top: InboxPath,
    _ root: Directory,
    now: Moment,
    _ outcome: inout Outcome
  ) {
    var visits: [Visit] = []
    if top == .root {
      guard let generation else { return }
      watch(top, generation.rootIdentity, &outcome)
      list(root, at: top, now: now, &visits, &outcome)
    } else if let first = firstVisit(to: top, root, now: now, &outcome) {
      visits.append(first)
    }
    while let visit = visits.popLast() {
      watch(visit.path, visit.identity, &outcome)
      do throws(SystemError) {
        let directory = try Directory(visit.path.name, in: visit.parent)
        settling.observe(.directory(visit.identity), at: visit.path, because: .scan, now: now)
        list(directory, at: visit.path, now: now, &visits, &outcome)
      } catch {
        let finding = Inspector.finding(for: error, denied: .folderPermission)
        observe(finding, at: visit.path, because: .scan, now: now, &outcome)
      }
    }
  }

  private func firstVisit(
    to path: InboxPath,
    _ root: Directory,
    now: Moment,
    _ outcome: inout Outcome
  ) -> Visit? {
    do throws(SystemError) {
      let parent = try root.descend(to: path.parent)
      let finding = judged(inspector.finding(path.name, in: parent), at: path)
      if case .directory(let identity) = finding {
        return Visit(path: path, parent: parent, identity: identity)
      }
      observe(finding, at: path, because: .scan, now: now, &outcome)
    } catch {
      let finding = Inspector.finding(for: error, denied: .enclosingPermission)
      observe(finding, at: path, because: .scan, now: now, &outcome)
    }
    return nil
  }

  private func list(
    _ directory: Directory,
    at path: InboxPath,
    now: Moment,
    _ visits: inout [Visit],
    _ outcome: inout Outcome
  ) {
    do throws(SystemError) {
      try directory.forEachEntry { entry in
        let place = path.appending(entry.name)
        let finding = judged(
          inspector.finding(entry.name, listedAs: entry.kind, in: directory),
          at: place
        )
        if case .directory(let identity) = finding {
          visits.append(Visit(path: place, parent: directory, identity: identity))
        } else {
          observe(finding, at: place, because: .scan, now: now, &outcome)
        }
      }
    } catch {
      guard path != .root else { return }
      let finding = Inspector.finding(for: error, denied: .folderPermission)
      observe(finding, at: path, because: .scan, now: now, &outcome)
    }
  }

  /// Bounds the walk: a directory too deep or with too long a path is left alone, and said so.
  private func judged(_ finding: Finding, at path: InboxPath) -> Finding {
    guard case .directory = finding, let generation else { return finding }
    if path.depth >= settings.maximumDepth { return .ignored(.tooDeep) }
    let isTooLong = generation.absolute(path).count > InotifyToolsWatch.maximumPathLength
    return isTooLong ? .ignored(.pathTooLong) : finding
  }

  private func watch(_ path: InboxPath, _ identity: InodeIdentity, _ outcome: inout Outcome) {
    guard let generation else { return }
    let hadUnwatched = !generation.unwatched.isEmpty
    switch generation.arm(path, identity) {
    case .armed: break
    case .worn: wearOut(&outcome)
    case .unwatched(let error):
      // One note speaks for all directories of a listing that were refused.
      if hadUnwatched { return }
      let name = InboxPath(generation.absolute(path)).display
      let note: WatchNote =
        error.code == ENOSPC
        ? .watchesExhausted(directory: name) : .unwatched(directory: name, errno: error.code)
      outcome.notes.append(note)
    }
  }
}
