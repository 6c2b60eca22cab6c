package import Weblog

/// What an intake tells whoever listens. Hooks are called on the intake's own queues and must not wait.
package struct IntakeHooks: Sendable {
  package var didFinish: @Sendable (FileReport) -> Void = { _ in }
  package var didRead: @Sendable (_ bytes: Int) -> Void = { _ in }
  package var didPublish: @Sendable (_ generation: Int64) -> Void = { _ in }
  package var didPause: @Sendable (PauseReason) -> Void = { _ in }
  package var didResume: @Sendable () -> Void = {}
  package var didBecomeIdle: @Sendable () -> Void = {}

  package init() {}
}
