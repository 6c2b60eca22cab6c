/// What a batch of events asks to be looked at; ten events for one name are one look.
struct EventDigest {
  private(set) var files: [InboxPath: [[UInt8]: LookCause]] = [:]
  /// Directories that appeared or changed their rights: to be watched, then listed.
  private(set) var trees: Set<InboxPath> = []
  private let doneMarker: [UInt8]?
  /// Cookies of renames that began inside the inbox, of this batch and the one before, between which
  /// the two halves of a rename may be split.
  private var departures: Set<UInt32> = []
  private var earlierDepartures: Set<UInt32> = []

  init(doneMarker: String?) {
    self.doneMarker = doneMarker.map { [UInt8]($0.utf8) }
  }

  var isEmpty: Bool { files.isEmpty && trees.isEmpty }

  /// Takes in an event that names an entry of a watched directory.
  mutating func absorb(_ event: WatchEvent, in directory: InboxPath) {
    if event.has(WatchEvent.Bit.movedFrom) { departures.insert(event.cookie) }
    if event.has(WatchEvent.Bit.isDirectory) {
      absorbDirectory(event, at: directory.appending(event.name))
    } else {
      absorbFile(event, in: directory)
    }
  }

  private mutating func absorbDirectory(_ event: WatchEvent, at path: InboxPath) {
    let appeared = WatchEvent.Bit.created | WatchEvent.Bit.movedTo | WatchEvent.Bit.attributes
    if event.has(appeared) { trees.insert(path) }
  }

  private mutating func absorbFile(_ event: WatchEvent, in directory: InboxPath) {
    if let doneMarker, event.name.count > doneMarker.count, event.name.ends(with: doneMarker) {
      files[directory, default: [:]][Array(event.name.dropLast(doneMarker.count))] = .event
    }
    let cause = cause(of: event)
    // A change of rights makes the content neither less whole nor more.
    if cause == .touched, files[directory]?[event.name] != nil { return }
    files[directory, default: [:]][event.name] = cause
  }

  private func cause(of event: WatchEvent) -> LookCause {
    if cameFromOutside(event) { return .movedIn }
    if event.has(WatchEvent.Bit.created) { return .created }
    return event.has(~WatchEvent.Bit.attributes) ? .event : .touched
  }

  private func cameFromOutside(_ event: WatchEvent) -> Bool {
    event.has(WatchEvent.Bit.movedTo) && !departures.contains(event.cookie)
      && !earlierDepartures.contains(event.cookie)
  }

  /// Asks for a listing of a directory.
  mutating func requestTree(_ path: InboxPath) {
    trees.insert(path)
  }

  /// - Returns: the directories to list, without those that lie in another one of them.
  var outermostTrees: [InboxPath] {
    trees.filter { tree in
      var path = tree
      while path != .root {
        path = path.parent
        if trees.contains(path) { return false }
      }
      return true
    }
  }

  /// Forgets what has been looked at, before the next batch.
  mutating func clear() {
    files = [:]
    trees = []
    earlierDepartures = departures
    departures = []
  }
}

extension [UInt8] {
  func ends(with suffix: [UInt8]) -> Bool {
    self.suffix(suffix.count).elementsEqual(suffix)
  }
}
