import Glibc

/// The bytes of a file that was dropped.
///
/// It reads what its owner opened, from where that stands, a chunk at a time, and never writes. The limit and the
/// deadline hold however the file grows.
package struct FileDocument {
  /// Hands over at most so many of the bytes that follow; none are the end.
  package typealias Reading = (_ count: Int) throws(ContainerError) -> [UInt8]

  let name: String
  let limit: Int64
  private let chunkBytes: Int
  private let isOutOfTime: () -> Bool
  private let read: Reading
  private var received: Int64 = 0
  private var isAtEnd = false

  /// Begins at the place where the file stands.
  ///
  /// - Parameters:
  ///   - name: What the file is called.
  ///   - limit: Bytes beyond which the document is refused.
  ///   - chunkBytes: Most bytes that one call of `next` hands over.
  ///   - isOutOfTime: Asked before each read; `true` ends the reading.
  ///   - read: Reads on.
  package init(
    name: String,
    limit: Int64,
    chunkBytes: Int = 256 << 10,
    isOutOfTime: @escaping () -> Bool = { false },
    read: @escaping Reading
  ) {
    precondition(chunkBytes > 0, "A chunk holds at least one byte.")
    self.name = name
    self.limit = limit
    self.chunkBytes = chunkBytes
    self.isOutOfTime = isOutOfTime
    self.read = read
  }

  /// Hands over the next chunk; an empty one is the end, and stays it.
  ///
  /// - Throws: `ContainerError.tooLarge` once the limit is passed, `.io` with the `errno` of a failed
  ///   read, `.outOfTime`.
  package mutating func next() throws(ContainerError) -> [UInt8] {
    guard !isAtEnd else { return [] }
    if isOutOfTime() { throw .outOfTime }
    let chunk = try read(chunkBytes)
    isAtEnd = chunk.isEmpty
    received += Int64(chunk.count)
    if received > limit { throw .tooLarge(limit: limit) }
    return chunk
  }
}

extension FileDocument {
  /// A document behind a descriptor that stays open, and its owner's, until the document is done with.
  package init(
    descriptor: Int32,
    name: String,
    limit: Int64,
    chunkBytes: Int = 256 << 10,
    isOutOfTime: @escaping () -> Bool = { false }
  ) {
    self.init(name: name, limit: limit, chunkBytes: chunkBytes, isOutOfTime: isOutOfTime) {
      (count) throws(ContainerError) in
      try Self.read(descriptor, upTo: count, isOutOfTime)
    }
  }

  /// A document that keeps its file open for as long as it lives.
  package init(
    _ file: OpenedFile,
    name: String,
    limit: Int64,
    isOutOfTime: @escaping () -> Bool = { false }
  ) {
    self.init(name: name, limit: limit, isOutOfTime: isOutOfTime) {
      (count) throws(ContainerError) in
      try Self.read(file.descriptor, upTo: count, isOutOfTime)
    }
  }

  /// Reads once, again if a signal came between.
  ///
  /// The C function is `read`.
  private static func read(
    _ descriptor: Int32,
    upTo limit: Int,
    _ isOutOfTime: () -> Bool
  ) throws(ContainerError) -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: limit)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        // Safe because the call writes at most the buffer's own length into it.
        unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count >= 0 {
        chunk.removeLast(limit - count)
        return chunk
      }
      let code = errno
      guard code == EINTR else { throw .io(code) }
      if isOutOfTime() { throw .outOfTime }
    }
  }
}
