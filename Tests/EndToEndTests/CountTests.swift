import Foundation
import Testing
import WeblogTesting

/// Real exports and feeds hold for Winnow what they hold for readers that share nothing with it.
///
/// `WINNOW_PYTHON` names a Python with the packages of `readers/requirements.txt`; `make venv` makes one.
@Suite(
  .enabled(
    if: WinnowProgram.isPresent && Outside.hasPython && Corpus.isPresent,
    "WINNOW_PYTHON names no Python, or WINNOW_CORPUS no folder of real input"
  )
)
struct CountTests {
  static let files = ["wordpress", "squarespace", "rss", "atom", "jsonfeed"].flatMap {
    Corpus.files(in: "corpus/\($0)")
  }

  /// Where the other reader is not to be followed.
  static let exceptions = [
    "corpus/wordpress/malformed-simple.xml":
      "lxml counts the item in which the file ends; it is left out here, and the source is partial"
  ]

  @Test(arguments: files.filter { exceptions[$0] == nil })
  func `posts, comments, replies, states and titles are those that another reader counts`(
    file: String
  ) throws {
    let path = try Corpus.url(file).path
    let parsed = try WinnowProgram.run("parse", path)
    #expect(parsed.status == 0, "\(parsed.errors)")
    let outcome = try count(path, parsed.output)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test(arguments: exceptions.keys.sorted())
  func `an exception is one`(file: String) throws {
    let path = try Corpus.url(file).path
    let parsed = try WinnowProgram.run("parse", path)
    #expect(try count(path, parsed.output).status == 1)
  }

  private func count(_ path: String, _ parsed: String) throws -> WinnowProgram.Outcome {
    let directory = try TemporaryDirectory()
    let records = try directory.write(parsed, to: "parsed.ndjson")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Outside.python))
    process.arguments = [
      ReaderTests.scripts.appendingPathComponent("count_exports.py").path, path, records.path,
    ]
    return try WinnowProgram.finish(process)
  }
}
