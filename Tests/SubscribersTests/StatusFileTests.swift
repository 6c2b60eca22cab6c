import Foundation
import Testing
import Weblog
import WeblogTesting

@testable import Subscribers

@Suite struct StatusFileTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  static var full: ServiceHealth {
    var health = ServiceHealth.example
    health.startedAt = Timestamp(Instant(millisecondsSinceEpoch: 1_391_506_200_000))
    health.lastScanAt = Timestamp(Instant(millisecondsSinceEpoch: 1_391_506_200_250))
    health.waiting = [
      .init(name: "a\nb/\"c\".txt", reason: "permission denied", cure: "chmod a+r it")
    ]
    health.waitingCount = 1
    health.running = ["big.xml"]
    health.lastFile = .init(name: "x.xml", outcome: .partial)
    health.counters.bytes = 9_007_199_254_740_993
    health.pausedReason = "read-only file system"
    health.watchLimit = 8_192
    health.degraded = ["slow"]
    health.freeBytes = 5
    return health
  }

  @Test func `what is written is read back`() throws {
    let file = StatusFile(directory: directory.path)
    try file.write(Self.full)
    #expect(try file.read() == Self.full)
  }

  @Test func `the file is whole JSON in snake case that everybody may read`() throws {
    let file = StatusFile(directory: directory.path)
    try file.write(Self.full)
    let text = try String(contentsOfFile: file.path, encoding: .utf8)
    #expect(text.contains(#""started_at" : "2014-02-04T09:30:00Z""#))
    #expect(text.contains(#""last_scan_at" : "2014-02-04T09:30:00.250Z""#))
    #expect(text.hasSuffix("}\n"))
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(names == [StatusFile.name])
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect((attributes[.posixPermissions] as? Int ?? 0) & 0o600 == 0o600)
  }

  @Test func `readers only ever see a whole file while it is replaced`() async throws {
    let file = StatusFile(directory: directory.path)
    try file.write(Self.full)
    let writer = Task.detached {
      for round in 0..<300 {
        var health = Self.full
        health.degraded = Array(repeating: "reason", count: round % 40)
        try file.write(health)
      }
    }
    for _ in 0..<300 { _ = try file.read() }
    try await writer.value
  }

  @Test func `a missing directory is an error that names the file`() {
    let file = StatusFile(directory: directory.path + "/missing")
    let error = #expect(throws: AtomicFileError.self) { try file.write(.example) }
    #expect(error?.errno == ENOENT)
    #expect(error?.description.contains("missing/status.json") == true)
    #expect(throws: (any Error).self) { try file.read() }
  }

  @Test func `a link put in the draft's place is not followed`() throws {
    let victim = try directory.write("precious", to: "victim")
    let file = StatusFile(directory: directory.path)
    try FileManager.default.createSymbolicLink(
      atPath: file.path + ".new",
      withDestinationPath: victim.path
    )
    #expect(throws: AtomicFileError.self) { try file.write(.example) }
    #expect(try String(contentsOf: victim, encoding: .utf8) == "precious")
  }

  @Test func `the service's runtime directory comes before the state`() {
    var service = Surroundings()
    service.runtimeDirectory = "/run/winnow:/run/other"
    let outside = Surroundings()
    let system = "/var/lib/winnow"
    #expect(
      StatusFile.forDaemon(state: system, surroundings: service).path == "/run/winnow/status.json"
    )
    #expect(
      StatusFile.forReader(state: system, surroundings: outside).path == "/run/winnow/status.json"
    )
    #expect(StatusFile.forDaemon(state: "./w", surroundings: outside).path == "./w/status.json")
    #expect(StatusFile.forReader(state: "./w", surroundings: outside).path == "./w/status.json")
  }

  @Test(arguments: ["2014-02-04", "2014-02-04T09:30:00", "2014-13-04T09:30:00Z", "Z", ""])
  func `a moment that is none is refused`(text: String) {
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(Timestamp.self, from: Data("\"\(text)\"".utf8))
    }
  }

  @Test func `metrics are in the exposition format`() throws {
    let text = MetricsFile.text(of: Self.full)
    #expect(
      text.contains(
        """
        # HELP winnow_waiting_files Files that cannot be taken in yet.
        # TYPE winnow_waiting_files gauge
        winnow_waiting_files 1
        # HELP
        """
      )
    )
    #expect(text.contains("\nwinnow_start_time_seconds 1391506200\n"))
    #expect(text.contains("\nwinnow_paused 1\n"))
    let line = /(# (HELP|TYPE) winnow_[a-z_]+ .+)|(winnow_[a-z_]+ -?[0-9]+)/
    #expect(text.split(separator: "\n").allSatisfy { $0.wholeMatch(of: line) != nil })
    try MetricsFile(directory: directory.path).write(Self.full)
    #expect(try String(contentsOfFile: "\(directory.path)/winnow.prom", encoding: .utf8) == text)
  }
}
