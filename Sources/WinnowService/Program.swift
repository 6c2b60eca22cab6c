/// What the program is called and which version it is.
package enum Program {
  package static let version = "0.1.0"

  /// As the ledger writes it: `winnow 0.1.0`.
  package static let name = "winnow \(version)"
}
