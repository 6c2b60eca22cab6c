import Containers
import Foundation
import Testing
import WeblogTesting

struct FileDocumentTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func reading<Result>(
    _ bytes: [UInt8],
    _ body: (Int32) throws -> Result
  ) throws -> Result {
    let file = try FileHandle(forReadingFrom: directory.write(bytes, to: "input"))
    defer { try? file.close() }
    return try body(file.fileDescriptor)
  }

  private func drain(_ document: inout FileDocument) throws -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let chunk = try document.next()
      if chunk.isEmpty { return all }
      all += chunk
    }
  }

  @Test(arguments: [0, 1, 6, 7, 8, 700, 701])
  func `chunks join to the file`(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
    try reading(bytes) { descriptor throws in
      var document = FileDocument(
        descriptor: descriptor,
        name: "input",
        limit: Int64(size),
        chunkBytes: 7
      )
      #expect(try drain(&document) == bytes)
      #expect(try document.next().isEmpty)
    }
  }

  @Test func `a document beyond its limit is refused`() throws {
    try reading([UInt8](repeating: 65, count: 100)) { descriptor throws in
      var document = FileDocument(descriptor: descriptor, name: "a", limit: 99, chunkBytes: 10)
      #expect(throws: ContainerError.tooLarge(limit: 99)) { try drain(&document) }
    }
  }

  @Test func `a deadline ends the reading`() throws {
    try reading([UInt8](repeating: 65, count: 100)) { descriptor throws in
      var calls = 0
      var document = FileDocument(
        descriptor: descriptor,
        name: "a",
        limit: 1_000,
        chunkBytes: 10
      ) {
        calls += 1
        return calls > 3
      }
      for _ in 0..<3 { #expect(try document.next().count == 10) }
      #expect(throws: ContainerError.outOfTime) { try document.next() }
    }
  }

  @Test func `a descriptor that cannot be read says why`() throws {
    var document = FileDocument(descriptor: -1, name: "a", limit: 10)
    #expect(throws: ContainerError.io(EBADF)) { try document.next() }
  }
}
