/// Why the inbox cannot be watched at all.
///
/// Everything that may heal by itself (a missing root, exhausted watches) is health, not an error.
package struct ArrivalError: Error, Hashable {
  package enum Reason: Hashable, Sendable {
    case rootIsNotAbsolute
    case rootIsNotADirectory
    /// A ``Inbox`` runs already; the C library holds one instance for the whole process.
    case alreadyStarted
  }

  package var reason: Reason
  /// The inbox, for people.
  package var root: String

  package init(_ reason: Reason, root: String) {
    self.reason = reason
    self.root = root
  }
}

extension ArrivalError: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .rootIsNotAbsolute: "The inbox \(root) is not an absolute path: name it from the root."
    case .rootIsNotADirectory: "The inbox \(root) is not a directory: move it away, or set another."
    case .alreadyStarted: "The inbox \(root) is watched already: start it once."
    }
  }
}
