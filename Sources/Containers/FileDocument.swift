import Glibc

/// One readable thing inside what was dropped: here, the file itself.
///
/// It reads a descriptor that its owner opened and will close, from where the descriptor stands, a
/// chunk at a time, and never writes. The limit and the deadline hold however the file grows.
package struct FileDocument {
  /// Names from the outermost container to the document; a bare file has one.
  package let names: [String]

  private let descriptor: Int32
  let limit: Int64
  private let chunkBytes: Int
  private let isOutOfTime: () -> Bool
  private var received: Int64 = 0
  /// Read for `head` and not yet handed over.
  private var pending: [UInt8] = []
  private var isAtEnd = false

  /// Begins at the place where the descriptor stands.
  ///
  /// - Parameters:
  ///   - descriptor: Open for reading until the document is done with.
  ///   - name: What the file is called.
  ///   - limit: Bytes beyond which the document is refused.
  ///   - chunkBytes: Most bytes that one call of `next` hands over.
  ///   - isOutOfTime: Asked before each read; `true` ends the reading.
  package init(
    descriptor: Int32,
    name: String,
    limit: Int64,
    chunkBytes: Int = 256 << 10,
    isOutOfTime: @escaping () -> Bool = { false }
  ) {
    precondition(chunkBytes > 0, "A chunk holds at least one byte.")
    names = [name]
    self.descriptor = descriptor
    self.limit = limit
    self.chunkBytes = chunkBytes
    self.isOutOfTime = isOutOfTime
  }

  /// Bytes handed over so far, those looked at by `head` not counted.
  package var offset: Int64 { received - Int64(pending.count) }

  /// Hands over the next chunk; an empty one is the end, and stays it.
  ///
  /// - Throws: `ContainerError.tooLarge` once the limit is passed, `.io` with the `errno` of a failed
  ///   read, `.outOfTime`.
  package mutating func next() throws(ContainerError) -> [UInt8] {
    guard pending.isEmpty else {
      let chunk = pending
      pending = []
      return chunk
    }
    return try receive()
  }

  /// Looks at the beginning of what `next` will hand over, which stays there.
  ///
  /// - Returns: As many bytes as asked for, or all there are.
  /// - Throws: As `next`.
  package mutating func head(_ count: Int) throws(ContainerError) -> [UInt8] {
    while pending.count < count, !isAtEnd { pending += try receive() }
    return Array(pending.prefix(max(0, count)))
  }

  private mutating func receive() throws(ContainerError) -> [UInt8] {
    guard !isAtEnd else { return [] }
    if isOutOfTime() { throw .outOfTime }
    let chunk = try readDescriptor()
    isAtEnd = chunk.isEmpty
    received += Int64(chunk.count)
    if received > limit { throw .tooLarge(limit: limit) }
    return chunk
  }

  /// Reads once, again if a signal came between.
  ///
  /// The C function is `read`.
  private func readDescriptor() throws(ContainerError) -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: chunkBytes)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        // Safe because the call writes at most the buffer's own length into it.
        unsafe read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count >= 0 {
        chunk.removeLast(chunkBytes - count)
        return chunk
      }
      let code = errno
      guard code == EINTR else { throw .io(code) }
      if isOutOfTime() { throw .outOfTime }
    }
  }
}

extension FileDocument {
  /// A document that keeps its file open for as long as it lives.
  package init(
    _ file: OpenedFile,
    name: String,
    limit: Int64,
    isOutOfTime: @escaping () -> Bool = { false }
  ) {
    self.init(descriptor: file.descriptor, name: name, limit: limit) {
      // The closure is what holds the file: it goes when the document goes.
      _ = file
      return isOutOfTime()
    }
  }
}
