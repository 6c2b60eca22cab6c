import CSystemd
import Glibc

/// Owns every call into libsystemd; outside systemd each of them does nothing.
enum Systemd {
  /// Sends assignments, one a line, to the service manager.
  ///
  /// - Returns: whether a manager was told. The C function is `sd_notify`.
  @discardableResult
  static func notify(_ assignments: String) -> Bool {
    unsafe sd_notify(0, assignments) > 0
  }

  /// How long the service manager waits between two signs of life, when it waits for them at all.
  ///
  /// The C function is `sd_watchdog_enabled`.
  static func watchdogInterval() -> Duration? {
    var microseconds: UInt64 = 0
    guard unsafe sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
    return .microseconds(Int64(clamping: microseconds))
  }

  /// Sends one journal entry made of `NAME=value` fields.
  ///
  /// The library writes a value that holds a newline with its length before it, so no value can add a
  /// field of its own.
  ///
  /// - Returns: whether the journal took it. The C function is `sd_journal_sendv`.
  static func sendToJournal(_ fields: [[UInt8]]) -> Bool {
    unsafe Array(fields.joined()).withUnsafeBytes { bytes in
      var offset = 0
      var vectors: [iovec] = unsafe []
      for field in fields {
        // Within the buffer, which is as long as all fields together. The library only reads it.
        let start = unsafe bytes.baseAddress?.advanced(by: offset)
        unsafe vectors.append(
          iovec(iov_base: UnsafeMutableRawPointer(mutating: start), iov_len: field.count)
        )
        offset += field.count
      }
      return unsafe sd_journal_sendv(vectors, Int32(clamping: fields.count)) == 0
    }
  }
}
