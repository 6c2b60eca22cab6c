import Foundation
import Testing
import WeblogTesting

/// What programs from outside the tests may use.
enum Outside {
  static let python = ProcessInfo.processInfo.environment["WINNOW_PYTHON"]

  static var hasPython: Bool {
    python.map { FileManager.default.isExecutableFile(atPath: $0) } ?? false
  }
}

/// Programs from outside that read the published store, also while it is being written to.
///
/// `WINNOW_PYTHON` names a Python with the packages of `readers/requirements.txt`; `make venv` makes one.
@Suite(
  .enabled(if: WinnowProgram.isPresent && Outside.hasPython, "WINNOW_PYTHON names no Python")
)
struct ReaderTests {
  static let scripts = WinnowProgram.root.appendingPathComponent("Tests/EndToEndTests/readers")

  private func tool(_ program: String, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    return process
  }

  private func script(_ name: String) -> String { Self.scripts.appendingPathComponent(name).path }

  private func python() throws -> String { try #require(Outside.python) }

  /// A store with exports, repeated posts, page texts and a refused file in its history.
  private func filledHouse() throws -> Household {
    let house = try Household()
    let aside = house.directory.url.appendingPathComponent("aside")
    for number in 1...8 {
      try house.directory.write(SampleExport(number: number).bytes, to: "aside/\(number).atom")
      if number > 4 {
        var again = SampleExport(number: number)
        again.commentsPerPost = 6
        try house.directory.write(again.bytes, to: "aside/again-\(number).atom")
      }
    }
    try house.directory.write("no export at all", to: "aside/letter.txt")
    let samples = WinnowProgram.root.appendingPathComponent("docs/samples").path
    let outcome = try WinnowProgram.run("ingest", "--state", house.state.path, aside.path, samples)
    #expect(outcome.status == 1, "the letter is refused\n\(outcome.errors)")
    return house
  }

  @Test func `every record validates against the published schemas`() throws {
    let house = try filledHouse()
    let outcome = try WinnowProgram.finish(
      tool(
        python(),
        [script("validate_store.py"), house.state.appendingPathComponent("store").path]
      )
    )
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(house.posts.count == 27)
  }

  @Test func `the checking scripts pass a sound store and find every planted fault`() throws {
    let outcome = try WinnowProgram.finish(tool(python(), [script("selftest.py")]))
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test(arguments: ["duck.py", "node_read.mjs", "jq_read.sh"])
  func `DuckDB, Node and jq read the store as its page tells them`(name: String) throws {
    let house = try filledHouse()
    let programs = ["py": try python(), "mjs": "node", "sh": "bash"]
    let program = try #require(programs[String(name.split(separator: ".")[1])])
    let store = house.state.appendingPathComponent("store").path
    let outcome = try WinnowProgram.finish(tool(program, [script(name), store]))
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("27"), "\(outcome.output)")
  }

  @Test(arguments: ["read_while_writing.py", "three_readers.py"])
  func `no reader sees a torn or doubled record while files keep coming`(name: String) throws {
    let house = try Household()
    try house.start(environment: ["WINNOW_PUBLISH_INTERVAL": "50ms"])
    try house.drop(SampleExport(number: 1).bytes, as: "1.atom")
    house.wait(for: "a first post") { !house.posts.isEmpty }
    let store = house.state.appendingPathComponent("store").path
    let reading = tool(try python(), [script(name), store, "6"])
    let output = Pipe()
    reading.standardOutput = output
    try reading.run()
    var number = 2
    while reading.isRunning, number < 400 {
      try house.drop(SampleExport(number: number).bytes, as: "\(number).atom")
      number += 1
      usleep(30_000)
    }
    reading.waitUntilExit()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(reading.terminationStatus == 0, "\(text)")
    #expect(number > 20)
    #expect(house.stop() == 0)
  }
}
