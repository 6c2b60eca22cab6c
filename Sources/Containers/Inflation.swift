import CZlib

/// One stream of zlib that inflates what gzip has deflated; all that is called of the library.
@safe
final class Inflation {
  enum Outcome: Hashable {
    /// Goes on with more input.
    case unfinished
    /// The deflated data ends here.
    case finished
    /// The data makes no sense.
    case damaged
  }

  /// At one address for good, since zlib keeps a pointer back to it.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Most bytes that one call puts out.
  static let outputBytes = 256 << 10

  /// The C function is `inflateInit2`.
  ///
  /// - Throws: `ContainerError.io` with `ENOMEM`, the only way in which zlib can fail here.
  init() throws(ContainerError) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // Without a wrapper: the header has a name that is wanted, and a bad checksum must not end the reading.
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    guard unsafe inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else {
      unsafe stream.deallocate()
      throw .io(Self.outOfMemory)
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  private static let outOfMemory: Int32 = 12

  /// Inflates what it can of the bytes from a position on.
  ///
  /// The C function is `inflate`.
  ///
  /// - Returns: what came out, and whether there will be more.
  func inflate(_ bytes: [UInt8], from position: inout Int) -> (output: [UInt8], outcome: Outcome) {
    var outcome = Outcome.unfinished
    let start = position
    var used = 0
    let output = unsafe [UInt8](unsafeUninitializedCapacity: Self.outputBytes) { buffer, count in
      unsafe bytes.withUnsafeBufferPointer { input in
        guard let source = input.baseAddress, let target = buffer.baseAddress else { return }
        // Safe because both lengths are those of buffers that outlive the call; zlib does not write its input.
        let available = min(input.count - start, Int(UInt32.max))
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source + start)
        unsafe stream.pointee.avail_in = UInt32(available)
        unsafe stream.pointee.next_out = target
        unsafe stream.pointee.avail_out = UInt32(Self.outputBytes)
        outcome = unsafe Self.outcome(CZlib.inflate(stream, Z_NO_FLUSH))
        used = unsafe available - Int(stream.pointee.avail_in)
        count = unsafe Self.outputBytes - Int(stream.pointee.avail_out)
      }
    }
    position += used
    return (output, outcome)
  }

  private static func outcome(_ code: Int32) -> Outcome {
    switch code {
    case Z_STREAM_END: .finished
    // No progress was possible, for want of input.
    case Z_OK, Z_BUF_ERROR: .unfinished
    default: .damaged
    }
  }

  /// Begins another member.
  ///
  /// The C function is `inflateReset`.
  func reset() { unsafe inflateReset(stream) }

  /// Continues a checksum; that of nothing is 0.
  ///
  /// The C function is `crc32`.
  static func checksum(_ before: UInt32, _ bytes: [UInt8]) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return before }
      return unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(before), base, buffer.count))
    }
  }
}
