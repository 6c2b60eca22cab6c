import Foundation
import Testing
import WeblogTesting

/// The program crashing while it reads a file: the file is blamed, and the others are not.
@Suite(.enabled(if: WinnowProgram.isPresent, WinnowProgram.absence))
struct CrashTests {
  /// Long enough that its reading can be interrupted.
  private static let long = SampleExport(number: 9, postCount: 20_000, commentsPerPost: 3)

  /// Ends the daemon while it reads the long file.
  private func end(_ house: Household, with signal: Int32) throws {
    try house.start()
    house.wait(for: "the reading to begin") { isReading(house) }
    let process = try #require(house.daemon)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
  }

  /// Whether the catalogue says that an attempt is under way.
  private func isReading(_ house: Household) -> Bool {
    let query = """
      import sqlite3, sys
      database = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True, timeout=5)
      print(database.execute("SELECT count(*) FROM attempts WHERE open").fetchone()[0])
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let catalogue = house.state.appendingPathComponent("private/catalogue.sqlite").path
    process.arguments = ["python3", "-c", query, catalogue]
    let outcome = try? WinnowProgram.finish(process)
    return outcome?.output.trimmingCharacters(in: .newlines) == "1"
  }

  @Test func `a file that crashes the program three times is set aside and the rest flows`() throws
  {
    let house = try Household()
    try house.drop(Self.long.bytes, as: "culprit.atom")
    for _ in 1...3 { try end(house, with: SIGSEGV) }
    try house.drop(SampleExport(number: 1).bytes, as: "innocent.atom")
    try house.start()
    house.wait(for: "the culprit to be set aside") {
      house.names(in: house.rejected) == ["culprit.atom", "culprit.atom.reason.json"]
    }
    house.wait(for: "the innocent file's posts") { house.posts.count == 3 }
    let reason = try String(
      contentsOf: house.rejected.appendingPathComponent("culprit.atom.reason.json"),
      encoding: .utf8
    )
    #expect(reason.contains("crashed-reader") && reason.contains("\"attempts\":3"), "\(reason)")
    #expect(house.stop() == 0)
  }

  @Test func `a power cut is not the file's fault, however often it comes`() throws {
    let house = try Household()
    try house.drop(Self.long.bytes, as: "long.atom")
    for _ in 1...5 { try end(house, with: SIGKILL) }
    try house.start()
    house.wait(seconds: 60, for: "the posts") { house.posts.count == 20_000 }
    #expect(house.names(in: house.rejected).isEmpty)
    #expect(house.stop() == 0)
  }
}
