package import Arrivals
package import Weblog

/// A file somebody wants taken in: where it is, what to call it, and whether it may be removed.
package struct Drop: Hashable, Sendable {
  /// Absolute path as bytes, since a file name need not be UTF-8.
  package let path: [UInt8]
  /// The path below the inbox, or below the folder that was named.
  package let relativePath: [UInt8]
  /// Whether the file is to be removed once its content is safe.
  package let isOurs: Bool
  /// When it was received, if that was before now.
  package let received: Instant?
  /// What the inbox handed over, and wants an answer to; `nil` for a file that was named by hand.
  package let arrival: Arrival?

  package init(
    path: [UInt8],
    relativePath: [UInt8],
    isOurs: Bool,
    received: Instant? = nil,
    arrival: Arrival? = nil
  ) {
    self.path = path
    self.relativePath = relativePath
    self.isOurs = isOurs
    self.received = received
    self.arrival = arrival
  }

  /// The relative path as the ledger has it; bytes that are not UTF-8 are replaced, controls are not.
  package var name: String { String(decoding: relativePath, as: UTF8.self) }

  /// The first-level directory that names the blog, if it lies in one.
  package var directory: String? { InboxPath(relativePath).firstDirectory }
}
