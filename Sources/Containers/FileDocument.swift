import Glibc

/// The bytes of a file that was dropped.
///
/// It reads a descriptor that its owner opened and will close, from where the descriptor stands, a
/// chunk at a time, and never writes. The limit and the deadline hold however the file grows.
package struct FileDocument {
  let name: String
  private let descriptor: Int32
  let limit: Int64
  private let chunkBytes: Int
  private let isOutOfTime: () -> Bool
  private var received: Int64 = 0
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
    self.name = name
    self.descriptor = descriptor
    self.limit = limit
    self.chunkBytes = chunkBytes
    self.isOutOfTime = isOutOfTime
  }

  /// Hands over the next chunk; an empty one is the end, and stays it.
  ///
  /// - Throws: `ContainerError.tooLarge` once the limit is passed, `.io` with the `errno` of a failed
  ///   read, `.outOfTime`.
  package mutating func next() throws(ContainerError) -> [UInt8] {
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
