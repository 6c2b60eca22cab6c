package import Subscribers

/// What an intake tells whoever listens.
///
/// Hooks are called on the intake's own queues and must not wait.
package struct IntakeHooks: Sendable {
  package var didFinish: @Sendable (FileReport) -> Void = { _ in }
  package var didRead: @Sendable (_ bytes: Int) -> Void = { _ in }
  package var didCount:
    @Sendable (_ change: @escaping @Sendable (inout ServiceHealth) -> Void) -> Void = { _ in }
  package var didPause: @Sendable (PauseReason) -> Void = { _ in }
  package var didResume: @Sendable () -> Void = {}
  /// The catalogue cannot be used any more; the program has to end.
  package var didFail: @Sendable (String) -> Void = { _ in }

  package init() {}
}
