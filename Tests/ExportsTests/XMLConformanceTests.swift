import Foundation
import Testing
import Weblog
import WeblogTesting

@testable import Exports

/// The scanner against a conforming parser, over all the XML there is.
struct XMLConformanceTests {
  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(
    .enabled(if: Corpus.isPresent, Corpus.absence),
    .enabled(if: python != nil, "python3 with expat is the conforming parser, and is not installed")
  )
  func `well-formed documents read as expat reads them, and all others give what is readable`()
    throws
  {
    let paths = Self.documents()
    let folder = try TemporaryDirectory()
    try Self.runExpat(on: paths, into: folder)
    var wellFormed = 0
    for (index, path) in paths.enumerated() {
      let expected = try String(
        contentsOf: folder.url.appendingPathComponent(String(index)),
        encoding: .utf8
      ).split(separator: "\n", omittingEmptySubsequences: false)
      let actual = try XMLDump(ByteInput(chunksOf: try Corpus.bytes(path)))
      if expected[0] == "well-formed" {
        wellFormed += 1
        Self.compare(actual.lines, with: expected.dropFirst(), in: path)
      } else {
        #expect(!actual.report.notices.isEmpty, "\(path): \(expected[0])")
        #expect(actual.lines.count >= expected.count - 1, "\(path) lost what expat could read")
      }
    }
    #expect(wellFormed > 900)
  }

  private static func compare(
    _ actual: [String],
    with expected: ArraySlice<Substring>,
    in path: String
  ) {
    let difference = zip(actual, expected).first { $0 != $1 }
    #expect(difference == nil, "\(path)")
    #expect(actual.count == expected.count, "\(path)")
  }

  /// Everything that begins like XML, whatever it is called.
  private static func documents() -> [String] {
    Corpus.files(in: "corpus").filter { path in
      guard ["xml", "atom", "rss", "rdf", "wxr"].contains((path as NSString).pathExtension) else {
        return false
      }
      return true
    }
  }

  private static func runExpat(on paths: [String], into folder: TemporaryDirectory) throws {
    let list = try folder.write(paths.map { Corpus.path($0) }.joined(separator: "\n"), to: "paths")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/xml/expat-dump.py")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python ?? "/nonexistent")
    process.arguments = [script.path, folder.path]
    process.standardInput = try FileHandle(forReadingFrom: list)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}

extension Corpus {
  fileprivate static func path(_ path: String) -> String { (try? url(path).path) ?? path }
}
