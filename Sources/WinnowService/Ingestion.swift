import Arrivals
import Dispatch
import Storage
import Synchronization

/// The same intake once, without watching: takes in the files it is given and ends.
///
/// The files stay where they are. Folders are walked; a first-level folder below one that was named says
/// which blog its files belong to, as in the inbox.
package final class Ingestion: Sendable {
  package struct Progress: Sendable {
    package var files = 0
    package var bytes: Int64 = 0
    package let totalFiles: Int
    package let totalBytes: Int64
  }

  private let drops: [Drop]
  private let progress: Mutex<Progress>
  private let failure = Mutex<String?>(nil)
  private let didFinish: @Sendable (FileReport) -> Void
  private let didProgress: @Sendable (Progress) -> Void
  private let remark: @Sendable (String) -> Void

  /// `remark` takes what is to be said of files that an earlier version had not taken in whole.
  ///
  /// - Throws: `StorageError` when a path does not exist or a folder cannot be listed.
  package init(
    paths: [String],
    didFinish: @escaping @Sendable (FileReport) -> Void,
    didProgress: @escaping @Sendable (Progress) -> Void,
    remark: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    var walk = DropWalk()
    for path in paths { try walk.add(path) }
    drops = walk.drops
    progress = Mutex(Progress(totalFiles: drops.count, totalBytes: walk.bytes))
    self.didFinish = didFinish
    self.didProgress = didProgress
    self.remark = remark
  }

  /// Takes everything in and returns when the store shows it.
  ///
  /// - Throws: `StorageError` when the state directory cannot be used; `IngestionFailure` when the work
  ///   had to stop before its end.
  package func run(_ configuration: Configuration) throws {
    let store = try Store(configuration)
    let recounting = Recounting(store, settings: ReadingSettings(configuration), complain: remark)
    if let outcome = try recounting.run() { remark(outcome.sentence) }
    let end = DispatchSemaphore(value: 0)
    let intake = Intake(
      slots: configuration.slots,
      store: store,
      configuration: configuration
    )
    intake.listen(with: hooks(end))
    if !drops.isEmpty {
      intake.take(drops)
      // The command's own thread has nothing else to do; no queue is held up by this wait.
      end.wait()
    }
    let closed = DispatchSemaphore(value: 0)
    let isWell = failure.withLock { $0 == nil }
    intake.stop(publishing: isWell) { closed.signal() }
    closed.wait()
    if let reason = failure.withLock({ $0 }) { throw IngestionFailure(description: reason) }
  }

  private func hooks(_ end: DispatchSemaphore) -> IntakeHooks {
    var hooks = IntakeHooks()
    hooks.didRead = { count in
      self.didProgress(self.progress.withLock { $0.adding(bytes: count) })
    }
    hooks.didFinish = { report in
      self.didFinish(report)
      let now = self.progress.withLock { $0.adding(files: 1) }
      self.didProgress(now)
      if now.files >= now.totalFiles { end.signal() }
    }
    hooks.didPause = { reason in
      self.failure.withLock { $0 = reason.sentence }
      end.signal()
    }
    hooks.didFail = { reason in
      self.failure.withLock { $0 = reason }
      end.signal()
    }
    return hooks
  }
}

/// Why an ingestion ended before all its files were taken in.
package struct IngestionFailure: Error, CustomStringConvertible {
  package let description: String
}

extension Ingestion.Progress {
  fileprivate mutating func adding(files: Int = 0, bytes: Int = 0) -> Self {
    self.files += files
    self.bytes += Int64(bytes)
    return self
  }
}
