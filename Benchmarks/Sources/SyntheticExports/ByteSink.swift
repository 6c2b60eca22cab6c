package import Foundation

/// A file that is written front to back through one buffer, so that memory does not grow with it.
package struct ByteSink {
  private static let bufferBytes = 1 << 20

  private let file: FileHandle
  private var buffer: [UInt8] = []
  /// Bytes given to the sink so far.
  package private(set) var count = 0

  package init(_ file: FileHandle) {
    self.file = file
    buffer.reserveCapacity(Self.bufferBytes + 65_536)
  }

  mutating func write(_ text: String) throws {
    try write(contentsOf: text.utf8)
  }

  mutating func write(contentsOf bytes: some Collection<UInt8>) throws {
    buffer.append(contentsOf: bytes)
    count += bytes.count
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  /// Writes out what is still in the buffer.
  package mutating func flush() throws {
    try file.write(contentsOf: Data(buffer))
    buffer.removeAll(keepingCapacity: true)
  }
}
