import Containers
import Glibc

/// What comes out of a file does not depend on the pieces in which it is read, and has a bound.
enum GzipLaws {
  private static let limit: Int64 = 1 << 20

  private static let file: Int32 = {
    guard let file = unsafe tmpfile() else { fatalError("no temporary file: errno \(errno)") }
    return unsafe fileno(file)
  }()

  /// All that unpacking a file gives.
  private struct Content: Equatable {
    var bytes: [UInt8] = []
    var flaws: [ContainerFlaw] = []
    var names: [String] = []
    var error: ContainerError?
  }

  static func test(_ bytes: [UInt8]) {
    let written = unsafe pwrite(file, bytes, bytes.count, 0)
    guard written == bytes.count, ftruncate(file, written) == 0 else {
      fatalError("the temporary file: errno \(errno)")
    }
    let whole = content(of: file, chunkBytes: 256 << 10)
    require(Int64(whole.bytes.count) <= limit + 256 << 10, "bounded")
    for chunkBytes in [1, 2 + bytes.count % 61] {
      let pieces = content(of: file, chunkBytes: chunkBytes)
      // A refusal comes when it is seen, before or after what could still be read.
      guard whole.error == nil, pieces.error == nil else { continue }
      require(pieces == whole, "pieces of \(chunkBytes)")
    }
  }

  private static func content(of file: Int32, chunkBytes: Int) -> Content {
    lseek(file, 0, SEEK_SET)
    let name = "file.gz"
    let source = FileDocument(descriptor: file, name: name, limit: limit, chunkBytes: chunkBytes)
    var document = Document(source, inflateRatio: 1_000)
    var content = Content()
    do throws(ContainerError) {
      _ = try document.head(1_024)
      while true {
        let chunk = try document.next()
        if chunk.isEmpty { break }
        content.bytes += chunk
      }
    } catch {
      content.error = error
    }
    content.flaws = document.flaws
    content.names = document.names
    return content
  }
}
