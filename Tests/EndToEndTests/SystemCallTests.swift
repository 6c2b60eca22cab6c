import Foundation
import Testing
import WeblogTesting

/// System calls of the real program that fail, or at which it is killed: nothing is torn, no success is
/// false, nothing hangs, and the next run heals.
///
/// A slice by default; `WINNOW_TORTURE_SECONDS` tries every call, until the number is never reached.
@Suite(
  .enabled(if: WinnowProgram.isPresent, WinnowProgram.absence),
  .enabled(if: FaultShim.library != nil, "no C compiler, or the shim does not compile")
)
struct SystemCallTests {
  private static let isWhole = ProcessInfo.processInfo.environment["WINNOW_TORTURE_SECONDS"] != nil
  private static let calls = [
    "open", "read", "write", "pread", "pwrite", "fsync", "fdatasync", "rename", "unlink", "mkdir",
    "link", "ftruncate", "fcntl", "mmap",
  ]
  /// The longest that SQLite waits for its locks, several times over.
  private static let patience = 90.0

  @Test(arguments: calls)
  func `a failing call is survived`(call: String) throws {
    let actions = [EIO, ENOSPC, EROFS, EMFILE].map { "\($0)" } + ["short"]
    var number = 1
    var isReached = true
    while isReached {
      isReached = false
      for (turn, action) in actions.enumerated() where Self.isWhole || turn == number % 5 {
        for when in Self.isWhole ? ["\(number)", "\(number)+"] : ["\(number)+"] {
          let isHit = try survive("\(call) \(when) \(action)")
          isReached = isReached || isHit
        }
      }
      number = Self.isWhole ? number + 1 : number * 19 + 3
    }
  }

  @Test func `a kill at any call is survived`() throws {
    var number = 1
    while try survive("any \(number) kill") { number += Self.isWhole ? 13 : 401 }
    #expect(number > 1)
  }

  /// - Returns: whether the number of the call was reached at all.
  private func survive(_ fault: String) throws -> Bool {
    let house = try Household()
    let exports = [
      SampleExport(number: 1), SampleExport(number: 2, postCount: 150), SampleExport(number: 3),
    ]
    let paths = try exports.map { try house.directory.write($0.bytes, to: $0.name).path }
    let mark = house.directory.url.appendingPathComponent("injected")
    let status = try run(
      ["ingest", "--state", house.state.path] + paths,
      fault: ["WINNOW_FAULT": fault, "WINNOW_FAULT_MARK": mark.path]
    )
    let titles = Set(exports.flatMap(\.postTitles))
    if status == 0 { #expect(Self.titles(house) == titles, "\(fault): a false success") }
    for file in Self.files(below: house.store) where file.pathExtension == "ndjson" {
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? "not UTF-8"
      #expect(text.hasSuffix("\n"), "\(fault): \(file.path) is torn")
    }
    let again = try WinnowProgram.run(
      "ingest",
      "--state",
      house.state.path,
      paths[0],
      paths[1],
      paths[2]
    )
    #expect(again.status == 0, "\(fault): \(again.errors)")
    #expect(Self.titles(house) == titles, "\(fault): not healed")
    #expect(house.posts.count == titles.count, "\(fault): doubled")
    let verified = try WinnowProgram.run("verify", "--state", house.state.path)
    #expect(verified.status == 0, "\(fault): \(verified.output)\(verified.errors)")
    #expect(house.names(in: house.state.appendingPathComponent("private/work")).isEmpty)
    return FileManager.default.fileExists(atPath: mark.path)
  }

  /// - Returns: the exit status; a run that takes too long is an issue, and ended.
  private func run(_ arguments: [String], fault: [String: String]) throws -> Int32 {
    var environment = fault
    environment["LD_PRELOAD"] = FaultShim.library
    environment["WINNOW_FAULT_PATH"] = "/state/"
    let process = try WinnowProgram.process(arguments, environment: environment)
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    let end = Date().addingTimeInterval(Self.patience)
    while process.isRunning, Date() < end { usleep(10_000) }
    if process.isRunning {
      Issue.record("\(fault["WINNOW_FAULT"] ?? ""): hangs")
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    return process.terminationStatus
  }

  private static func titles(_ house: Household) -> Set<String> {
    Set(house.posts.compactMap { $0["title"] as? String })
  }

  private static func files(below folder: URL) -> [URL] {
    let walk = FileManager.default.enumerator(atPath: folder.path)
    return (walk?.compactMap { $0 as? String } ?? []).map { folder.appendingPathComponent($0) }
  }
}

/// The library that makes system calls fail; see `shim/fault.c`.
enum FaultShim {
  /// Its path; compiled once for each test run.
  static let library: String? = {
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("shim/fault.c")
    let target = FileManager.default.temporaryDirectory
      .appendingPathComponent("winnow-fault-\(ProcessInfo.processInfo.processIdentifier).so")
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = [
      "cc", "-O2", "-shared", "-fPIC", "-o", target.path, source.path, "-ldl",
    ]
    guard let outcome = try? WinnowProgram.finish(compiler), outcome.status == 0 else { return nil }
    return target.path
  }()
}
