package import Storage
import Weblog

/// Takes the words of a record out of everything: a command's work, while no daemon runs.
package struct Redacting {
  private let store: Store

  /// - Parameters:
  ///   - configuration: says where the state is.
  ///   - remark: is told what an earlier version had lost and is taken in again first.
  /// - Throws: `StorageError`; `.locked` when a daemon runs.
  package init(_ configuration: Configuration, remark: @escaping (String) -> Void) throws {
    store = try Store(configuration)
    // After it a file is not read again.
    let recounting = Recounting(store, settings: ReadingSettings(configuration), complain: remark)
    if let outcome = try recounting.run() { remark(outcome.sentence) }
  }

  /// - Parameter name: the id of a post or a comment, or an address of the post.
  /// - Returns: `nil` when there is no such record.
  /// - Throws: `StorageError`.
  package func redact(_ name: String) throws -> Redaction? {
    let redaction = try store.redact(name)
    try store.close()
    return redaction
  }
}
