/// What is queued and what is running: decides, and leaves the doing to `Intake`.
///
/// At most `slots` files are read at once, and no path twice at a time: a drop of a path in hand starts after the
/// one before it, since it may be another file by then. None is ever passed over. A paused intake starts
/// nothing until it is resumed; what arrives meanwhile queues up.
package struct IntakeState: Hashable, Sendable {
  package let slots: Int
  package private(set) var pause: PauseReason?
  package private(set) var isStopping = false
  private var running: [[UInt8]: String] = [:]
  private var backlog: [Drop] = []
  private var next = 0  // index into `backlog`; what lies before it has been started
  /// Drops whose turn has come while their path was running.
  private var behind: [[UInt8]: [Drop]] = [:]
  private var behindCount = 0

  package init(slots: Int) {
    precondition(slots > 0, "an intake without slots never starts anything")
    self.slots = slots
  }

  /// Files waiting for a slot.
  package var waitingCount: Int { backlog.count - next + behindCount }

  package var runningCount: Int { running.count }

  package var runningNames: [String] { running.values.sorted() }

  /// Nothing is running and nothing could be started.
  package var isIdle: Bool { running.isEmpty && waitingCount == 0 }

  /// Takes note of files.
  ///
  /// - Returns: the drops to start now.
  package mutating func arrived(_ drops: [Drop]) -> [Drop] {
    backlog += drops
    return startable()
  }

  package mutating func finished(_ path: [UInt8]) -> [Drop] {
    running[path] = nil
    if let waiting = behind.removeValue(forKey: path) {
      behindCount -= waiting.count
      for drop in waiting.reversed() { putFirst(drop) }
    }
    return startable()
  }

  /// Takes a running file back into the queue, first in line.
  package mutating func putBack(_ drop: Drop) {
    guard running.removeValue(forKey: drop.path) != nil else { return }
    putFirst(drop)
  }

  private mutating func putFirst(_ drop: Drop) {
    guard next > 0 else { return backlog.insert(drop, at: 0) }
    next -= 1
    backlog[next] = drop
  }

  /// Stops starting files; those in hand go on.
  ///
  /// The first reason stays until the intake resumes.
  package mutating func pause(for reason: PauseReason) {
    pause = pause ?? reason
  }

  package mutating func resume() -> [Drop] {
    pause = nil
    return startable()
  }

  /// Starts nothing any more.
  package mutating func stop() {
    isStopping = true
  }

  private mutating func startable() -> [Drop] {
    guard pause == nil, !isStopping else { return [] }
    var started: [Drop] = []
    while running.count < slots, next < backlog.count {
      let drop = backlog[next]
      next += 1
      if running[drop.path] != nil {
        behind[drop.path, default: []].append(drop)
        behindCount += 1
      } else {
        running[drop.path] = drop.name
        started.append(drop)
      }
    }
    forgetStarted()
    return started
  }

  /// Drops the started front of the backlog once it is the larger half, so that the cost stays linear.
  private mutating func forgetStarted() {
    guard next > 1_024, next > backlog.count / 2 else { return }
    backlog.removeFirst(next)
    next = 0
  }
}
