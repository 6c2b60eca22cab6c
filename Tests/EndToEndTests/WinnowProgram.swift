import Foundation
import Testing

/// The real program, run as a user would run it.
///
/// `WINNOW_BINARY` names it; without that, the newest of the package's own builds is taken.
enum WinnowProgram {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  static let binary: URL? = {
    if let path = ProcessInfo.processInfo.environment["WINNOW_BINARY"] {
      return URL(fileURLWithPath: path)
    }
    return ["release", "debug"].map { root.appendingPathComponent(".build/\($0)/winnow") }
      .filter { FileManager.default.isExecutableFile(atPath: $0.path) }
      .max { modified($0) < modified($1) }
  }()

  static var isPresent: Bool { binary != nil }

  static let absence: Testing.Comment = "the program is not built: swift build --product winnow"

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func process(_ arguments: [String], environment: [String: String] = [:]) throws -> Process
  {
    let process = Process()
    let program: URL = try #require(binary)
    process.executableURL = program
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    for name in variables.keys where name.hasPrefix("WINNOW_") { variables[name] = nil }
    process.environment = variables.merging(environment) { $1 }
    return process
  }

  /// Runs a command to its end.
  ///
  /// Its output must fit in memory.
  static func run(
    _ arguments: String...,
    input: Data? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try finish(process(arguments, environment: environment), input: input)
  }

  /// Runs any prepared process to its end, reading both its streams at once.
  static func finish(_ process: Process, input: Data? = nil) throws -> Outcome {
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("winnow-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let (output, errors, given) = (
      scratch.appendingPathComponent("out"), scratch.appendingPathComponent("err"),
      scratch.appendingPathComponent("in")
    )
    try (input ?? Data()).write(to: given)
    for file in [output, errors] { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: given)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    )
  }

  private static func modified(_ url: URL) -> Date {
    (try? url.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate)
      ?? .distantPast
  }
}
