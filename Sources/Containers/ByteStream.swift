/// Something that hands over bytes, a chunk at a time.
protocol ByteStream {
  /// - Returns: the next chunk; an empty one is the end, and stays it.
  mutating func next() throws(ContainerError) -> [UInt8]
}

extension FileDocument: ByteStream {}
