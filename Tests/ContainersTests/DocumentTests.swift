import Containers
import Foundation
import Testing
import WeblogTesting

/// What comes out of a dropped file, packed or not.
struct DocumentTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// All that a document said.
  private struct Outcome: Equatable {
    var bytes: [UInt8] = []
    var names: [String] = []
    var flaws: [ContainerFlaw.Kind] = []
    var error: ContainerError?
  }

  private func outcome(
    _ bytes: [UInt8],
    name: String = "in/page.xml.gz",
    limit: Int64 = 1 << 30,
    chunk: Int = 256 << 10,
    head count: Int = 7
  ) throws -> Outcome {
    let handle = try FileHandle(forReadingFrom: directory.write(bytes, to: "input"))
    defer { try? handle.close() }
    let file = FileDocument(
      descriptor: handle.fileDescriptor,
      name: name,
      limit: limit,
      chunkBytes: chunk
    )
    var document = Document(file, inflateRatio: 200)
    var outcome = Outcome()
    do {
      let head = try document.head(count)
      #expect(try document.head(count) == head)
      while case let next = try document.next(), !next.isEmpty { outcome.bytes += next }
      #expect(outcome.bytes.starts(with: head))
      #expect(head.count == min(count, outcome.bytes.count))
      #expect(try document.next().isEmpty)
    } catch {
      outcome.error = error
    }
    outcome.names = document.names
    outcome.flaws = document.flaws.map(\.kind)
    return outcome
  }

  private let text = Array("Some words, and a few more.".utf8)

  @Test(arguments: [1, 2, 7, 4_096])
  func `a file that is not gzip is the document`(chunk: Int) throws {
    let found = try outcome(text, name: "in/page.xml.gz", chunk: chunk)
    #expect(found == Outcome(bytes: text, names: ["in/page.xml.gz"]))
    #expect(try outcome([], chunk: chunk).bytes.isEmpty)
    #expect(try outcome([0x1F], chunk: chunk).bytes == [0x1F])
  }

  @Test(arguments: [0, 1, 7, 50, 10_000], [1, 7, 4_096])
  func `looking at the head changes nothing`(count: Int, chunk: Int) throws {
    #expect(try outcome(text, chunk: chunk, head: count).bytes == text)
    #expect(try outcome(Gzip.deflated, chunk: chunk, head: count).bytes == Gzip.lines)
  }

  @Test(arguments: [1, 2, 7, 100, 4_096])
  func `gzip is inflated in any chunks`(chunk: Int) throws {
    let found = try outcome(Gzip.deflated, chunk: chunk)
    #expect(found == Outcome(bytes: Gzip.lines, names: ["in/page.xml.gz", "text.xml"]))
    #expect(try outcome(Gzip.zeros, chunk: chunk).bytes == Array(repeating: 0, count: 100_000))
    let ornate = Gzip(name: "näme.xml", isOrnate: true).member(text)
    let names = ["in/page.xml.gz", "näme.xml"]
    #expect(try outcome(ornate, chunk: chunk) == Outcome(bytes: text, names: names))
  }

  @Test(arguments: [
    ("a/b/page.xml.gz", "page.xml"), ("page.GZIP", "page"), ("page.z", "page"), (".gz", ".gz"),
    ("page", "page"), ("-", "-"),
  ])
  func `a name that is not told is made of the file's`(name: String, inner: String) throws {
    for bad in [nil, "", "a/b", "..", "a\u{1}b", #"C:\x"#, String(repeating: "a", count: 256)] {
      let found = try outcome(Gzip(name: bad).member(text), name: name)
      #expect(found == Outcome(bytes: text, names: [name, inner]))
    }
  }

  @Test(arguments: [1, 7, 4_096])
  func `members follow one another, with padding or with garbage behind them`(chunk: Int) throws {
    let members = Gzip(name: "one").member(text) + Gzip().member([]) + Gzip.deflated
    let padded = members + Array(repeating: 0, count: 1_000)
    let names = ["in/page.xml.gz", "one"]
    for bytes in [members, padded] {
      let found = try outcome(bytes, chunk: chunk)
      #expect(found == Outcome(bytes: text + Gzip.lines, names: names))
    }
    for garbage: [UInt8] in [Array("garbage".utf8), [0x1F, 0x8C, 0, 0, 0], [0, 0, 7]] {
      let found = try outcome(members + garbage, chunk: chunk)
      #expect(found.bytes == text + Gzip.lines)
      #expect(found.flaws == [.trailingGarbage])
    }
  }

  @Test func `a wrong checksum is said, and the data kept`() throws {
    let bytes = Gzip(checksumOffset: 1).member(text) + Gzip.deflated
    let found = try outcome(bytes)
    #expect(found.bytes == text + Gzip.lines)
    #expect(found.flaws == [.checksumMismatch])
    var long = Gzip.deflated
    long[long.count - 1] = 9
    #expect(try outcome(long).flaws == [.checksumMismatch])
  }

  @Test(arguments: [1, 5, 4_096])
  func `every prefix gives its part of the document and says that it is one`(chunk: Int) throws {
    let whole = Gzip.deflated + Gzip(name: "two").member(text)
    for length in 2..<whole.count where length != Gzip.deflated.count {
      let found = try outcome(Array(whole[..<length]), chunk: chunk)
      #expect((Gzip.lines + text).starts(with: found.bytes), "\(length)")
      if found.bytes.isEmpty {
        #expect(found.error == .notInflatable, "\(length)")
      } else {
        #expect(found.flaws == [.truncated], "\(length)")
      }
    }
    #expect(try outcome(Array(whole.dropLast(8)), chunk: chunk).bytes == Gzip.lines + text)
  }

  @Test func `a changed byte is survived`() throws {
    var random = SeededGenerator(seed: 8)
    let whole = Gzip(name: "one", isOrnate: true).member(text) + Gzip.deflated
    for _ in 0..<600 {
      var bytes = whole
      let place = Int(random.next() % UInt64(bytes.count))
      bytes[place] = UInt8(truncatingIfNeeded: random.next())
      let found = try outcome(bytes, chunk: 64)
      #expect(found.bytes.count < 1 << 20)
      #expect(found.error == nil || found.error == .notInflatable, "\(place)")
    }
  }

  @Test func `what only begins like gzip is refused`() throws {
    for bytes: [UInt8] in [
      [0x1F, 0x8B], [0x1F, 0x8B, 0x08], [0x1F, 0x8B] + text, [0x1F, 0x8B, 0x08, 0xE0] + text,
      Array(Gzip.deflated[..<10]), Array(Gzip.deflated[..<21]) + Array(repeating: 0xFF, count: 50),
    ] { #expect(try outcome(bytes).error == .notInflatable) }
    let endlessName: [UInt8] = [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3]
    let found = try outcome(endlessName + Array(repeating: 65, count: 1 << 20))
    #expect(found.error == .notInflatable)
  }

  @Test func `an empty gzip is an empty document`() throws {
    let found = try outcome(Gzip().member([]))
    #expect(found == Outcome(names: ["in/page.xml.gz", "page.xml"]))
  }

  @Test func `three layers come off, a fourth is refused`() throws {
    var bytes = text
    for depth in 1...3 {
      bytes = Gzip(name: depth == 2 ? "middle" : nil).member(bytes)
      #expect(try outcome(bytes, name: "a.gz.gz.gz").bytes == text)
    }
    let three = try outcome(bytes, name: "a.gz.gz.gz", chunk: 3)
    #expect(three.names == ["a.gz.gz.gz", "a.gz.gz", "middle", "middle"])
    #expect(try outcome(Gzip().member(bytes)).error == .nestedTooDeep(limit: 3))
  }

  @Test func `the limit holds for what comes out`() throws {
    let found = try outcome(Gzip.zeros, limit: 99_999)
    #expect(found.error == .tooLarge(limit: 99_999))
    #expect(try outcome(Gzip.zeros, limit: 100_000).error == nil)
  }

  @Test func `a bomb is refused while it goes off, in one layer or in two`() throws {
    // 758 times larger than the file: 20 MB of zeros, and a gigabyte if it went on.
    let small = Array(repeatElement(Gzip.zeros, count: 160).joined())
    #expect(try outcome(small).bytes.count == 16_000_000)
    let bomb = Array(repeatElement(Gzip.zeros, count: 10_000).joined())
    for bytes in [bomb, Gzip().member(bomb)] {
      let found = try outcome(bytes)
      guard case .expandsTooMuch(let ratio, let offset) = found.error else {
        Issue.record("\(String(describing: found.error))")
        continue
      }
      #expect(ratio == 200)
      #expect(offset < 64 << 20)
      #expect(found.bytes.count < 64 << 20)
    }
  }
}
