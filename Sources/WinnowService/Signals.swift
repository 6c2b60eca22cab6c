import Dispatch
import Glibc

/// Turns SIGTERM, SIGINT, SIGHUP and SIGUSR1 into calls on a queue, and SIGPIPE into nothing.
///
/// The default actions are switched off before the sources are made: a signal that comes in between is
/// then lost at worst, and never ends the process half-way.
package struct Signals: ~Copyable {
  private let sources: [any DispatchSourceSignal]

  /// - Parameters:
  ///   - stop: called for SIGTERM and SIGINT.
  ///   - reload: called for SIGHUP.
  ///   - snapshot: called for SIGUSR1.
  package init(
    stop: @escaping @Sendable () -> Void,
    reload: @escaping @Sendable () -> Void,
    snapshot: @escaping @Sendable () -> Void
  ) {
    signal(SIGPIPE, SIG_IGN)
    let queue = DispatchQueue(label: "winnow.signals")
    let actions: [(Int32, @Sendable () -> Void)] = [
      (SIGTERM, stop), (SIGINT, stop), (SIGHUP, reload), (SIGUSR1, snapshot),
    ]
    sources = actions.map { number, action in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: action)
      source.activate()
      return source
    }
  }

  /// Gives the main thread to Dispatch; the signals stay in force for as long as the program runs.
  package consuming func serve() -> Never { dispatchMain() }

  deinit {
    for source in sources { source.cancel() }
  }
}
