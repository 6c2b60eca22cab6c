import Containers
import Dispatch
import Glibc
import Storage
import Subscribers
import Synchronization

/// How a paused intake finds out that it may go on.
extension Intake {
  private static let pauseBetweenLooks = DispatchTimeInterval.seconds(2)
  /// Looks after which the intake simply tries again, for causes that cannot be seen from outside.
  private static let looksBeforeTrying = 15
  /// Space that must have come free before a full disk is tried again sooner.
  private static let relief: Int64 = 1 << 20

  func awaitRelief(from reason: PauseReason) {
    desk.enqueue { desk in
      // The ballast makes room for what has to be finished, SQLite's own journal first of all.
      if reason == .diskFull { try? desk.store.releaseBallast() }
      let free = (try? desk.store.freeBytes()) ?? 0
      self.look(from: reason, freeBefore: free, looks: 0)
    }
  }

  private func look(from reason: PauseReason, freeBefore: Int64, looks: Int) {
    desk.enqueue(after: Self.pauseBetweenLooks) { desk in
      guard !self.isCancelled.load(ordering: .relaxed) else { return }
      self.moved()
      let free = (try? desk.store.freeBytes()) ?? 0
      // Told at every look, so that a status that found no room either is written once there is some.
      self.hooks.didCount { $0.freeBytes = free }
      let isRelieved = reason == .diskFull && free - freeBefore >= Self.relief
      guard isRelieved || looks >= Self.looksBeforeTrying else {
        return self.look(from: reason, freeBefore: min(free, freeBefore), looks: looks + 1)
      }
      if reason == .diskFull { try? desk.store.restoreBallast() }
      self.publishSoon(at: &desk)
      self.advance(&desk)
      self.resume()
    }
  }

  private func resume() {
    state.enqueue { state in
      self.hooks.didResume()
      self.start(state.resume())
      self.count(state)
    }
  }
}

extension PauseReason {
  /// - Returns: `nil` for an error that waiting does not cure.
  init?(_ error: any Error) {
    switch error {
    case let error as StorageError: self.init(error.reason)
    case ContainerError.io(EMFILE), ContainerError.io(ENFILE): self = .tooManyOpenFiles
    case ContainerError.io(EIO): self = .ioError
    default: return nil
    }
  }

  private init?(_ reason: StorageError.Reason) {
    switch reason {
    case .diskFull: self = .diskFull
    case .readOnly: self = .readOnly
    case .inputOutput, .busy: self = .ioError
    case .descriptors: self = .tooManyOpenFiles
    default: return nil
    }
  }
}

extension StorageError {
  /// Whether the catalogue cannot be used any more, so that going on would only do harm.
  var isFatal: Bool {
    switch reason {
    case .damaged, .newer, .catalogue: true
    default: false
    }
  }
}
