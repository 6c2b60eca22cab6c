/// What one wake-up of the inbox came to.
package struct Outcome: Sendable, Hashable {
  /// Files to take in, each handed over once.
  package var arrivals: [Arrival] = []
  package var notes: [WatchNote] = []
  /// This generation of watching is over: cancel the source, then tear down, then rebuild.
  package var needsRebuild = false
  /// More is at hand: wake again at once, since the descriptor may stay silent.
  package var again = false

  /// Notes about single files that one outcome carries; a hostile drop must not flood the journal.
  static let maximumFileNotes = 100
  private var fileNotes = 0

  package init() {}

  mutating func note(file finding: Finding, at path: InboxPath) {
    let note: WatchNote? =
      switch finding {
      case .ignored(let reason) where reason.isSurprising: .ignored(path, reason)
      case .waiting(let reason) where reason != .doneMarker: .waiting(path, reason)
      default: nil
      }
    guard let note else { return }
    fileNotes += 1
    if fileNotes <= Self.maximumFileNotes { notes.append(note) }
  }

  mutating func closeNotes() {
    let left = fileNotes - Self.maximumFileNotes
    if left > 0 { notes.append(.notesLeftOut(left)) }
    fileNotes = 0
  }
}
