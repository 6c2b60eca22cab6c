@testable import Arrivals

private let start = Moment.now

/// What becomes of a file that was taken in, and whether two files can have the same times.
enum ModelMode: CaseIterable {
  case removing
  case removingOnCoarseClock
  case keeping
  case keepingOnCoarseClock

  var removesFiles: Bool { self == .removing || self == .removingOnCoarseClock }
  var isClockCoarse: Bool { self == .removingOnCoarseClock || self == .keepingOnCoarseClock }
}

/// An inbox of a few names, somebody who does anything to them, and an intake, one small step at a time.
///
/// Inodes are used again at once, and where the clock is coarse, files may look alike. What is taken for
/// granted: an inode is not used again while the intake has it open; and of a file that is kept, a
/// successor that looks alike can only be told by its event, so that none may be lost then.
struct InboxModel<Subject: Handover> {
  enum Step: Hashable, Sendable {
    case create(Int)
    case write(Int)
    case close(Int)
    /// Renamed in from outside, over what stands there.
    case moveIn(Int)
    /// Renamed within the inbox.
    case rename(Int, Int)
    case remove(Int)
    case toggleRights(Int)
    /// A second goes by.
    case pass
    case drain
    case look
    case list
    /// The kernel drops the events that wait.
    case overflow
    /// The intake goes on with a file it has in hand: claims it, removes it, answers.
    case goOn(Int)
    /// The intake cannot take a file now.
    case fail(Int)
  }

  private struct File {
    /// Another one after every change.
    var version: Int
    /// Another one after every change of what is in it.
    var content: Int
    var inode: UInt64
    var size: Int64 = 1
    var changed: Int64
    var isReadable = true
    var isOpen = false

    var identity: FileIdentity {
      FileIdentity(device: 1, inode: inode, size: size, modified: changed, changed: changed)
    }
  }

  private struct Job {
    enum Stage {
      case waiting
      case claimed(File)
      case done(Answer)
    }

    let arrival: Arrival
    let version: Int
    var stage = Stage.waiting
  }

  /// What is wrong, once something is.
  private(set) var violation: String?
  private(set) var subject = Subject()
  private let mode: ModelMode
  private let names: [[UInt8]]
  private var files: [[UInt8]: File] = [:]
  private var versions = 0
  private var clock = 0
  private var events: [WatchEvent] = []
  private var cookies: UInt32 = 0
  private var hasLostEvents = false
  private var digest = EventDigest(doneMarker: nil)
  private var jobs: [Job] = []
  private var takenIn: Set<Int> = []
  /// Versions handed over and not to be handed over again, since nothing has happened to them.
  private var handedOver: Set<Int> = []

  private var now: Moment { start + .seconds(clock) }

  init(names count: Int, _ mode: ModelMode) {
    names = (0..<count).map { [UInt8(ascii: "a") + UInt8($0)] }
    self.mode = mode
  }

  private var stamp: Int64 { Int64(mode.isClockCoarse ? clock : versions) }

  /// Every step there is.
  static func steps(names: Int) -> [Step] {
    let all = 0..<names
    let ofNames = all.flatMap { name -> [Step] in
      [
        .create(name), .write(name), .close(name), .moveIn(name), .remove(name),
        .toggleRights(name), .goOn(name), .fail(name),
      ]
    }
    let renames = all.flatMap { from in all.filter { $0 != from }.map { Step.rename(from, $0) } }
    return ofNames + renames + [.pass, .drain, .look, .list, .overflow]
  }

  /// - Returns: whether the step could be taken.
  mutating func take(_ step: Step) -> Bool {
    switch step {
    case .create(let name): create(names[name])
    case .write(let name): write(names[name])
    case .close(let name): close(names[name])
    case .moveIn(let name): moveIn(names[name])
    case .rename(let from, let to): rename(names[from], names[to])
    case .remove(let name): remove(names[name])
    case .toggleRights(let name): toggleRights(names[name])
    case .pass: pass()
    case .drain: drain()
    case .look: look()
    case .list: list()
    case .overflow: overflow()
    case .goOn(let index): goOn(index)
    case .fail(let index): fail(index)
    }
  }
}

// MARK: - Somebody

extension InboxModel {
  private mutating func newFile() -> File {
    versions += 1
    var used = Set(files.values.map(\.inode))
    for case .claimed(let file) in jobs.map(\.stage) { used.insert(file.inode) }
    let inode = (1...).first { !used.contains($0) } ?? 0
    return File(version: versions, content: versions, inode: inode, changed: stamp)
  }

  private mutating func tell(_ bit: UInt32, _ name: [UInt8], cookie: UInt32 = 0) {
    events.append(WatchEvent(watch: 1, mask: bit, cookie: cookie, name: name))
  }

  private mutating func create(_ name: [UInt8]) -> Bool {
    guard files[name] == nil else { return false }
    files[name] = newFile()
    files[name]?.isOpen = true
    tell(WatchEvent.Bit.created, name)
    return true
  }

  private mutating func write(_ name: [UInt8]) -> Bool {
    guard var file = files[name], file.isOpen else { return false }
    file.size += 1
    touch(&file)
    file.content = file.version
    files[name] = file
    return true
  }

  private mutating func touch(_ file: inout File) {
    versions += 1
    file.version = versions
    file.changed = stamp
  }

  private mutating func close(_ name: [UInt8]) -> Bool {
    guard files[name]?.isOpen == true else { return false }
    files[name]?.isOpen = false
    tell(WatchEvent.Bit.closedAfterWrite, name)
    return true
  }

  private mutating func moveIn(_ name: [UInt8]) -> Bool {
    files[name] = newFile()
    cookies += 1
    tell(WatchEvent.Bit.movedTo, name, cookie: cookies)
    return true
  }

