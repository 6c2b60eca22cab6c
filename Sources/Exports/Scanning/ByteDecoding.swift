import Glibc

/// One of the C library's converters from a legacy encoding into UTF-8: all that is used of `iconv`.
///
/// It remembers where escape sequences have led it, so that a text goes through in pieces of any size.
@safe
final class ByteDecoding {
  /// Where decoding had to stop.
  enum Stop: Hashable {
    case end
    /// At the index begins a character that goes on beyond the bytes.
    case incomplete(Int)
    /// At the index stands what means nothing in the encoding.
    case invalid(Int)
  }

  private let converter: iconv_t

  /// Most bytes of text made at once.
  private static let pieceBytes = 64 << 10

  /// Is `nil` where this machine has no such converter.
  ///
  /// The C function is `iconv_open`.
  ///
  /// - Parameter name: The C library's name of the encoding.
  init?(_ name: String) {
    guard let opened = unsafe iconv_open("UTF-8", name),
      unsafe opened != UnsafeMutableRawPointer(bitPattern: -1)
    else { return nil }
    unsafe converter = opened
  }

  deinit { unsafe iconv_close(converter) }

  /// Adds the text of the bytes from an index on, as far as it can be told.
  func decode(_ bytes: [UInt8], from start: Int, into text: inout [UInt8]) -> Stop {
    var index = start
    while index < bytes.count {
      let error = convert(bytes, from: &index, into: &text)
      switch error {
      case 0: return .end
      case E2BIG: continue
      case EINVAL: return .incomplete(index)
      default: return .invalid(index)
      }
    }
    return .end
  }

  /// Adds what was held back in case the next character changes it, and begins anew.
  func finish(into text: inout [UInt8]) {
    unsafe text += piece(for: 0) { target, left in
      // Safe because `target` and `left` bound a buffer that outlives the call.
      unsafe iconv(converter, nil, nil, &target, &left)
    }
  }

  /// The character that one byte stands for, in an encoding of one byte for each.
  func scalar(of byte: UInt8) -> UInt32? {
    var text: [UInt8] = []
    guard decode([byte], from: 0, into: &text) == .end else { return nil }
    finish(into: &text)
    return String(decoding: text, as: UTF8.self).unicodeScalars.first?.value
  }

  /// The C function is `iconv`.
  ///
  /// - Returns: the error number, 0 when all bytes are used up.
  private func convert(_ bytes: [UInt8], from index: inout Int, into text: inout [UInt8]) -> Int32 {
    var error: Int32 = 0
    unsafe text += piece(for: bytes.count - index) { target, left in
      unsafe bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return }
        // The C library takes a mutable pointer and does not write through it.
        var source: UnsafeMutablePointer<CChar>? = unsafe UnsafeMutablePointer(
          mutating: base.assumingMemoryBound(to: CChar.self) + index
        )
        var rest = bytes.count - index
        let result = unsafe iconv(converter, &source, &rest, &target, &left)
        error = result == -1 ? errno : 0
        index = bytes.count - rest
      }
    }
    return error
  }

  /// What a call writes into a buffer that has room for a few characters more than so many bytes make.
  private func piece(
    for count: Int,
    _ write: (inout UnsafeMutablePointer<CChar>?, inout Int) -> Void
  ) -> [UInt8] {
    let room = min(Self.pieceBytes, 64 + 4 * min(count, Self.pieceBytes))
    return unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      var left = room
      unsafe base.withMemoryRebound(to: CChar.self, capacity: left) { start in
        var target: UnsafeMutablePointer<CChar>? = unsafe start
        unsafe write(&target, &left)
      }
      count = room - left
    }
  }
}
