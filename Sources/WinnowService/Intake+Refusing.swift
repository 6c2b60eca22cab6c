import Storage

/// What did not go well: the file is set aside, waits, or everything does.
extension Intake {
  /// On `desk`, between two documents: puts the bytes beside the reason, unless they are somebody's own file.
  func refuse(
    _ refusal: Refusal,
    _ claim: Claim,
    attempts: Int = 1,
    on journey: Journey,
    at desk: inout StoreDesk
  ) {
    do {
      let isReceived = try desk.store.receipt(ofHash: claim.hash) != nil
      if journey.drop.isOurs {
        let record = refusal.record(attempts: attempts)
        try desk.store.spool.reject(claim, record, isReceived: isReceived)
      } else if !isReceived {
        try desk.store.spool.discard(claim)
      }
      desk.pardon(claim.hash)
      finish(journey, .refused(refusal))
    } catch {
      desk.pardon(claim.hash)
      stumble(journey, error)
    }
  }

  /// On `work`: a file that is not even copied is moved aside where it lies.
  func setAside(_ refusal: Refusal, _ spool: Spool, _ journey: Journey) {
    do {
      if journey.drop.isOurs {
        try spool.setAside(
          DiskPath(bytes: journey.drop.path),
          name: journey.drop.relativePath,
          refusal.record(attempts: 0)
        )
      }
      finish(journey, .refused(refusal))
    } catch {
      stumble(journey, error)
    }
  }

  /// Sorts an error that is not the document's: the whole intake pauses, the file waits, or the program
  /// has to end.
  func stumble(_ journey: Journey, _ error: any Error) {
    if let reason = PauseReason(error) {
      pause(for: reason, puttingBack: journey)
    } else if (error as? StorageError)?.isFatal == true {
      hooks.didFail("\(error)")
      finish(journey, .abandoned)
    } else {
      finish(journey, .waiting("\(error)"))
    }
  }
}