  private mutating func rename(_ from: [UInt8], _ to: [UInt8]) -> Bool {
    guard var file = files.removeValue(forKey: from) else { return false }
    touch(&file)
    files[to] = file
    cookies += 1
    tell(WatchEvent.Bit.movedFrom, from, cookie: cookies)
    tell(WatchEvent.Bit.movedTo, to, cookie: cookies)
    return true
  }

  private mutating func remove(_ name: [UInt8]) -> Bool {
    guard files.removeValue(forKey: name) != nil else { return false }
    tell(WatchEvent.Bit.deleted, name)
    return true
  }

  private mutating func toggleRights(_ name: [UInt8]) -> Bool {
    guard var file = files[name] else { return false }
    file.isReadable.toggle()
    touch(&file)
    files[name] = file
    tell(WatchEvent.Bit.attributes, name)
    return true
  }

  private mutating func pass() -> Bool {
    clock += 1
    return true
  }
}

// MARK: - The inbox

extension InboxModel {
  private mutating func overflow() -> Bool {
    guard !events.isEmpty, mode != .keepingOnCoarseClock else { return false }
    events = []
    hasLostEvents = true
    return true
  }

  private mutating func drain() -> Bool {
    guard !events.isEmpty else { return false }
    for event in events {
      digest.absorb(event, in: .root)
      // Something happened to the name, so that another hand-over has its reason.
      if !event.has(WatchEvent.Bit.created | WatchEvent.Bit.attributes),
        let file = files[event.name]
      {
        handedOver.remove(file.version)
      }
      if event.has(WatchEvent.Bit.deleted | WatchEvent.Bit.movedFrom) {
        subject.departed(InboxPath(event.name), now: now)
      }
    }
    events = []
    return true
  }

  private func finding(_ name: [UInt8]) -> Finding {
    guard let file = files[name] else { return .missing }
    return file.isReadable ? .file(file.identity, marked: false) : .waiting(.permission)
  }

  private mutating func look() -> Bool {
    if hasLostEvents { return list() }
    let isDue = subject.nextDeadline.map { $0 <= now } ?? false
    guard isDue || !digest.isEmpty || subject.hasReady else { return false }
    lookAround()
    return true
  }

  private mutating func list() -> Bool {
    if hasLostEvents { digest.clear() }
    hasLostEvents = false
    subject.beginSweep()
    for name in files.keys.sorted(by: { $0[0] < $1[0] }) {
      subject.observe(finding(name), at: InboxPath(name), because: .scan, now: now)
    }
    for path in subject.unseenSinceSweep() {
      subject.observe(finding(path.name), at: path, because: .scan, now: now)
    }
    lookAround()
    return true
  }

  private mutating func lookAround() {
    for (name, cause) in digest.files[.root] ?? [:] {
      subject.observe(finding(name), at: InboxPath(name), because: cause, now: now)
    }
    for path in subject.takeDue(at: now) {
      subject.observe(finding(path.name), at: path, because: .due, now: now)
    }
    digest.clear()
    for arrival in subject.handOver() {
      guard let file = files[arrival.path.name], file.identity == arrival.identity else {
        violation = "\(arrival.path.display) is handed over as it is not"
        continue
      }
      if !handedOver.insert(file.version).inserted {
        violation = "\(arrival.path.display) is handed over twice without a change"
      }
      jobs.append(Job(arrival: arrival, version: file.version))
    }
  }
}

// MARK: - The intake

extension InboxModel {
  private mutating func goOn(_ index: Int) -> Bool {
    guard jobs.indices.contains(index) else { return false }
    let job = jobs[index]
    let name = job.arrival.path.name
    switch job.stage {
    case .waiting:
      if let file = files[name], file.isReadable, !file.isOpen {
        jobs[index].stage = .claimed(file)
      } else {
        jobs[index].stage = .done(.postponed("busy"))
      }
    case .claimed(let file):
      takenIn.insert(file.content)
      jobs[index].stage = .done(mode.removesFiles ? release(file, name) : .kept)
    case .done(let answer):
      jobs.remove(at: index)
      if case .postponed = answer { handedOver.remove(job.version) }
      subject.answer(job.arrival, answer, now: now)
    }
    return true
  }

  private mutating func release(_ file: File, _ name: [UInt8]) -> Answer {
    guard let there = files[name], there.identity == file.identity, !there.isOpen else {
      return .postponed("it has changed")
    }
    _ = remove(name)
    return .released
  }

  private mutating func fail(_ index: Int) -> Bool {
    guard jobs.indices.contains(index), case .waiting = jobs[index].stage else { return false }
    jobs[index].stage = .done(.postponed("the disk is full"))
    return true
  }
}

// MARK: - The laws

extension InboxModel {
  /// Lets everything come to rest without any listing, unless events were lost, and looks what is wrong.
  mutating func violationAtRest() -> String? {
    for name in names { _ = close(name) }
    for _ in 0..<200 where violation == nil {
      var hasMoved = drain()
      while goOn(0) { hasMoved = true }
      if look() { hasMoved = true }
      if hasMoved { continue }
      guard let deadline = subject.nextDeadline else { return violationNow() }
      clock = max(clock, Int((deadline - start).components.seconds))
    }
    return violation ?? "it never comes to rest"
  }

  private func violationNow() -> String? {
    for (name, file) in files {
      let name = InboxPath(name)
      if !file.isReadable, !subject.isHeld(name) { return "\(name.display) is not accounted for" }
      if file.isReadable, mode.removesFiles { return "\(name.display) is never taken" }
      if file.isReadable, !takenIn.contains(file.content) {
        return "\(name.display) is kept and not taken"
      }
    }
    if subject.count != files.count { return "\(subject.count) names are on record" }
    return nil
  }
}
