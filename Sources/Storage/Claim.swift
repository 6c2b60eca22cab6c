package import Weblog

/// An inbox file whose bytes are safe among the originals.
package struct Claim: Hashable, Sendable {
  /// Where it was dropped.
  package let path: DiskPath
  /// Its path relative to the inbox: bytes, not always UTF-8.
  package let name: [UInt8]
  package let hash: ContentHash
  package let bytes: Int64
  /// Where its bytes are now, for good.
  package let original: DiskPath
  /// What the file was while it was copied; the same again means it is still that file.
  let status: FileStatus

  /// What tells this drop from another of the same bytes.
  ///
  /// Without the device, whose number may be another one after a reboot.
  var identity: [UInt8] {
    var encoder = RecordEncoder(capacity: 64)
    encoder.signed(status.size)
    encoder.signed(status.modified)
    encoder.unsigned(status.inode)
    encoder.blob(name)
    return encoder.bytes
  }
}

/// What is already known of a claimed file.
package enum ClaimStanding: Hashable, Sendable {
  /// Its bytes have not been accepted before.
  case new
  /// This very file was accepted, and the crash came before it left the inbox.
  case replay
  /// The same bytes were accepted from another file; the value is that source's id.
  case duplicate(of: String)
}

/// One accepted drop, for taking everything in again in the order of receipt.
package struct Receipt: Hashable, Sendable {
  package var hash: ContentHash
  /// The path relative to the inbox.
  package var name: [UInt8]
  package var bytes: Int64
  package var received: Instant
}
