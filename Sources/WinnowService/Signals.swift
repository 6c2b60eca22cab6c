import Dispatch
import Glibc

/// Turns SIGTERM, SIGINT and SIGHUP into calls on a queue.
///
/// The default actions are switched off before the sources are made: a signal that comes in between is
/// then lost at worst, and never ends the process half-way.
package struct Signals: ~Copyable {
  private let sources: [any DispatchSourceSignal]

  /// - Parameters:
  ///   - stop: called for SIGTERM and SIGINT.
  ///   - reload: called for SIGHUP.
  package init(
    stop: @escaping @Sendable () -> Void,
    reload: @escaping @Sendable () -> Void
  ) {
    let queue = DispatchQueue(label: "winnow.signals")
    let actions: [(Int32, @Sendable () -> Void)] = [
      (SIGTERM, stop), (SIGINT, stop), (SIGHUP, reload),
    ]
    sources = actions.map { number, action in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: action)
      source.activate()
      return source
    }
  }

  deinit {
    for source in sources { source.cancel() }
  }
}
